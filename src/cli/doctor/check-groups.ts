// The groups: certificates, neighbours, administrators, records.
import type { GroupDiagnosis } from '../../gateway/index.js'
import { isPeeringOff } from '../service-words.js'
import { formatDuration } from '../units.js'
import { CERTIFICATE_WARNING_MS, ROOT_CERTIFICATE_WARNING_MS } from './defaults.js'
import type { Facts, Finding } from './facts.js'

const AGAIN =
  'send what `potluck init` prints to an administrator, who runs `potluck invite --for IDENTITY --again`; then `potluck join` here'
const RENEW =
  'have it renewed: send what `potluck init` prints to an administrator, who runs `potluck invite --for IDENTITY`; then `potluck join` here'

/** By why this machine is no member. */
const HELP: { readonly [refusal: string]: string | undefined } = {
  expired: RENEW,
  removed: AGAIN,
  'issuer-removed': AGAIN
}

export function checkNode({ node, home }: Facts): Finding[] {
  const check = 'node'
  if (home.problem !== undefined) return []
  if (node === undefined) {
    const what = 'no node runs: what only it knows is not looked at'
    return [{ check, level: 'warn', what, todo: '`potluck up`, then `potluck doctor` again' }]
  }
  return [{ check, level: 'ok', what: `runs as ${node.status.name}` }]
}

export function checkGroups(facts: Facts): Finding[] {
  const { node, groups, home, nowMs } = facts
  const check = 'group'
  if (home.problem !== undefined) return []
  const all = node === undefined ? groups : node.status.groups
  const failed = (node?.status.failedGroups ?? []).map(({ id, code, message }): Finding => ({
    ...{ check, level: 'fail', what: `${id.slice(0, 8)} is not open: ${message} (${code})` },
    ...(code === 'REMOVED' && { todo: AGAIN })
  }))
  if (node !== undefined && isPeeringOff(node.status)) return [] // checkServices says so.
  if (all.length + failed.length === 0) {
    const todo = '`potluck group create NAME`, or `potluck join INVITATION`'
    return [{ check, level: 'warn', what: 'this machine is in no group', todo }]
  }
  const closed = node === undefined ? groups : []
  return [
    ...failed,
    ...closed.flatMap(({ name, refusal, removal, validUntilMs }): Finding[] => {
      if (refusal === undefined) return certificate(name, validUntilMs ?? 0, nowMs)
      const todo = HELP[refusal]
      const what = removal ?? `${name}: no member (${refusal})`
      return [{ check, level: 'fail', what, ...(todo !== undefined && { todo }) }]
    }),
    ...(node?.groups ?? []).flatMap((group) => [
      ...certificate(group.name, group.validUntilMs, nowMs, group.fixedTerm),
      ...neighbours(group),
      ...administrators(group),
      ...rootAdministrators(group, nowMs),
      ...knocks(group),
      ...conflicts(group),
      ...caught(group)
    ])
  ]
}

function certificate(name: string, validUntilMs: number, nowMs: number, fixedTerm = false): Finding[] {
  const check = 'certificate'
  const leftMs = validUntilMs - nowMs
  if (leftMs <= 0) return [{ check, level: 'fail', what: `${name}: this machine's certificate has ended`, todo: RENEW }]
  const ends = `${name}: this machine's certificate ends in ${formatDuration(leftMs)}`
  const what = fixedTerm ? `${ends}, and is not renewed: its term is fixed` : ends
  return [leftMs < CERTIFICATE_WARNING_MS ? { check, level: 'warn', what, todo: RENEW } : { check, level: 'ok', what }]
}

function neighbours({ name, members, present, neighbours, synchronised }: GroupDiagnosis): Finding[] {
  const check = 'neighbours'
  const others = present.filter(({ self }) => !self).length
  if (members < 2) {
    const todo = '`potluck invite --uses N`, or `potluck invite --for IDENTITY`'
    return [{ check, level: 'warn', what: `${name}: this machine is the only member`, todo }]
  }
  if (neighbours.length === 0) {
    const away = `${name}: linked with nobody, of ${members - 1} other members`
    const todo = 'run `potluck up` at another member on this LAN; see what is said here of multicast and ports'
    return [{ check, level: others > 0 ? 'fail' : 'warn', what: away, todo }]
  }
  const silent = neighbours.filter(({ peer }) => !present.some((one) => one.peer === peer)).map((one) => one.name)
  const linked: Finding = {
    check,
    level: 'ok',
    what: `${name}: linked with ${neighbours.length}, ${others} of ${members - 1} other members are here`
  }
  return [
    linked,
    ...(silent.length === 0
      ? []
      : [
          {
            check,
            level: 'warn',
            what: `${name}: linked with ${silent.join(', ')}, but nothing of the last minutes came from there`,
            todo: 'compare the clocks: more than 3 minutes apart, machines do not see each other'
          } as const
        ]),
    synchronised
      ? { check: 'records', level: 'ok', what: `${name}: synchronised` }
      : { check: 'records', level: 'warn', what: `${name}: not synchronised yet`, todo: 'wait a minute' }
  ]
}

/** Whoever alone can let others in must not be lost (design section 5). */
function administrators({ name, members, administrators: count }: GroupDiagnosis): Finding[] {
  const check = 'administrators'
  if (count >= 2) return [{ check, level: 'ok', what: `${name}: ${count}` }]
  if (members < 2) return []
  const what = `${name}: only one: without that machine nobody can be let in, and no certificate renewed`
  return [{ check, level: 'warn', what, todo: 'make a second: `potluck invite --for IDENTITY --role administrator`' }]
}

/** Nobody stands nearer to the root, so no administrator renews them. */
function rootAdministrators({ name, rootAdministrators: those }: GroupDiagnosis, nowMs: number): Finding[] {
  const todo = 'find the paper with the twelve words: whoever has them renews it, and nobody else'
  return those
    .filter(({ validUntilMs }) => validUntilMs - nowMs < ROOT_CERTIFICATE_WARNING_MS)
    .map((one) => ({
      ...{ check: 'administrators', level: 'warn', todo },
      what: `${name}: the certificate of the administrator ${one.name} ends in ${formatDuration(Math.max(0, one.validUntilMs - nowMs))}`
    }))
}

function knocks({ name, knocks: count }: GroupDiagnosis): Finding[] {
  if (count === 0) return []
  const what = `${name}: ${count} ${count === 1 ? 'machine asks' : 'machines ask'} to be let in`
  return [{ check: 'knocks', level: 'warn', what, todo: '`potluck knocks`' }]
}

function conflicts({ name, conflicts: those }: GroupDiagnosis): Finding[] {
  return those.map((one) => ({
    ...{ check: 'settings', level: 'warn' },
    what: `${name}: administrators who were apart set the ${one.kind} ${one.name} differently: one of the values stands`,
    todo: `see \`potluck group ${one.kind === 'property' ? 'properties' : 'settings'}\`, and set what is meant`
  }))
}

/** Which of the three it was, people find out. */
function caught({ name, warnings }: GroupDiagnosis): Finding[] {
  const todo = 'ask whoever runs it; an administrator decides whether it stays a member'
  return warnings
    .filter(({ code }) => code === 'two-histories')
    .map(({ message }) => ({ check: 'records', level: 'warn', what: `${name}: ${message}`, todo }))
}
