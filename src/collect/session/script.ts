/** One command of a round, ready to be sent. */
export interface ScriptStep {
  /** Number that its frame carries. */
  readonly id: string
  readonly seconds: number
  readonly bytes: number
  /** Shell text, made of the allow-list. */
  readonly run: string
  /** Programs that start slowly or may wait go side by side with the others. */
  readonly lane: 1 | 2
  /** Words for what it needs. Once a command did not answer, its first word is dead, and who needs that is not started. */
  readonly waitsFor?: readonly string[]
}

/** One shell word. */
export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/**
 * What every script begins with, for any POSIX shell (dash, bash, busybox, FreeBSD's sh).
 *
 * `timeout` ends what can be ended. A process that waits for a dead disk or server cannot: it is left behind, without anybody
 * waiting for it, and the reader of its pipe goes away, so that neither the script nor a later frame ever hears of it.
 * Nothing is written anywhere: no temporary file, no FIFO.
 */
export const prelude = (word: string, sudo: boolean): string => `
LC_ALL=C TZ=UTC S=${sudo ? `'sudo -n'` : ''} N=${word}
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin
export LC_ALL TZ PATH S
unset LANGUAGE LANG HISTFILE
renice -n 10 -p $$ >/dev/null 2>&1
ionice -c 2 -n 7 -p $$ >/dev/null 2>&1
command -v timeout >/dev/null 2>&1 || timeout() { [ "$1" = -k ] && shift 2; shift; "$@"; }
D=
run() {
  for w in $5; do case " $D " in *" $w "*)
    printf '\\n%s begin %s\\n\\n%s rc 125\\nnot asked: %s did not answer before\\n\\n%s end %s\\n' "$N" "$1" "$N" "$w" "$N" "$1"
    return;; esac; done
  [ -n "$5" ] && B=$(date +%s)
  printf '\\n%s begin %s\\n' "$N" "$1"
  ( ( { e=$({ timeout -k 1 "$2" sh -c "$4" 2>&1 >&3 3>&- </dev/null; printf '\\nrc=%s' "$?"; } | tail -c 1500)
        printf '\\n%s rc %s\\n%s\\n' "$N" "\${e##*rc=}" "\${e%rc=*}" >&3; } 3>&1 >/dev/null 2>/dev/null </dev/null & ) ) 2>/dev/null |
    timeout -k 1 "$(($2 + 2))" head -c "$(($3 + 2000))"
  printf '\\n%s end %s\\n' "$N" "$1"
  if [ -n "$5" ] && [ "$(($(date +%s) - B))" -ge "$2" ]; then D="$D \${5%% *}"; fi
}
`

/** The measuring of the clock: one line in, one line out. */
export const clockLine = `printf '\\n%s clock %s\\n' "$N" "$(date +%s.%N)"\n`

/** The commands of one round. The two lanes use the two streams that a session has. */
export function roundScript(steps: readonly ScriptStep[]): string {
  const lane = (number: 1 | 2) =>
    steps
      .filter((step) => step.lane === number)
      .map(({ id, seconds, bytes, run, waitsFor = [] }) => `run ${id} ${seconds} ${bytes} ${quote(run)} ${quote(waitsFor.join(' '))}\n`)
      .join('')
  return `{ ${lane(2).trim() || ':'}
printf '\\n%s lane\\n' "$N"; } >&2 &
${lane(1)}wait
printf '\\n%s done\\n' "$N"
`
}
