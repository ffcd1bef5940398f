// What can go wrong while a group downloads, one scenario each: run by faults.net.test.ts (some, shortly) and by
// bench/faults.mjs (all, several rounds).
import type { Behaviour, Host } from './host.js'
import { pause, type Round, type RoundInit, type RoundResult, type Stage } from './stage.js'

export interface Scenario {
  readonly name: string
  /** A line of the table. */
  readonly says: string
  run(stage: Stage, seed: number): Promise<RoundResult>
}

const CUT_MS = 5000

/** Somewhere in the middle: neither before anything has come nor when nearly all has. */
function middle(round: Round): number {
  return 0.1 + 0.8 * round.random.fraction()
}

/** A fault that befalls whoever downloads then; `mend` undoes it when the round is over. */
async function withFault(
  stage: Stage,
  init: RoundInit,
  strike: (round: Round) => Promise<void>,
  mend: () => Promise<void> | void = () => {}
): Promise<RoundResult> {
  try {
    return await stage.round({ ...init, meanwhile: strike })
  } finally {
    await mend()
    await stage.mend()
  }
}

/** All start anew afterwards: the others distrust that key for an hour, and the next round has it behave. */
async function withHostile(
  stage: Stage,
  behaviour: Behaviour,
  round: (hostile: Host) => Promise<RoundResult>
): Promise<RoundResult> {
  const hostile = stage.hosts.at(-1)!
  await stage.turnHostile(hostile, behaviour)
  try {
    return await round(hostile)
  } finally {
    await stage.restart()
  }
}

/** One member gets it, the hostile one from it; the others, who copy it then, are who counts. */
function withHostileHolder(stage: Stage, behaviour: Behaviour, seed: number): Promise<RoundResult> {
  return withHostile(stage, behaviour, (hostile) => {
    const [first, ...others] = stage.honest
    return stage.round({ seed, askers: others, holders: [first!, hostile], firstInRank: first! })
  })
}

async function withoutUplink(stage: Stage, seed: number): Promise<RoundResult> {
  const cutOff = stage.hosts.slice(-2)
  for (const host of cutOff) await stage.lan.setDefaultRoute(host, 'absent')
  try {
    // Whoever has no way out ranks first: else the round says nothing.
    return await stage.round({ seed, firstInRank: cutOff[0]! })
  } finally {
    for (const host of cutOff) await stage.lan.setDefaultRoute(host, 'present')
    await stage.mend()
  }
}

/** As `withoutUplink`, but told: `uplink.use: false`. */
async function withUplinkUnused(stage: Stage, seed: number): Promise<RoundResult> {
  const cutOff = stage.hosts.slice(-2)
  const setUse = async (use: string): Promise<void> => {
    for (const host of cutOff) {
      await host.down()
      host.settings['POTLUCK_UPLINK_USE'] = use
    }
    await stage.mend()
  }
  await setUse('false')
  try {
    return await withoutUplink(stage, seed)
  } finally {
    await setUse('true')
  }
}

function lateOrigin(headMs: number, apartMs: number): Scenario {
  const when = apartMs === 0 ? 'asked at the same instant' : `asked ${apartMs / 1000} s apart`
  return {
    name: `late-${headMs}-${apartMs === 0 ? 'together' : 'apart'}`,
    says: `first byte after ${headMs} ms, ${when}`,
    run: (stage, seed) => stage.round({ seed, headMs, apartMs })
  }
}

/** On a line and with a content of its own: 1 Mbit/s, 2 MiB. */
export const THIN_LINE: Scenario = {
  name: 'thin-line',
  says: 'no fault, on a line of 1 Mbit/s',
  run: (stage, seed) => stage.round({ seed })
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'none',
    says: 'no fault',
    run: (stage, seed) => stage.round({ seed })
  },
  {
    name: 'killed',
    says: 'the downloader is killed',
    run: (stage, seed) => withFault(stage, { seed }, killDownloader)
  },
  {
    name: 'killed-twice',
    says: 'the downloader is killed, and the one that takes over',
    run: (stage, seed) =>
      withFault(stage, { seed }, async (round) => {
        const first = 0.1 + 0.4 * round.random.fraction()
        await kill(round, await round.downloaderAt(first))
        await kill(round, await round.downloaderAt(first + 0.2 + 0.2 * round.random.fraction()))
      })
  },
  {
    name: 'frozen',
    says: 'the downloader stands still (SIGSTOP)',
    run: (stage, seed) => {
      let frozen: Host | undefined
      return withFault(
        stage,
        { seed },
        async (round) => {
          frozen = await round.downloaderAt(middle(round))
          frozen.freeze()
          round.spared.add(frozen)
        },
        () => frozen?.thaw()
      )
    }
  },
  {
    name: 'unplugged',
    says: 'the downloader’s cable is pulled',
    run: (stage, seed) => {
      let unplugged: Host | undefined
      let struckAtMs = 0
      return withFault(
        stage,
        { seed },
        async (round) => {
          unplugged = await round.downloaderAt(middle(round))
          struckAtMs = performance.now()
          await stage.lan.setCable(unplugged, 'down')
          round.spared.add(unplugged)
        },
        async () => {
          if (unplugged === undefined) return
          await stage.lan.setCable(unplugged, 'up')
          // TCP tries again after twice the time each time: until then links that look well are silent, in the next round too.
          await pause(performance.now() - struckAtMs)
        }
      )
    }
  },
  {
    name: 'uplink-cut',
    says: `the uplink is cut for ${CUT_MS / 1000} s`,
    run: (stage, seed) =>
      withFault(stage, { seed }, async (round) => {
        await round.downloaderAt(middle(round))
        await stage.lan.setUplink('down')
        await pause(CUT_MS)
        await stage.lan.setUplink('up')
      })
  },
  {
    name: 'stalls',
    says: 'the first in rank accepts and then nothing comes',
    run: (stage, seed) => withHostile(stage, 'stalls', (hostile) => stage.round({ seed, firstInRank: hostile }))
  },
  {
    name: 'mute',
    says: 'the first in rank downloads and serves nothing',
    run: (stage, seed) => withHostile(stage, 'mute', (hostile) => stage.round({ seed, firstInRank: hostile }))
  },
  {
    name: 'corrupts',
    says: 'the first in rank downloads and serves wrong bytes',
    run: (stage, seed) => withHostile(stage, 'corrupts', (hostile) => stage.round({ seed, firstInRank: hostile }))
  },
  {
    name: 'mute-holder',
    says: 'one of two holders serves nothing',
    run: (stage, seed) => withHostileHolder(stage, 'mute', seed)
  },
  {
    name: 'corrupt-holder',
    says: 'one of two holders serves wrong bytes',
    run: (stage, seed) => withHostileHolder(stage, 'corrupts', seed)
  },
  {
    name: 'claims',
    says: 'a member claims everything and delivers nothing',
    run: (stage, seed) => withHostile(stage, 'claims', () => stage.round({ seed }))
  },
  {
    name: 'no-uplink',
    says: 'two hosts have no way out, and do not know it',
    run: withoutUplink
  },
  {
    name: 'uplink-unused',
    says: 'two hosts have no way out, and are told so',
    run: withUplinkUnused
  },
  lateOrigin(300, 0),
  lateOrigin(300, 100),
  lateOrigin(3000, 0),
  lateOrigin(3000, 100),
  THIN_LINE
]

export function scenario(name: string): Scenario {
  const found = SCENARIOS.find((one) => one.name === name)
  if (found === undefined) throw new RangeError(`no scenario ${name}: ${SCENARIOS.map((one) => one.name).join(', ')}`)
  return found
}

async function killDownloader(round: Round): Promise<void> {
  await kill(round, await round.downloaderAt(middle(round)))
}

async function kill(round: Round, host: Host): Promise<void> {
  round.spared.add(host)
  await host.kill()
}
