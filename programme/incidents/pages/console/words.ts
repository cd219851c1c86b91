// The words of the control room.
import { words } from '#platform/ui/language.ts';
import type { Incident, IncidentState } from '../../contract.ts';
import en from '../../en.json' with { type: 'json' };
import ko from '../../ko.json' with { type: 'json' };

export const t = words(
  ko,
  en,
  import.meta.glob(['../../*.json', '!../../{ko,en}.json'], {
    query: '?url',
    import: 'default',
    eager: true,
  }),
);

/** Whether these words exist: keys that came from elsewhere may be newer than this page. */
export function isWord(key: string): key is keyof typeof ko & string {
  return Object.hasOwn(ko, key);
}

/** A phrase as the caller reads it: in her language where we have it, else in English. `lang` says which it is. */
export function asSheReads(
  key: keyof typeof ko & string,
  code: string,
): { text: string; lang: string } {
  return code === 'ko' || code.startsWith('ko-')
    ? { text: ko[key], lang: 'ko' }
    : { text: en[key], lang: 'en' };
}

/** The word of a state as screens say it; an unknown one is said as it came. */
export function nameState(state: string): string {
  const known: Record<string, true> = {
    'counting-down': true,
    raised: true,
    acknowledged: true,
    dispatched: true,
    'on-scene': true,
    closed: true,
    cancelled: true,
  };
  return known[state] ? t(`state.${state as IncidentState}`) : state;
}

/** What a message says: own words, or a prepared phrase of whoever wrote it. */
export function messageWords(from: 'desk' | 'caller', phrase: string): string {
  const key = `${from === 'caller' ? 'caller' : 'phrase'}.${phrase}`;
  return isWord(key) ? t(key) : phrase;
}

/** What the row says: a drill and a test say so instead of their state, so that nobody mistakes them. */
export function stateWord(row: Pick<Incident, 'state' | 'drill' | 'test'>): string {
  if (row.state === 'closed' || row.state === 'cancelled') return t(`state.${row.state}`);
  const flag = row.drill ? t('state.drill') : row.test ? t('state.test') : null;
  return flag === null ? t(`state.${row.state}`) : `${flag} · ${t(`state.${row.state}`)}`;
}

/** Which colour a call wears everywhere: its state, or grey when it is not real. */
export function toneOf(
  row: Pick<Incident, 'state' | 'drill' | 'test'>,
): 'waiting' | 'acknowledged' | 'dispatched' | 'on-scene' | 'quiet' {
  if (row.drill || row.test) return 'quiet';
  switch (row.state) {
    case 'raised':
    case 'counting-down':
      return 'waiting';
    case 'acknowledged':
    case 'dispatched':
    case 'on-scene':
      return row.state;
    default:
      return 'quiet';
  }
}
