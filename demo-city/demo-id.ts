// Ids of the fictional city.
import { createHash } from 'node:crypto';

/** A stable UUID (RFC 9562 version 8) for a name of the demo city, so that every demo city has the same ids. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`ansim-demo:${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
