// A repository made with Debian's own tools of real Debian packages, and apt in a throw-away root that installs from it.
import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Host, RunResult } from './host.js'

const run = promisify(execFile)
/** Small, without scripts that want to run in the root they are installed in, and in need of libc alone. */
const PACKAGES = ['hello', 'tree', 'fortunes-min']
const ARCHIVES = '/var/cache/apt/archives'

/** Whether this machine has the programs. */
export async function aptAllowed(): Promise<boolean> {
  try {
    await run('apt-get', ['--version'])
    await run('apt-ftparchive', ['--version'])
    await run('dpkg-scanpackages', ['--version'])
    return true
  } catch {
    return false
  }
}

export interface Repository {
  /** Names of the packages in it. */
  readonly packages: string[]
  /** Where the packages lie, from the site's root: `/debian/pool/…`. */
  readonly paths: string[]
  /** Where they came from, for the record. */
  readonly origin: string
}

/** @param site the folder that is served; the repository is in `debian` below */
export async function makeRepository(site: string): Promise<Repository> {
  const folder = join(site, 'debian')
  const pool = join(folder, 'pool/main')
  const index = join(folder, `dists/test/main/binary-${await architecture()}`)
  await mkdir(pool, { recursive: true })
  await mkdir(index, { recursive: true })
  const origin = await fill(pool)
  const scanned = await run('dpkg-scanpackages', ['--multiversion', 'pool'], { cwd: folder, maxBuffer: 1 << 26 })
  await writeFile(join(index, 'Packages'), scanned.stdout)
  await run('gzip', ['--keep', join(index, 'Packages')])
  const about = ['Suite=test', 'Codename=test', 'Components=main', `Architectures=${await architecture()}`]
  const options = about.flatMap((one) => ['-o', `APT::FTPArchive::Release::${one}`])
  const release = await run('apt-ftparchive', [...options, 'release', 'dists/test'], { cwd: folder })
  await writeFile(join(folder, 'dists/test/Release'), release.stdout)
  const packages = [...scanned.stdout.matchAll(/^Package: (.*)$/gm)].map(([, name = '']) => name)
  return { packages, paths: (await readdir(pool)).map((name) => `/debian/pool/main/${name}`), origin }
}

/** Real packages from Debian's archive; without a network of those that this machine has got once; else one of our own. */
async function fill(pool: string): Promise<string> {
  try {
    await run('apt-get', ['download', '-o', 'APT::Sandbox::User=root', ...PACKAGES], { cwd: pool })
    return 'from Debian’s archive'
  } catch {
    const here = (await readdir(ARCHIVES).catch(() => [])).filter((name) =>
      /^(hello|tree|fortunes-min)_.*\.deb$/.test(name)
    )
    for (const name of here) await cp(join(ARCHIVES, name), join(pool, name))
    if (here.length > 0) return 'from apt’s cache'
  }
  const built = join(pool, '..', 'potluck-test')
  await mkdir(join(built, 'DEBIAN'), { recursive: true })
  await mkdir(join(built, 'usr/share/potluck-test'), { recursive: true })
  const control = [
    'Package: potluck-test',
    'Version: 1',
    'Architecture: all',
    'Maintainer: nobody <nobody@example.org>'
  ]
  await writeFile(join(built, 'DEBIAN/control'), `${control.join('\n')}\nDescription: a package made for a test\n`)
  await writeFile(join(built, 'usr/share/potluck-test/content'), 'x'.repeat(100_000))
  await run('dpkg-deb', ['--build', built, join(pool, 'potluck-test_1_all.deb')])
  return 'made here with dpkg-deb'
}

export class AptRoot {
  private constructor(
    readonly folder: string,
    readonly host: Host
  ) {}

  /** A root in which apt believes what this machine has is installed, but for `packages`. */
  static async create(folder: string, host: Host, site: string, packages: readonly string[]): Promise<AptRoot> {
    for (const part of ['etc/apt/apt.conf.d', 'etc/apt/preferences.d', 'var/lib/apt/lists/partial', 'var/log/apt']) {
      await mkdir(join(folder, part), { recursive: true })
    }
    for (const part of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/cache/apt/archives/partial']) {
      await mkdir(join(folder, part), { recursive: true })
    }
    const status = (await readFile('/var/lib/dpkg/status', 'utf8')).split('\n\n')
    const without = status.filter((stanza) => !packages.includes(/^Package: (.*)$/m.exec(stanza)?.[1] ?? ''))
    await writeFile(join(folder, 'var/lib/dpkg/status'), without.join('\n\n'))
    await writeFile(join(folder, 'etc/apt/sources.list'), `deb [trusted=yes] ${site}/debian test main\n`)
    const root = resolve(folder)
    const settings = [
      `Dir "${root}";`,
      `Dir::State::status "${root}/var/lib/dpkg/status";`,
      `DPkg::Options { "--root=${root}"; "--force-script-chrootless"; "--no-triggers"; };`,
      'Acquire::http::Proxy "http://127.0.0.1:6516";',
      'Acquire::Languages "none";',
      'APT::Sandbox::User "root";'
    ]
    await writeFile(join(folder, 'apt.conf'), `${settings.join('\n')}\n`)
    return new AptRoot(folder, host)
  }

  apt(...words: string[]): Promise<RunResult> {
    const environment = [`APT_CONFIG=${resolve(this.folder, 'apt.conf')}`, 'DEBIAN_FRONTEND=noninteractive']
    return this.host.run(['env', ...environment, 'apt-get', '-q', ...words])
  }

  /** What dpkg says of a package here: `install ok installed`. */
  async state(name: string): Promise<string> {
    const admin = `--admindir=${resolve(this.folder, 'var/lib/dpkg')}`
    return (await run('dpkg-query', [admin, '-W', '-f=${Status}', name])).stdout
  }
}

async function architecture(): Promise<string> {
  return (await run('dpkg', ['--print-architecture'])).stdout.trim()
}
