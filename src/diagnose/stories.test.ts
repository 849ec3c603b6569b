import { expect, test } from 'vitest'
import { causes, edges, findCause } from '../causes/index.ts'
import { evidenceOf } from './diagnose.fixture.ts'
import { linkFindings } from './link.ts'
import { compareMerit, tellStories } from './stories.ts'

const stories = (...host: string[]) => {
  const { observations } = evidenceOf({ host })
  const findings = causes.flatMap((cause) => findCause(cause, observations)).filter((finding) => finding.decisive.length > 0)
  return tellStories(findings, linkFindings(findings, edges)).map((story) => ({
    name: story.mechanism.cause.id,
    faces: story.faces.map((f) => f.cause.id),
    upstream: story.upstream.map((u) => u.finding.cause.id),
  }))
}

const DRIVE = '10:00:01 kernel: nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff'
const POOL = "10:00:41 kernel: WARNING: Pool 'rpool' has encountered an uncorrectable I/O failure and has been suspended."

test('the drive names the story, the pool is its face', () =>
  expect(stories(DRIVE, POOL)).toEqual([{ name: 'storage.nvme-drop', faces: ['storage.zfs-pool-suspended'], upstream: [] }]))
test('a lost link is the trigger of a fence, not its name', () =>
  expect(
    stories(
      '10:00:01 kernel: bond0: now running without any active interface!',
      '10:00:05 corosync[1]: [QUORUM] This node is within the non-primary component and will NOT provide any services.',
      '10:01:05 watchdog-mux[2]: client watchdog expired - disable watchdog updates',
    )[0],
  ).toMatchObject({
    name: 'cluster.fence',
    upstream: expect.arrayContaining(['network.link-outage', 'cluster.quorum-lost']),
  }))
test('a pool that was suspended days before the drive failed is another story', () =>
  expect(stories(POOL.replace('10:00:41', '02:00:41'), DRIVE).length).toBe(2))
test('merit is compared from the first difference on', () => {
  expect(compareMerit([1, 0, 9], [1, 1, 0])).toBeGreaterThan(0)
  expect(compareMerit([1, 2], [1, 2])).toBe(0)
})
