// The variables by which programs share a proxy, as defaults of ours: by the rules of proxy-from-env and curl, lower case first.

const VARIABLES = [
  { key: 'uplink.httpProxy', names: ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'] },
  { key: 'uplink.httpsProxy', names: ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] },
  { key: 'uplink.noProxy', names: ['no_proxy', 'NO_PROXY'] }
] as const

export interface SharedVariable {
  readonly key: string
  readonly value: string | string[]
  readonly variable: string
}

export function proxyEnvironment(env: NodeJS.ProcessEnv): SharedVariable[] {
  return VARIABLES.flatMap(({ key, names }) => {
    const variable = names.find((name) => (env[name] ?? '') !== '')
    if (variable === undefined) return []
    const text = env[variable] ?? ''
    const value = key === 'uplink.noProxy' ? text.split(/[,\s]+/).filter((host) => host !== '') : text
    return [{ key, value, variable }]
  })
}
