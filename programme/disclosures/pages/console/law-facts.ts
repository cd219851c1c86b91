// What there is of the chosen case by law, asked with the news of reports: light, for most cases have nothing of it.
import { signal } from '@preact/signals';
import type { z } from 'zod';
import { createClient } from '#platform/ui/client.ts';
import { chosenId } from '#programme/reports/pages/console/index.ts';
import type { disclosuresContract } from '../../contract.ts';

const call = createClient<typeof disclosuresContract>();
export type Whole = z.infer<
  (typeof disclosuresContract)['GET /api/cases/:id/disclosures']['reply']
>;

/** Of which case, and what there is. */
export const law = signal<{ id: string; whole: Whole } | null>(null);

/** Fetches what there is of a case as of now. */
export async function fetchLaw(id: string): Promise<void> {
  const answer = await call('GET /api/cases/:id/disclosures', { params: { id } });
  if (answer.ok && chosenId.value === id) law.value = { id, whole: answer.value };
}
