// Overrides of her report as the city has them now, asked with her words; in memory only, like everything else of her report.
import { signal } from '@preact/signals';
import { ask } from '#platform/ui/phone/ask.ts';
import type { Mine } from '#programme/reports/pages/citizen/later.ts';
import type { HerOverride } from '../../contract.ts';
import { openHerWords } from '../../sealing/words.ts';

/** Of which report, and what there is. */
export const herOverrides = signal<{ report: string; items: readonly HerOverride[] } | null>(null);
/** Why, in the words of whoever asked, by override; `null` for what does not open. */
export const herReasons = signal<ReadonlyMap<string, string | null>>(new Map());

/** Fetches them and opens the words that are sealed for her. */
export async function fetchHerOverrides({ secrets, report }: Mine): Promise<void> {
  const told = await ask<{ items: HerOverride[] }>('GET /api/overrides/mine', {
    authorization: `Receipt ${secrets.token}`,
    timeout: 20_000,
  });
  if (!told.ok) return;
  const { items } = told.value;
  herOverrides.value = { report: report.id, items };
  const read = new Map<string, string | null>();
  for (const { id, words } of items)
    if (words !== null)
      read.set(
        id,
        await openHerWords({ id, report: report.id }, words, secrets.keys.privateKey).catch(
          () => null,
        ),
      );
  herReasons.value = read;
}
