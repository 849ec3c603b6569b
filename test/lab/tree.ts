import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const SUITE = 'bookworm'
const PACKAGES = 'systemd,systemd-sysv,dbus,libpam-systemd,openssh-server,sudo,procps,iproute2,util-linux,kmod,dmsetup,openssl'

/** Units that want hardware, or that would do something at a random hour. */
const MASKED = `systemd-udevd.service systemd-udev-trigger.service systemd-networkd.service serial-getty@ttyS0.service
  console-getty.service getty@tty1.service systemd-remount-fs.service sys-kernel-debug.mount sys-kernel-tracing.mount
  dev-hugepages.mount dev-mqueue.mount modprobe@.service systemd-sysctl.service systemd-modules-load.service
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
  systemd-tmpfiles-clean.timer`.split(/\s+/)
const LIMIT_MS = 300_000

const recipe = createHash('sha256').update(`3 ${SUITE} ${PACKAGES} ${MASKED.join()}`).digest('hex').slice(0, 8)
export const cacheFolder = (): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'whydown-lab')
/** The Debian that every machine of the lab is a layer on. */
export const treeFolder = (): string => join(cacheFolder(), `${SUITE}-${recipe}`)

const missing = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0

/** Why there can be no lab here, in words; null when there can. */
export function whyNoLab(): string | null {
  if (process.platform !== 'linux') return 'it needs Linux'
  if (process.getuid?.() !== 0) return 'it needs root (namespaces, mounts)'
  for (const program of ['unshare', 'nsenter', 'setpriv', 'ip', 'ssh', 'ssh-keygen']) if (missing(program)) return `${program} is missing`
  if (!existsSync('/proc/self/ns/time')) return 'this kernel has no time namespaces'
  if (cgroup2() === null) return 'no cgroup2 is mounted'
  if (spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true']).status !== 0) return 'namespaces are not allowed here'
  if (!existsSync(join(treeFolder(), 'complete'))) return 'its Debian tree is not built: npm run lab -- build'
  return null
}

/** Where cgroup2 is mounted: alone, or beside version 1. */
export const cgroup2 = (): string | null =>
  ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'].find((path) => existsSync(join(path, 'cgroup.controllers'))) ?? null

/** Builds the tree, once; about half a minute with a near mirror. Throws with the builder's last words. */
export function buildTree(): string {
  const folder = treeFolder()
  if (existsSync(join(folder, 'complete'))) return folder
  if (missing('mmdebstrap')) throw new Error('mmdebstrap is missing: apt-get install mmdebstrap')
  mkdirSync(cacheFolder(), { recursive: true })
  const work = mkdtempSync(join(cacheFolder(), 'building-'))
  try {
    const root = join(work, 'root')
    const leaveOut = ['doc', 'man', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`)
    const options = ['--quiet', '--variant=minbase', `--include=${PACKAGES}`, ...leaveOut, '--aptopt=Apt::Install-Recommends "false"']
    const built = spawnSync('mmdebstrap', [...options, SUITE, root, mirror()], { encoding: 'utf8', timeout: LIMIT_MS })
    if (built.status !== 0)
      throw new Error(`mmdebstrap failed (${built.signal ?? built.status}): ${built.stderr.trim().split('\n').slice(-3).join(' / ')}`)
    for (const unit of MASKED) {
      rmSync(join(root, 'etc/systemd/system', unit), { force: true })
      symlinkSync('/dev/null', join(root, 'etc/systemd/system', unit))
    }
    writeFileSync(join(root, 'etc/fstab'), '')
    mkdirSync(join(root, 'var/log/journal'), { recursive: true })
    for (const kind of ['rsa', 'ecdsa', 'ed25519']) rmSync(join(root, `etc/ssh/ssh_host_${kind}_key`), { force: true })
    rmSync(join(root, 'var/cache/apt'), { recursive: true, force: true })
    rmSync(join(root, 'var/lib/apt/lists'), { recursive: true, force: true })
    writeFileSync(join(work, 'complete'), '')
    try {
      renameSync(work, folder)
    } catch (error) {
      if (!existsSync(join(folder, 'complete'))) throw error // another session was faster otherwise
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return folder
}

/** The package mirror that this machine already uses. */
function mirror(): string {
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI)'], { encoding: 'utf8' })
  return stdout?.split('\n').find((uri) => /\/debian\/?$/.test(uri)) ?? 'http://deb.debian.org/debian'
}
