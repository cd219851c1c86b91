// Guidance and reports as this app puts them together: their screens, and their words beside those that came with the page.
import { HerCase } from '#programme/cases/pages/citizen/later.ts';
import { HerLaw } from '#programme/disclosures/pages/citizen/later.ts';
import { HerPackages } from '#programme/evidence/pages/citizen/later.ts';
import { HerOverrides } from '#programme/overrides/pages/citizen/later.ts';
import {
  AftercareScreen,
  AgainScreen,
  DirectoryScreen,
  endedGuests,
  mineGuests,
  ReportScreen,
  TellScreen,
} from '#programme/reports/pages/citizen/later.ts';
import { addLaterWords, addressesOf } from './later-words.ts';
import type ko from './words/tell/ko.json';

export const screens = {
  tell: TellScreen,
  aftercare: AftercareScreen,
  directory: DirectoryScreen,
  report: ReportScreen,
  again: AgainScreen,
};

// With her report stands what came of it.
mineGuests.value = [HerCase, HerLaw, HerOverrides, HerPackages];
endedGuests.value = [HerLaw];

type Ko = typeof ko;
declare module '#platform/ui/phone/words.ts' {
  interface Words extends Ko {}
}

const files = addressesOf(
  import.meta.glob(['./words/tell/*.json'], { query: '?url', import: 'default', eager: true }),
);

/** Adds their words. Rejects when they cannot be fetched now. */
export function addWords(): Promise<void> {
  return addLaterWords(files, 'tell.title');
}
