// One search for calls and places: by name, address, telephone or initial consonants.
import { useState } from 'preact/hooks';
import { Combobox, type Found } from '#platform/ui/combobox/Combobox.tsx';
import { findable, matches } from '#platform/ui/find.ts';
import { Key } from '#platform/ui/Key.tsx';
import { placeIcon, sayHotline, usePlaces } from '#programme/hotline/pages/console/index.ts';
import type { Incident } from '#programme/incidents/contract.ts';
import { choose, flyTo, openCalls, sayIncident } from '#programme/incidents/pages/console/index.ts';
import { showTab } from './desk-state.ts';
import { knownPlaces } from './known-places.ts';

type Hit = Found & { act: () => void };

function findCalls(query: string): Incident[] {
  if (query.trim() === '') return [];
  const found: Incident[] = [];
  for (const row of openCalls.peek()) {
    if (matches(findable(row.place.name, row.place.address, row.place.phone), query) > 0)
      found.push(row);
    if (found.length === 5) break;
  }
  return found;
}

export function Search() {
  const [query, setQuery] = useState('');
  const places = usePlaces(query === '' ? [] : knownPlaces(), query, 7);
  const hits: Hit[] = [
    ...findCalls(query).map(
      (row): Hit => ({
        key: row.id,
        icon: 'bell',
        word: row.place.name,
        side: sayIncident(`state.${row.state}`),
        group: sayHotline('search.calls'),
        act: () => {
          showTab('open');
          choose(row.id);
        },
      }),
    ),
    ...places.map(
      (place): Hit => ({
        key: `${place.kind}${place.id ?? place.name}`,
        icon: placeIcon[place.kind],
        word: place.name,
        side: place.address || sayHotline(`kind.${place.kind}`),
        group: sayHotline('search.places'),
        act: () => flyTo(place),
      }),
    ),
  ];
  return (
    <Combobox
      label={sayHotline('search.label')}
      placeholder={sayHotline('search.placeholder')}
      none={sayHotline('search.none')}
      query={query}
      found={hits}
      onQuery={setQuery}
      onChoose={(hit) => hit.act()}
      inputId="search"
      press="/"
    >
      <Key>/</Key>
    </Combobox>
  );
}
