// All checks, in the order in which a person would look.
import { checkGroups, checkNode } from './check-groups.js'
import { checkClock, checkDisk, checkHome, checkSettings } from './check-machine.js'
import {
  checkCarrying,
  checkGateway,
  checkInterfaces,
  checkMulticast,
  checkPorts,
  checkUplink
} from './check-network.js'
import { checkServices } from './check-services.js'
import { checkUploads } from './check-uploads.js'
import type { Facts, Finding } from './facts.js'

const CHECKS: readonly ((facts: Facts) => Finding[])[] = [
  checkHome,
  checkSettings,
  checkNode,
  checkInterfaces,
  checkMulticast,
  checkPorts,
  checkGateway,
  checkUplink,
  checkCarrying,
  checkClock,
  checkDisk,
  checkServices,
  checkUploads,
  checkGroups
]

export function diagnose(facts: Facts): Finding[] {
  return CHECKS.flatMap((check) => check(facts))
}

/** One line each, and what helps below it. */
export function describeFindings(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length))
  const lines = findings.flatMap(({ check, level, what, todo }) => [
    `${level.padEnd(4)}  ${check.padEnd(width)}  ${what}`,
    ...(todo === undefined ? [] : [`${' '.repeat(width + 8)}-> ${todo}`])
  ])
  const count = (wanted: Finding['level']): number => findings.filter(({ level }) => level === wanted).length
  const [failed, warned] = [count('fail'), count('warn')]
  const sum = failed + warned === 0 ? 'all is well' : `${failed} failed, ${warned} to look at`
  return [...lines, sum]
}
