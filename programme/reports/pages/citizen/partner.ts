// By whose link she came, if by anybody's: kept in memory, shown to her before it is sent, and hers to leave out.
import { signal } from '@preact/signals';

export const partner = signal<string | null>(null);

/** What stands behind the # of a partner's link: `tell` or `tell=CODE`. Answers whether it was one. */
export function readLink(hash: string): boolean {
  const found = /^tell(?:=([a-z0-9][a-z0-9-]{0,39}))?$/.exec(hash);
  if (found === null) return false;
  partner.value = found[1] ?? null;
  return true;
}
