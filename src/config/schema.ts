import { z } from 'zod'
import { sizeInBytes } from './size.ts'

const name = z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'letters, digits, dots, dashes')

/** Where a secret is, never the secret itself. */
export const secretSource = z.union([
  z.strictObject({ file: z.string().min(1).describe('File that holds nothing else; readable by its owner only') }),
  z.strictObject({ env: z.string().min(1).describe('Name of the environment variable') }),
  z.strictObject({ command: z.array(z.string()).min(1).describe('Program with its arguments; the first line it prints counts') }),
])

const host = z.strictObject({
  name: name.describe('Node name as Proxmox or `hostname` says it'),
  ssh: z
    .string()
    .min(1)
    .refine((alias) => !alias.startsWith('-'), 'begins with a dash')
    .describe('Host of your OpenSSH configuration, or `local` for the machine whydown runs on'),
  kind: z.enum(['pve', 'libvirt']).default('pve'),
  sudo: z.boolean().default(false).describe('The account is not root: put `sudo -n` before the few commands that need it'),
})

const api = z
  .strictObject({
    url: z.url({ protocol: /^https$/ }).describe('https://pve1.example:8006'),
    token: secretSource.describe('user@realm!tokenid=secret, as `pveum user token add` prints it'),
    fingerprint: z
      .string()
      .regex(/^(?:[0-9A-Fa-f]{2}:?){32}$/, 'is the SHA-256 fingerprint: 32 bytes in hexadecimal')
      .optional()
      .describe('SHA-256 fingerprint of the certificate, as Proxmox shows it under Node, Certificates'),
    ca: z.string().optional().describe('File with the certificate authority, a copy of /etc/pve/pve-root-ca.pem'),
    nodes: z.array(name).optional().describe('Nodes to ask through this endpoint; all of the cluster unless given'),
  })
  .refine((one) => one.fingerprint === undefined || one.ca === undefined, 'give either a fingerprint or a ca, not both')

const guest = z.strictObject({
  id: z.union([z.int().positive().transform(String), z.string().regex(/^\d+$|^[\w.-]+$/)]).describe('vmid, or the domain name on libvirt'),
  kind: z.enum(['vm', 'ct']).default('vm'),
  name: name.optional(),
  ssh: z
    .string()
    .min(1)
    .refine((alias) => !alias.startsWith('-'), 'begins with a dash')
    .optional(),
  sudo: z.boolean().default(false),
})

const contact = z.strictObject({
  who: z.string().min(1),
  reach: z.string().min(1).describe('How: a number, an address, a channel'),
  when: z.string().optional().describe('For what: in words, as it stands in the report'),
})

const bytes = z.string().transform((text, context) => {
  const size = sizeInBytes(text)
  if (size !== null) return size
  context.addIssue({ code: 'custom', message: 'is not a size; write 2G, 512M or 1.5GiB' })
  return z.NEVER
})

const capacity = z.strictObject({
  headroomPercent: z.number().min(0).max(90).default(20).describe('Part of the memory of a host that guests must leave free'),
  hostReserve: bytes.optional().describe('Memory for the host itself, for example 2G; worked out unless given'),
})

/** The file `whydown.yaml`. Sections of other parts of the program are open here; those parts read them themselves. */
export const configDocument = z.strictObject({
  hosts: z.array(host).default([]),
  api: z.array(api).default([]),
  guests: z.array(guest).default([]),
  escalation: z.array(contact).default([]),
  capacity: capacity.prefault({}),
  store: z.string().min(1).optional().describe('Folder of incidents and bundles'),
  watch: z.looseObject({}).optional(),
  notify: z.union([z.looseObject({}), z.array(z.looseObject({}))]).optional(),
  serve: z.looseObject({}).optional(),
})

export type Config = z.infer<typeof configDocument>
export type ConfigHost = Config['hosts'][number]
export type ConfigApi = Config['api'][number]
export type ConfigGuest = Config['guests'][number]
export type SecretSource = z.infer<typeof secretSource>
