// What is published: fetched when somebody looks, and which table of which time is looked at.
import { signal } from '@preact/signals';
import { createClient, type Problem } from '#platform/ui/client.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { figuresContract, Half, Months } from '../../contract.ts';
import type { TableName } from '../../names.ts';
import { t } from './words.ts';

const call = createClient<typeof figuresContract>();

export const months = signal<Months | null>(null);
export const problem = signal<Problem | null>(null);
export const table = signal<TableName>('reports');
/** `months`, or the first day of a half-year. */
export const span = signal('months');
/** The half-year that is shown, once it is there. */
export const half = signal<Half | null>(null);

/** Fetches what is published by month, and the half-year that is looked at. */
export async function fetchFigures(): Promise<void> {
  const answer = await call('GET /api/figures', {});
  problem.value = answer.ok ? null : answer.problem;
  if (answer.ok) months.value = answer.value;
  if (answer.ok) await fetchHalf();
}

/** Shows a table. Reports are counted by district every month already. */
export function chooseTable(name: TableName): void {
  table.value = name;
  if (name === 'reports') span.value = 'months';
  void fetchHalf();
}

/** Shows months, or a half-year by district. */
export function chooseSpan(name: string): void {
  span.value = name;
  void fetchHalf();
}

async function fetchHalf(): Promise<void> {
  const of = table.value;
  const first = span.value;
  half.value = null;
  if (first === 'months' || of === 'reports') return;
  const answer = await call('GET /api/figures/half', { query: { of, half: first } });
  // Somebody who chose on meanwhile waits for another answer.
  if (of !== table.value || first !== span.value) return;
  problem.value = answer.ok ? null : answer.problem;
  if (answer.ok) half.value = answer.value;
}

/** One sentence for a refusal. */
export function say(refused: Problem): string {
  return refused.code === 'no-survey' ? t('problem.no-survey') : sayProblem(refused);
}
