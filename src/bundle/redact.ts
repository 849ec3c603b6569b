interface Secret {
  readonly kind: string
  /** What comes before the secret is captured as `keep`, and stays. */
  readonly pattern: RegExp
}

/**
 * Secrets as they stand in configurations, logs, URLs and headers, also inside JSON strings. Each pattern has a capture that
 * stays, so that the line still says what it was.
 */
const SECRETS: readonly Secret[] = [
  // `cipassword: $5$abc…`, `sshkeys: ssh-ed25519%20AAAA…` of /etc/pve/qemu-server/N.conf
  {
    kind: 'password',
    pattern: /(\b(?:cipassword|sshkeys|smbpassword|keyring|encryption-key)["']?\s*[:=]\s*["']?)(?!\[redacted)[^\s"',\\]+/gi,
  },
  // `password=…`, `passwd: …`, `--password …`, `"secret":"…"`; not `password for root` of sshd.
  {
    kind: 'password',
    pattern:
      /(\b(?:password|passwd|passphrase|secret|api[-_]?key|access[-_]?key|auth[-_]?token)["']?\s*(?:=|:\s*["'])\s*["']?)(?!\[redacted)[^\s"'&,;\\]+/gi,
  },
  { kind: 'password', pattern: /(--?(?:password|passwd|token|secret)[ =])(?!\[redacted)[^\s"']+/gi },
  // `PVEAPIToken=root@pam!mon=8a1c…`, `Authorization: Bearer …`, cookies and tickets of Proxmox
  { kind: 'token', pattern: /(\bP(?:VE|BS|MG)APIToken[= ][^\s=:!]+![\w.-]+[=:])(?!\[redacted)[\w-]+/g },
  { kind: 'token', pattern: /(\bP(?:VE|BS|MG)(?:Auth)?(?:Cookie|Ticket)?(?:=|%3D)?)(?:P(?:VE|BS|MG)(?::|%3A)[^\s;"'&]+)/g },
  { kind: 'token', pattern: /(\bP(?:VE|BS|MG)AuthCookie=)(?!\[redacted)[^\s;"'&]+/g },
  { kind: 'token', pattern: /(\bCSRFPreventionToken["']?[:=]\s*["']?)(?!\[redacted)[^\s"'&,]+/g },
  { kind: 'token', pattern: /(\bAuthorization["']?:\s*["']?(?:Bearer|Basic)\s+)[\w.~+/=-]+/gi },
  { kind: 'token', pattern: /(\bvncticket=)(?!\[redacted)[^\s"'&]+/gi },
  { kind: 'token', pattern: /(\b(?:[?&](?:token|ticket|key|sig|signature))=)(?!\[redacted)[^\s"'&]+/gi },
  // GitHub, GitLab, Slack, AWS and JWT shapes, wherever they stand
  {
    kind: 'token',
    pattern: /()\b(?:gh[pousr]_\w{20,}|glpat-[\w-]{16,}|xox[abpr]-[\w-]{10,}|AKIA[0-9A-Z]{16}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+)/g,
  },
  // https://user:password@host
  { kind: 'password', pattern: /(\b[a-z][a-z+.-]*:\/\/[^\s/:@"']{1,64}:)(?!\[redacted)[^\s/@"']{1,200}(?=@)/gi },
  // Public keys name their owner, private ones are worse.
  { kind: 'key', pattern: /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g },
  { kind: 'key', pattern: /(\bssh-(?:ed25519|rsa|dss) |\becdsa-sha2-\w+ )AAAA[\w+/=]{20,}/g },
]

// `alice@example.org`, not `root@pam`: a realm has no dot, and units like `getty@tty1.service` are no addresses.
const MAIL =
  /\b[\w.+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+(?!service\b|socket\b|mount\b|timer\b|target\b|scope\b|slice\b|device\b|path\b|journal\b)[A-Za-z]{2,24}\b/g
/** Lines without any of these need no look. */
const ANY =
  /pass|secret|token|ticket|cookie|sshkeys|keyring|encryption-key|key|authorization|:\/\/|@|AKIA|gh[pousr]_|glpat-|xox|eyJ|PVE:|PBS:|PMG:|ssh-|ecdsa/i

/** Takes secrets and mail addresses out of lines. `kinds` is what was found, for the manifest. */
export function createRedactor(): { line(text: string): string; kinds(): string[] } {
  const found = new Set<string>()
  let insideKey = false
  return {
    line(text) {
      if (insideKey) {
        if (/-----END [A-Z ]*PRIVATE KEY-----/.test(text)) insideKey = false
        return '[redacted:key]'
      }
      if (!ANY.test(text)) return text
      if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) && !/-----END [A-Z ]*PRIVATE KEY-----/.test(text)) insideKey = true
      let out = text
      for (const { kind, pattern } of SECRETS)
        out = out.replace(pattern, (_whole, keep: string) => {
          found.add(kind)
          return `${keep}[redacted:${kind}]`
        })
      return out.replace(MAIL, () => {
        found.add('mail')
        return '[redacted:mail]'
      })
    },
    kinds: () => [...found].toSorted(),
  }
}

/** The same for a stream of bytes, in constant memory: lines are kept together, whatever their encoding. */
export async function* redactLines(bytes: AsyncIterable<Uint8Array>, line: (text: string) => string): AsyncGenerator<Buffer> {
  let rest = ''
  for await (const chunk of bytes) {
    rest += Buffer.from(chunk).toString('latin1')
    const end = rest.lastIndexOf('\n')
    if (end < 0 && rest.length < LINE_CAP) continue
    const whole = end < 0 ? rest : rest.slice(0, end + 1)
    rest = end < 0 ? '' : rest.slice(end + 1)
    yield Buffer.from(whole.split('\n').map(line).join('\n'), 'latin1')
  }
  if (rest !== '') yield Buffer.from(rest.split('\n').map(line).join('\n'), 'latin1')
}

const LINE_CAP = 4 * 1024 * 1024
