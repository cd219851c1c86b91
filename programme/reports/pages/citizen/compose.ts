// Her answers as texts that a desk reads as they are, in her language: first her own words, then what she chose.
import { t } from '#platform/ui/phone/words.ts';
import type { Answers } from './answers.ts';

type Line = readonly [name: string, value: string];

function textOf(own: string, lines: readonly Line[]): string {
  const said = lines
    .filter(([, value]) => value !== '')
    // A question has its own mark.
    .map(([name, value]) => `${name}${name.endsWith('?') ? '' : ':'} ${value}`);
  return [own.trim(), said.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** Where it was, as one line. */
export function sayPlace({ place, line, car, stop, placeMore }: Answers): string {
  const inside = place === 'transit' ? [line, car, stop] : [];
  return [place === null ? '' : t(`report.place.${place}`), ...inside, placeMore]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' · ');
}

/** The narrative. */
export function sayStory(said: Answers): string {
  return textOf(said.story, [
    [t('report.teller'), said.teller === null ? '' : t(`report.teller.${said.teller}`)],
    [t('report.age'), said.age === null ? '' : t(`report.age.${said.age}`)],
    [t('report.when'), said.when === null ? '' : t(`report.when.${said.when}`)],
    [
      t('report.violence.said'),
      said.violences.map((one) => t(`report.violence.${one}`)).join(', '),
    ],
    [t('report.relation'), said.relation === null ? '' : t(`report.relation.${said.relation}`)],
    [t('report.title.where'), sayPlace(said)],
    [t('report.title.want'), said.services.map((one) => t(`report.services.${one}`)).join(', ')],
    [t('report.urgency'), said.urgency === null ? '' : t(`report.urgency.${said.urgency}`)],
  ]);
}

/** How she may be reached; empty when she said nothing of it. */
export function sayReach(said: Answers): string {
  return textOf('', [
    [t('report.name'), said.name.trim()],
    [t('report.way'), said.ways.map((one) => t(`report.way.${one}`)).join(', ')],
    [t('report.contact'), said.contact.trim()],
    [t('report.hours'), said.hours.trim()],
    [
      t('report.leave'),
      said.mayLeave === null ? '' : t(said.mayLeave ? 'report.leave.yes' : 'report.leave.no'),
    ],
  ]);
}
