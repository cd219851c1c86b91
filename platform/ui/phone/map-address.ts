// A place in the phone's own map: no map of ours, no other host asked by the page.

/** `geo:` (RFC 5870) everywhere but on Apple's phones, which have a scheme of their own. Degrees WGS 84. */
export function mapAddress(lat: number, lon: number, name = ''): string {
  const at = `${lat},${lon}`;
  const label = encodeURIComponent(name);
  return /iPhone|iPad|Macintosh/.test(navigator.userAgent)
    ? `maps://?ll=${at}&q=${label || at}`
    : `geo:${at}?q=${at}${label && `(${label})`}`;
}
