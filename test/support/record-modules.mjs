// `node --import` this: writes the URL of every ES module that is loaded to the file that RECORD_MODULES names, a line each.
import { appendFileSync } from 'node:fs'
import { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) register(import.meta.url)

export async function load(url, context, next) {
  appendFileSync(process.env.RECORD_MODULES, `${url}\n`)
  return await next(url, context)
}
