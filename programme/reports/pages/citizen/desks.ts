// Whom she may choose: the districts, and the desks of one with keys that were checked on this phone.
import { signal } from '@preact/signals';
import { ask } from '#platform/ui/phone/ask.ts';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import type { City } from '#programme/city/contract.ts';
import { type DeskKind, deskKinds } from '../../names.ts';
import { checkRecipients, type Recipient } from '../../sealing/book.ts';
import { sawKeys, seenKeys } from './seen.ts';

export type Districts = City['districts'];
/** `none`: this city takes no reports yet; `broken`: a key that the city did not sign, nothing may be sealed. */
export type Desks =
  | { state: 'known'; district: string; items: readonly Recipient[]; fileQuota: number }
  | { state: 'loading' | 'failed' | 'none' | 'broken' };

export const districts = signal<Districts | null>(null);
export const districtsFailed = signal(false);
export const desks = signal<Desks>({ state: 'loading' });

/** Nothing can be sealed without it: the telephone instead. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined && typeof WebAssembly === 'object';
}

/** Fetches the districts, once. */
export async function fetchDistricts(): Promise<void> {
  if (districts.value !== null) return;
  const told = await ask<City>('GET /api/city');
  districtsFailed.value = !told.ok;
  if (told.ok) districts.value = told.value.districts;
}

type Reply = Parameters<typeof checkRecipients>[0] & { fileQuota: number };

/** Fetches the desks of a district and checks every key. */
export async function fetchDesks(district: string): Promise<Desks> {
  desks.value = { state: 'loading' };
  const told = await ask<Reply>(
    `GET /api/reports/recipients?district=${encodeURIComponent(district)}`,
  );
  desks.value = told.ok ? await check(district, told.value) : { state: 'failed' };
  return desks.value;
}

async function check(district: string, reply: Reply): Promise<Desks> {
  if (reply.cityKey === null) return { state: 'none' };
  try {
    const checked = await checkRecipients(reply, seenKeys());
    sawKeys(reply.newest?.entry.position ?? 0);
    const items = [...checked].sort(
      (a, b) => deskKinds.indexOf(a.kind) - deskKinds.indexOf(b.kind),
    );
    return { state: 'known', district, items, fileQuota: reply.fileQuota };
  } catch {
    // A signature that does not hold, or a key that is none: either way nothing may be sealed for it.
    return { state: 'broken' };
  }
}

/** Whom she may choose: the desk that protects children only where it is about one. */
export function offeredTo<D extends { kind: DeskKind }>(
  items: readonly D[],
  minor: boolean | null,
): D[] {
  return items.filter(({ kind }) => kind !== 'child-protection' || minor === true);
}

/** "Dasom-gu crisis team". */
export function sayDesk({ kind, district }: { kind: DeskKind; district: string | null }): string {
  const where = districts.value?.find((one) => one.code === district);
  return [where && inLanguage(where.name), t(`desk.${kind}`)].filter(Boolean).join(' ');
}
