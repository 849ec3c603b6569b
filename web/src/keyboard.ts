import { useEffect } from 'preact/hooks'

type Keys = Record<string, () => unknown>
const layers: Keys[] = []
let prefix = ''
const OFF = 'whydown.single-keys-off'

export const singleKeysOff = (): boolean => localStorage.getItem(OFF) === '1'
export const switchSingleKeys = (): void => localStorage.setItem(OFF, singleKeysOff() ? '0' : '1')

const inField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName))

/** Single keys while the component stands; `g n` is a sequence. Off inside fields, and for people who switched them off. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    layers.push(keys)
    return () => void layers.splice(layers.indexOf(keys), 1)
  })
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (inField(event.target) && event.key !== 'Escape') return
  if (event.key !== 'Escape' && singleKeysOff()) return
  const key = prefix ? `${prefix} ${event.key}` : event.key
  prefix = ''
  if (key === 'g') {
    prefix = 'g'
    setTimeout(() => (prefix = ''), 2500)
    return
  }
  for (const layer of layers.toReversed())
    if (layer[key]) {
      event.preventDefault()
      layer[key]!()
      return
    }
})
