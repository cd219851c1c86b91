// Her case as the city has it now, asked with her words; in memory only, like everything else of her report.
import { signal } from '@preact/signals';
import { ask } from '#platform/ui/phone/ask.ts';
import type { Mine } from '#programme/reports/pages/citizen/later.ts';
import type { HerCase } from '../../contract.ts';

type Answer = { case: HerCase | null };

/** Of which report, and what there is; `null` before the city answered. */
export const herCase = signal<{ report: string; found: HerCase | null } | null>(null);

async function tell({ secrets, report }: Mine, route: string, body?: unknown): Promise<boolean> {
  const told = await ask<Answer>(route, {
    authorization: `Receipt ${secrets.token}`,
    timeout: 20_000,
    ...(body === undefined ? {} : { body }),
  });
  if (told.ok) herCase.value = { report: report.id, found: told.value.case };
  return told.ok;
}

export const fetchHerCase = (now: Mine) => tell(now, 'GET /api/cases/mine');
export const refuseThem = (now: Mine, staff: string) =>
  tell(now, 'POST /api/cases/mine/not-them', { staff });
export const answerBoth = (
  now: Mine,
  answers: { helped: number | null; respected: number | null },
) => tell(now, 'POST /api/cases/mine/satisfaction', answers);
