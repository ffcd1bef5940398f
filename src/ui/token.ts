// The page's key to the gateway. `potluck page` puts it into the fragment, which browsers send to nobody; from there it
// goes into this tab's storage and out of the address, so that no bookmark, history or screenshot keeps it.

import { tokenInFragment } from './token-text.js'

const STORAGE_KEY = 'potluck.token'

/** Takes what is in the address, else what this tab has. */
export function takeToken(): string | undefined {
  const given = tokenInFragment(location.hash)
  if (location.hash.includes('token=')) history.replaceState(null, '', location.pathname + location.search)
  if (given !== undefined) sessionStorage.setItem(STORAGE_KEY, given)
  return given ?? sessionStorage.getItem(STORAGE_KEY) ?? undefined
}

export function forgetToken(): void {
  sessionStorage.removeItem(STORAGE_KEY)
}
