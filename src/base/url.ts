// Reading URLs. Not `URL.canParse`: in Node 20.20 it calls every text with a character from U+0080 to U+00FF (`http://bücher.example/`)
// none once V8 has compiled its caller, after some 3,700 calls. That takes Latin-1 for UTF-8.

/** Undefined where `text` is no URL, alone or relative to `base`. */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
