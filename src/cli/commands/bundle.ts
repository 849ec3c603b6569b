import { defineCommand } from './define.ts'

export const bundleCommand = defineCommand({
  order: 25,
  register(root) {
    const bundle = root.command('bundle').description('look into evidence bundles, and make them fit to be shown')
    bundle
      .command('inspect')
      .description('what a bundle holds, what is missing and why, and whether it was changed')
      .argument('<bundle>', 'folder or archive')
      .option('--json', 'the manifest, and the problems')
      .action(async (path: string, options) => {
        const { runInspect } = await import('../bundle.ts')
        process.exitCode = await runInspect(path, options)
      })
    bundle
      .command('scrub')
      .description('a copy without secrets, with names and addresses replaced; its diagnosis stays the same')
      .argument('<bundle>', 'folder or archive')
      .requiredOption('-o, --output <file>', 'a folder, or a file that ends in .tar, .tar.gz or .tar.zst')
      .option('-q, --quiet', 'no summary on stderr')
      .action(async (path: string, options) => {
        const { runScrub } = await import('../bundle.ts')
        process.exitCode = await runScrub(path, options)
      })
    bundle
      .command('diff')
      .description('what two bundles differ in')
      .argument('<before>')
      .argument('<after>')
      .action(async (before: string, after: string) => {
        const { runDiff } = await import('../bundle.ts')
        process.exitCode = await runDiff(before, after)
      })
  },
})
