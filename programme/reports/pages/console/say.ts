// Desks, people and refusals in the words of this room.
import type { Problem } from '#platform/ui/client.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { Desk } from './inbox-state.ts';
import { isWord, t } from './words.ts';

export type NameDistrict = (code: string) => string;

/** `다솜구 위기개입팀`, `City desk`. */
export function sayDesk(desk: Pick<Desk, 'kind' | 'district'>, nameDistrict: NameDistrict): string {
  const kind = t(`desk.${desk.kind}`);
  return desk.district === null
    ? kind
    : t('desk.in', { district: nameDistrict(desk.district) || desk.district, desk: kind });
}

/** One sentence for a refusal of the reports' part. */
export function sayReportProblem(problem: Problem): string {
  const key = `problem.${problem.code}`;
  return isWord(key) ? t(key) : sayProblem(problem);
}
