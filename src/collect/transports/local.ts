import type { ShellProgram } from '../session/session.ts'

/** The machine that whydown runs on: the same script, without a network. */
export const local = (options: { sudo: boolean }): ShellProgram => ({
  command: '/bin/sh',
  args: ['-s'],
  connectMs: 5000,
  sudo: options.sudo,
})
