// What runs inside the node by itself, and does not do so well.
import { describeService, isAmiss } from '../service-words.js'
import type { Facts, Finding } from './facts.js'

export function checkServices({ node }: Facts): Finding[] {
  const check = 'services'
  if (node === undefined) return []
  const { services } = node.status
  const amiss = services.filter(isAmiss)
  if (amiss.length === 0) return [{ check, level: 'ok', what: services.map(({ name }) => name).join(', ') }]
  return amiss.map((service) => ({
    check,
    level: service.state === 'stopped' || service.state === 'stopping' ? 'warn' : 'fail',
    what: describeService(service).replace(/ {2,}/g, ' '),
    todo: `\`potluck services restart ${service.name}\``
  }))
}
