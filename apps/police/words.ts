// The words of the demo police desk.
import { words } from '#platform/ui/language.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

export const t = words(
  ko,
  en,
  import.meta.glob(['./*.json', '!./{ko,en}.json'], {
    query: '?url',
    import: 'default',
    eager: true,
  }),
);

const states = ['raised', 'acknowledged', 'dispatched', 'on-scene', 'closed', 'cancelled'] as const;
/** The word of a state of the city's, or the state as it came. */
export function sayState(state: string): string {
  const known = states.find((one) => one === state);
  return known === undefined ? state : t(`state.${known}`);
}
