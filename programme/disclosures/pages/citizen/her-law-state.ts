// What the law made a team tell of her, asked with her words and opened on this phone; in memory only, like everything else of her report.
import { effect, signal } from '@preact/signals';
import { ask } from '#platform/ui/phone/ask.ts';
import { screen } from '#platform/ui/phone/screen.ts';
import type { Mine } from '#programme/reports/pages/citizen/later.ts';
import type { HerDisclosure } from '../../contract.ts';
import { openHers } from '../../sealing/disclosure.ts';

/** Of which report, and what there is with its words; `null` for a text that could not be opened. */
export const herLaw = signal<{
  report: string;
  items: readonly (HerDisclosure & { text: string | null })[];
} | null>(null);

effect(() => {
  if (screen.value === 'home') herLaw.value = null;
});

/** Fetches it and opens every text. */
export async function fetchHerLaw({ secrets, report }: Mine): Promise<void> {
  const told = await ask<{ items: HerDisclosure[] }>('GET /api/disclosures/mine', {
    authorization: `Receipt ${secrets.token}`,
    timeout: 20_000,
  });
  if (!told.ok) return;
  const items = await Promise.all(
    told.value.items.map(async (one) => ({
      ...one,
      text:
        one.content === null
          ? null
          : await openHers({ report: report.id, id: one.id, ...one.content }, secrets.keys).catch(
              () => null,
            ),
    })),
  );
  if (screen.peek() !== 'home') herLaw.value = { report: report.id, items };
}
