// What an application says that this node is worth to it, checked: of levels of its own, below those that are measured.
import { FlowError } from '../errors.js'
import { criteriaFrom, FIRST_APPLICATION_LEVEL, LEVEL, type Criteria } from './criteria.js'
import { MAX_CRITERIA, MAX_LEVEL, MAX_VALUE } from './defaults.js'
import type { ApplicationCriteria } from './elections.js'

const MAX_APPLICATION_CRITERIA = MAX_CRITERIA - Object.keys(LEVEL).length

/** @throws {FlowError} `BAD_CRITERIA` */
export function applicationCriteria(said: ApplicationCriteria): Criteria {
  const entries = Object.entries(said)
  for (const [level, value] of entries) {
    if (!isWhole(Number(level), FIRST_APPLICATION_LEVEL, MAX_LEVEL)) {
      const range = `${FIRST_APPLICATION_LEVEL} to ${MAX_LEVEL}`
      throw new FlowError('BAD_CRITERIA', `level ${level.slice(0, 20)}: an application's levels are ${range}`)
    }
    if (!isWhole(value, 0, MAX_VALUE)) {
      throw new FlowError('BAD_CRITERIA', `level ${level}: its value must be a whole number from 0 to ${MAX_VALUE}`)
    }
  }
  if (entries.length > MAX_APPLICATION_CRITERIA) {
    throw new FlowError('BAD_CRITERIA', `${entries.length} levels: at most ${MAX_APPLICATION_CRITERIA}`)
  }
  return criteriaFrom(entries.map(([level, value]) => [Number(level), value] as const))
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
