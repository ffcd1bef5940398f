// What hostile pages do, run by the browser in the page (hostile-page.test.ts). `us` is the URL of the node's gateway port.
/* global document, navigator, location, EventSource, WebSocket */

const settled = (promise, then) => promise.then(then, () => 'nothing')

/** Resolves with whether the element was loaded from there. */
const load = (tag, attribute, source, more = {}) =>
  new Promise((resolve) => {
    const element = Object.assign(document.createElement(tag), more)
    element.onload = () => resolve(`${tag} ${source} loaded`)
    element.oncanplay = element.onload
    element.onerror = () => resolve('refused')
    element.setAttribute(attribute, source)
    document.body.append(element)
  })

globalThis.attacks = {
  readAnswers: (us) => {
    const paths = ['/v1/status', '/healthz', '/metrics', '/', '/https/origin.example/']
    const read = async (path, mode) =>
      await settled(fetch(us + path, { mode }), async (response) => await response.text())
    return Promise.all(['cors', 'no-cors'].flatMap((mode) => paths.map((path) => read(path, mode))))
  },

  sendForms: (us) => {
    for (const [i, path] of ['/v1/tokens', '/v1/reload', '/v1/groups/Home/codes?uses=9'].entries()) {
      const frame = Object.assign(document.createElement('iframe'), { name: `answer${i}` })
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: us + path, enctype: 'text/plain', target: frame.name })
      // As text it reads {"page":true,"x":"="}
      form.append(Object.assign(document.createElement('input'), { name: '{"page":true,"x":"', value: '"}' }))
      document.body.append(frame, form)
      form.submit()
    }
  },

  post: async (us) => {
    const body = '{"page":true}'
    const paths = ['/v1/tokens', '/v1/reload', '/v1/content?url=http://a.example/']
    await Promise.allSettled(paths.map((path) => fetch(us + path, { method: 'POST', mode: 'no-cors', body })))
    navigator.sendBeacon(`${us}/v1/reload`, body)
  },

  sendJson: async (us) => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer plk_guess' }
    const send = (method) => settled(fetch(`${us}/v1/tokens`, { method, headers, body: '{"page":true}' }), String)
    return await Promise.all(['POST', 'DELETE', 'PUT'].map(send))
  },

  frame: (us) => {
    for (const path of ['/', '/ui/page.css', '/metrics']) {
      document.body.append(Object.assign(document.createElement('iframe'), { src: us + path }))
    }
  },

  include: (us, originUrl) => {
    const content = `/v1/content?url=${encodeURIComponent(originUrl)}`
    const paths = [content, '/https/origin.example/x', '/v1/status', '/ui/main.js', '/metrics']
    return Promise.all(
      paths.flatMap((path) => [
        load('script', 'src', us + path),
        load('img', 'src', us + path),
        load('audio', 'src', us + path),
        load('link', 'href', us + path, { rel: 'stylesheet' })
      ])
    )
  },

  listen: (us) => {
    const opened = (target) =>
      new Promise((resolve) => {
        target.addEventListener('open', () => resolve('open'))
        target.addEventListener('error', () => resolve('refused'))
      })
    const socket = new WebSocket(`${us.replace('http', 'ws')}/v1/watch`)
    return Promise.all([opened(new EventSource(`${us}/v1/transfers`)), opened(socket)])
  },

  hideInSandbox: (us) => {
    const script = `fetch('${us}/v1/reload', {method: 'POST', mode: 'no-cors'}); fetch('${us}/v1/status')`
    const frame = Object.assign(document.createElement('iframe'), { srcdoc: `<script>${script}</script>` })
    frame.setAttribute('sandbox', 'allow-scripts allow-forms')
    document.body.append(frame)
  },

  lead: (url) => location.assign(url),

  /** As a page that has our own name, or seems to. */
  askAsOurselves: async () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer plk_guess' }
    const ask = async (path, init) => {
      const response = await fetch(path, init)
      return { path, status: response.status, text: await response.text() }
    }
    return await Promise.all([
      ask('/v1/status'),
      ask('/v1/status', { headers }),
      ask('/v1/tokens', { method: 'POST', headers, body: '{"page":true}' }),
      ask('/v1/reload', { method: 'POST' }),
      ask('/'),
      ask('/ui/main.js'),
      ask('/metrics'),
      ask('/https/origin.example/')
    ])
  },

  runContentAsOurselves: () => {
    const path = '/https/origin.example/x.js'
    return Promise.all([
      load('script', 'src', path),
      load('script', 'src', path, { type: 'module' }),
      load('link', 'href', path, { rel: 'stylesheet' }),
      load('img', 'src', path),
      settled(navigator.serviceWorker.register(path), () => 'loaded')
    ])
  }
}
