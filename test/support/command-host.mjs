// A process that runs commands of the built `potluck`, one after the other, each with environment, folder, stdin and stdout of its
// own: what Node and the packages take to start is paid once. potluck-command.ts asks it.
import '../../dist/base/polyfill.js'
import http from 'node:http'
import { Readable, Writable } from 'node:stream'
import { run } from '../../dist/cli/program.js'

process.on('disconnect', () => process.exit())
process.on('message', async ({ args, env, cwd, input }) => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.chdir(cwd)
  const [stdout, stderr] = [take(), take()]
  set({ stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]), stdout: stdout.stream, stderr: stderr.stream })
  process.exitCode = undefined
  const code = await run(args)
  process.exitCode = undefined
  http.globalAgent.destroy() // A command that is a process leaves no connections.
  process.send({ code, stdout: stdout.text(), stderr: stderr.text() })
})
process.send('ready')

function set(streams) {
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true })
}

function take() {
  const chunks = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk)
      done()
    }
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}
