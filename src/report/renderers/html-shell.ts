// No script, no request: log text that found a way into the page could still do nothing.
export const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
export const BRAND =
  '<span class="brand"><svg viewBox="0 0 22 14" aria-hidden="true"><path d="M0 2h7l1.5 10h6L16 2h6"/></svg>whydown</span>'
