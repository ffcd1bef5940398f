import type { Command } from 'commander'
import { systemClock, systemRandom } from '../../base/index.js'
import { contextOf, addCommonOptions } from '../context.js'
import { onInterrupt } from '../interrupt.js'
import { parsePositive } from '../units.js'

const DEFAULT_SIZE_MIB = 32
const DEFAULT_RATE_MBIT = 50
/** The origin keeps it in memory. */
const MAX_SIZE_MIB = 1024
const MAX_RATE_MBIT = 100_000
const EXAMPLES = `
Starts five nodes with folders of their own under the system's temporary folder, on loopback, and stops and removes all of
it at the end. Ends with an error where the content crossed the uplink more than once; with --kill-downloader, where the
others do not finish, or the origin sends more than 2 leaves (128 KiB) twice.

Examples:
  potluck demo
  potluck demo --size 8 --rate 20
  potluck demo --kill-downloader
  potluck demo --json`

export function addDemo(program: Command): void {
  addCommonOptions(program.command('demo'))
    .option(
      '--size <MiB>',
      `how much of the Node binary the origin serves (default ${DEFAULT_SIZE_MIB})`,
      parsePositive(MAX_SIZE_MIB)
    )
    .option(
      '--rate <Mbit/s>',
      `how fast the origin's uplink is (default ${DEFAULT_RATE_MBIT})`,
      parsePositive(MAX_RATE_MBIT)
    )
    .option('--kill-downloader', 'kill the peer that downloads half way, at a random moment: the others go on')
    .description('five peers on this machine, one slow origin: shows one crossing')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { size?: number; rate?: number; killDownloader?: boolean }, command: Command) => {
      const { output } = contextOf(command)
      const { runDemo } = await import('../demo/demo.js')
      const { describeReport } = await import('../demo/report.js')
      const { signal, release } = onInterrupt()
      try {
        const report = await runDemo({
          contentBytes: Math.ceil((options.size ?? DEFAULT_SIZE_MIB) * 2 ** 20),
          rateMbit: options.rate ?? DEFAULT_RATE_MBIT,
          killDownloader: options.killDownloader === true,
          clock: systemClock,
          random: systemRandom,
          signal,
          say: output.line,
          draw: process.stdout.isTTY && !output.json ? (text) => process.stdout.write(text) : undefined
        })
        output.result(report, ['', ...describeReport(report)])
        if (!report.ok) process.exitCode = 1
      } finally {
        release()
      }
    })
}
