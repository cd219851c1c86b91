// Desks, people and refusals in the words of this room.
import type { Problem } from '#platform/ui/client.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { ageBands, placeKinds, relations, violences } from '../../names.ts';
import { type Desk, inbox, type Report } from './inbox-state.ts';
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

/** How a report came: `전화로 들은 것`, `쉼터의 링크로`. */
export function saySource({ source, partner }: Pick<Report, 'source' | 'partner'>): string {
  if (source !== 'partner') return t(`source.${source}`);
  const known = inbox.value?.partners.find(({ code }) => code === partner);
  return t('source.partner', { name: known ? inLanguage(known.name) : (partner ?? '') });
}

type Facts = {
  violence: (typeof violences)[number];
  relation: (typeof relations)[number];
  age: (typeof ageBands)[number];
  place: (typeof placeKinds)[number];
};

/** What is counted, in words: `헤어진 사람`, `On the street`. */
export function sayFact<K extends keyof Facts>(list: K, value: Facts[K]): string {
  const key = `take.${list}.${value}`;
  return isWord(key) ? t(key) : value;
}
