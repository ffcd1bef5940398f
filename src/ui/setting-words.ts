// Settings of a group as people read them.
import type { GroupSettings } from './shapes.js'

/** Each that is not the default, in words, with who set it. */
export function settingLines({ settings, setBy }: GroupSettings, nameOf: (peer: string) => string): string[] {
  const { allowPrivateOrigins, neverShare, doNotName, knock } = settings
  const line = (name: string, words: string, isSet: boolean): string[] => {
    const by = setBy[name]
    return isSet ? [by === undefined ? words : `${words} (set by ${nameOf(by)})`] : []
  }
  const list = (words: string, entries: readonly string[]): string => `${words}: ${entries.join(', ')}`
  return [
    ...line(
      'allowPrivateOrigins',
      list('Private networks that are fetched from', allowPrivateOrigins),
      allowPrivateOrigins.length > 0
    ),
    ...line('neverShare', list('Never shared', neverShare), neverShare.length > 0),
    ...line('doNotName', list('Asked for without saying the name', doNotName), doNotName.length > 0),
    ...line('knock', 'Strangers may ask to be let in', knock === 'on')
  ]
}
