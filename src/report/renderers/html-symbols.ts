/** Shapes and icons of the page, drawn once. A role has the same shape in the chain, the timeline and the legend. */
export const SYMBOLS = `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
<symbol id="i-confirmed" viewBox="0 0 14 14"><circle cx="7" cy="7" r="6"/><path d="M4.3 7.2l2 2 3.6-4.2"/></symbol>
<symbol id="i-likely" viewBox="0 0 14 14"><circle cx="7" cy="7" r="6"/><path d="M7 1a6 6 0 0 1 0 12z" fill="currentColor" stroke="none"/></symbol>
<symbol id="i-inconclusive" viewBox="0 0 14 14"><circle cx="7" cy="7" r="6"/><path d="M5.2 5.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M7 10.3v.1"/></symbol>
<symbol id="i-no-outage" viewBox="0 0 14 14"><circle cx="7" cy="7" r="6"/><path d="M4 7h6"/></symbol>
<symbol id="r-condition" viewBox="0 0 14 14"><rect x="2" y="2" width="10" height="10" fill="currentColor" stroke="none"/></symbol>
<symbol id="r-trigger" viewBox="0 0 14 14"><path d="M2.5 1.5L12.500 7l-10 5.500z" fill="currentColor" stroke="none"/></symbol>
<symbol id="r-mechanism" viewBox="0 0 14 14"><path d="M7 .5L13.500 7 7 13.500.5 7z" fill="currentColor" stroke="none"/></symbol>
<symbol id="r-outage" viewBox="0 0 14 14"><path d="M0 2.500h3L4.500 11.500h5L11 2.500h3" fill="none" stroke="currentColor" stroke-width="2"/></symbol>
<symbol id="r-amplifier" viewBox="0 0 14 14"><path d="M2.500 1.500h9L7 7l4.500 5.500h-9L7 7z" fill="currentColor" stroke="none"/></symbol>
</defs></svg>`

export const icon = (id: string) => `<svg class="ic" viewBox="0 0 14 14" aria-hidden="true"><use href="#${id}"/></svg>`

export const ROLE_NAME = {
  condition: 'Condition',
  trigger: 'Trigger',
  mechanism: 'Mechanism',
  outage: 'Outage',
  amplifier: 'Amplifier',
} as const
