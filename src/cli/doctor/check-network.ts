// The way to others: cards, multicast, ports, the gateway, the uplink.
import type { NodeStatus } from '../../gateway/index.js'
import { isKept } from '../own-limits.js'
import type { Facts, Finding, PortFacts } from './facts.js'

export function checkInterfaces({ addresses }: Facts): Finding[] {
  const check = 'interfaces'
  const usable = addresses.filter(({ skipped }) => skipped === undefined)
  if (usable.length === 0) {
    const what = 'there is no network card with an IPv4 address: members on other machines cannot be reached'
    return [{ check, level: 'fail', what, todo: 'connect this machine to a network' }]
  }
  const shown = usable.map((one) => `${one.address} (${one.interface})`).join(', ')
  const virtual = addresses.filter(({ skipped }) => skipped === 'virtual')
  const passed = virtual.map((one) => `${one.address} (${one.interface})`).join(', ')
  const skipped = passed === '' ? '' : `; not of bridges, tunnels and the like: ${passed}`
  return [{ check, level: 'ok', what: `members are told of ${shown}${skipped}` }]
}

export function checkMulticast({ multicast, addresses, config, node }: Facts): Finding[] {
  const check = 'multicast'
  const isLinked = node?.groups.some(({ neighbours }) => neighbours.length > 0) === true
  const knows = (config?.discovery.knownAddresses.length ?? 0) > 0
  const nameOne = 'name a member: discovery.knownAddresses, as /ip4/192.168.1.7/tcp/1967'
  if (config?.discovery.mdns === false) {
    if (isLinked || knows) return [{ check, level: 'ok', what: 'not used: discovery.mdns is false' }]
    const what = 'not used (discovery.mdns is false), and no address of a member is set'
    return [{ check, level: 'warn', what, todo: nameOne }]
  }
  const cards = addresses.filter(({ skipped }) => skipped === undefined).map(({ address }) => address)
  if (multicast.failure !== undefined && cards.length === 0) {
    const what = `cannot leave this machine (${multicast.failure}): nobody is found on the LAN`
    return [{ check, level: isLinked || knows ? 'warn' : 'fail', what, todo: `connect it to a network, or ${nameOne}` }]
  }
  const ways = multicast.address === undefined ? cards : [...new Set([multicast.address, ...cards])]
  return [{ check, level: 'ok', what: `leaves by ${ways.join(', ')}` }]
}

const PURPOSE = {
  group: 'members link here',
  content: 'members read here',
  gateway: 'programs of this machine ask here'
}

export function checkPorts(facts: Facts): Finding[] {
  return [...facts.ports.flatMap(checkPort), ...checkReached(facts)]
}

function checkPort({ name, host, port, state }: PortFacts): Finding[] {
  const check = 'ports'
  const where = `${host} port ${port}`
  const setting = `ports.${name}`
  switch (state) {
    case 'answers':
      return [{ check, level: 'ok', what: `${where}: ${PURPOSE[name]}` }]
    case 'free':
      return [{ check, level: 'ok', what: `${where} is free for the node (${setting})` }]
    case 'refused':
    case 'silent': {
      const what = `${where} does not answer (${state}), though the node runs`
      return [
        {
          check,
          level: 'fail',
          what,
          todo: 'restart the node; see listen.hosts, and firewall rules for this machine itself'
        }
      ]
    }
    case 'taken':
      return [
        { check, level: 'fail', what: `${where} is in use by another program`, todo: `stop that, or set ${setting}` }
      ]
    case 'forbidden':
      return [{ check, level: 'fail', what: `${where} needs rights that this user has not`, todo: `set ${setting}` }]
    case 'no-such-address':
      return [{ check, level: 'fail', what: `${host} is no address of this machine`, todo: 'set listen.hosts' }]
  }
}

/** From here nobody can tell whether others come through the firewall: but members who are here have tried. */
function checkReached({ node, firewall }: Facts): Finding[] {
  const check = 'reachable'
  if (node === undefined) {
    if (firewall === undefined) return []
    const what = `${firewall} is on: members come through only where it lets them`
    return [{ check, level: 'ok', what, todo: openPorts(firewall, { group: 1967, content: 6515 }) }]
  }
  return node.groups.flatMap(({ name, present }): Finding[] => {
    const own = present.find(({ self }) => self)
    if (present.length < 2 || own === undefined) return []
    if (own.serves !== 'no') {
      return own.serves === 'yes' ? [{ check, level: 'ok', what: `members of ${name} reach this machine` }] : []
    }
    const what = `no member of ${name} has reached the content port of this machine, though some are here`
    return [{ check, level: 'warn', what, todo: openPorts(firewall, node.status.ports) }]
  })
}

function openPorts(firewall: Facts['firewall'], { group, content }: { group: number | null; content: number }): string {
  const ports = [`${group ?? 1967}/tcp`, `${content}/tcp`, '5353/udp']
  if (firewall === 'ufw') return ports.map((port) => `sudo ufw allow ${port}`).join(' && ')
  if (firewall === 'firewalld')
    return `sudo firewall-cmd --permanent ${ports.map((port) => `--add-port=${port}`).join(' ')} && sudo firewall-cmd --reload`
  return `have the firewall let ${ports.join(', ')} in from the LAN`
}

export function checkGateway({ gateway, node }: Facts): Finding[] {
  const check = 'gateway'
  if (gateway === undefined || node === undefined) return []
  const url = `http://127.0.0.1:${gateway.port}/`
  const { readiness } = gateway
  if (readiness.ready) return [{ check, level: 'ok', what: `${url} is ready for programs` }]
  const what = `${url} is not ready: ${readiness.reason}`
  const isAlone = node.status.groups.length === 0
  return [
    { check, level: isAlone ? 'warn' : 'fail', what, todo: isAlone ? 'create or join a group' : 'restart the node' }
  ]
}

export function checkUplink({ node, config }: Facts): Finding[] {
  const check = 'uplink'
  if (config?.uplink.use === false) {
    return [{ check, level: 'ok', what: 'not used: uplink.use is false' }, ...checkCarriers(node?.status)]
  }
  const present = node?.groups.flatMap((group) => group.present) ?? []
  const own = present.filter(({ self }) => self).map(({ uplink }) => uplink)
  if (node === undefined || own.length === 0) return []
  if (own.includes('yes')) return [{ check, level: 'ok', what: 'fetches from origins worked lately' }]
  if (!own.includes('no'))
    return [{ check, level: 'ok', what: `nothing was fetched lately: not known${fetched(node.status)}` }]
  const viaOthers = present.some(({ self, uplink }) => !self && uplink !== 'no')
  const todo = 'look at the line, the name server, and the proxy: uplink.httpProxy, uplink.httpsProxy'
  if (viaOthers) {
    return [
      { check, level: 'warn', what: 'origins could not be reached lately: content comes through other members', todo },
      ...checkCarriers(node?.status)
    ]
  }
  return [
    {
      check,
      level: 'fail',
      what: 'origins could not be reached lately, and no other member is known to do better',
      todo
    }
  ]
}

/** What `relay.connections` asks of this machine, and it does not do. */
export function checkCarrying({ node, config }: Facts): Finding[] {
  const check = 'relay'
  if (config?.relay.connections !== true) return []
  if (!config.uplink.use) {
    const what = 'relay.connections is true, and nobody is carried for: uplink.use is false'
    return [{ check, level: 'warn', what, todo: 'set one of them otherwise' }]
  }
  if (node === undefined || !isKept(node.status, 'mayServe')) return []
  const what = "relay.connections is true, and nobody is carried for: this machine's certificate does not let it serve"
  return [{ check, level: 'warn', what, todo: 'ask an administrator: see the limits in `potluck group members`' }]
}

/** By whom goes what may not be shared, where this machine's own line does not do. */
function checkCarriers(status: NodeStatus | undefined): Finding[] {
  const check = 'uplink'
  const { way, carriers } = status?.connections ?? { way: 'own', carriers: 0 }
  if (way === 'own') return []
  if (status !== undefined && isKept(status, 'mayUseUplinks')) {
    const what =
      "what is not shared has no way out: this machine's certificate does not let members go to origins for it"
    return [{ check, level: 'warn', what, todo: 'ask an administrator: see the limits in `potluck group members`' }]
  }
  if (carriers > 0)
    return [{ check, level: 'ok', what: `what is not shared goes through members that carry it: ${carriers} here` }]
  const what = 'what is not shared has no way out: no member that is here carries connections'
  return [{ check, level: 'warn', what, todo: 'set relay.connections to true at a member that has an uplink' }]
}

function fetched({ uplink }: NodeStatus): string {
  return uplink.bytesIn > 0 ? ' (it worked since the start)' : ''
}
