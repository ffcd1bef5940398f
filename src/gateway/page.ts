// The first page and what it loads: static files, `/` and `/ui/…`. They come from the package's own folder, are read once,
// and nothing else of the disk can be asked for.
import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fresh from 'fresh'
import { sha256, toHex } from '../base/index.js'
import { GatewayError } from './errors.js'
import { targetUrl } from './request-target.js'

/** Beside this one in the built package: dist/ui. */
const PAGE_FOLDER = fileURLToPath(new URL('../ui/', import.meta.url))

const TYPES: { readonly [extension: string]: string | undefined } = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
}

interface PageFile {
  readonly body: Buffer
  readonly type: string
  readonly etag: string
}

type PageFiles = ReadonlyMap<string, PageFile>

let files: Promise<PageFiles> | undefined

/** Sets its own Content-Security-Policy over the stricter one that every answer has. What it throws is answered as a problem. */
export async function servePage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = targetUrl(request.url)
  const file = (await (files ??= readFiles(PAGE_FOLDER))).get(pathname)
  if (file === undefined) throw new GatewayError('NOT_FOUND', `the page has no file ${pathname}`)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    throw new GatewayError('METHOD_NOT_ALLOWED', `${pathname} understands GET and HEAD, not ${request.method}`)
  }
  const headers: OutgoingHttpHeaders = {
    etag: file.etag,
    'cache-control': 'no-cache', // Another version of Potluck brings other files.
    'content-security-policy': policy(request.headers.host),
    'cross-origin-opener-policy': 'same-origin'
  }
  if (fresh(request.headers, { etag: file.etag })) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, { ...headers, 'content-type': file.type, 'content-length': file.body.byteLength })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

/**
 * By path where that can be said: what is fetched for programs has an address under our own name too, and must never be taken
 * for a script or style of the page. Text that became markup by a mistake of ours could still not run.
 */
function policy(host: string | undefined): string {
  const own = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/i.test(host ?? '') ? `http://${host}` : undefined
  const at = (path: string): string => (own === undefined ? "'self'" : `${own}${path}`)
  return [
    "default-src 'none'",
    `script-src ${at('/ui/')}`,
    `style-src ${at('/ui/')}`,
    `img-src ${at('/ui/')} data:`,
    `connect-src ${at('/v1/')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'"
  ].join('; ')
}

async function readFiles(folder: string): Promise<PageFiles> {
  const found = new Map<string, PageFile>()
  for (const name of await readdir(folder)) {
    const type = TYPES[extname(name)]
    if (type === undefined) continue
    const body = await readFile(join(folder, name))
    found.set(`/ui/${name}`, { body, type, etag: `"${toHex(sha256(body)).slice(0, 32)}"` })
  }
  alias(found, '/ui/index.html', '/')
  alias(found, '/ui/icon.svg', '/favicon.ico')
  return found
}

function alias(files: Map<string, PageFile>, path: string, other: string): void {
  const file = files.get(path)
  if (file !== undefined) files.set(other, file)
}
