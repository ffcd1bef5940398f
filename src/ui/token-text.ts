// A key in the fragment of an address. Pure.

const TOKEN = /^[A-Za-z0-9_-]{16,200}$/

/** `#token=…` -> the token; undefined where there is none, or something else. */
export function tokenInFragment(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token')
  return token !== null && TOKEN.test(token) ? token : undefined
}
