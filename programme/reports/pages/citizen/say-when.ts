// A moment as she reads it.
import { spoken } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';

/** "3 December 14:05", by the city's clock. */
export function sayWhen(at: string): string {
  return new Intl.DateTimeFormat(spoken.value.language, {
    timeZone: facts.value.timeZone,
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
}
