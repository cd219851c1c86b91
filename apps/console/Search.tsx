// One search for calls and places: by name, address, telephone or initial consonants.
import { useRef, useState } from 'preact/hooks';
import { findable, matches } from '#platform/ui/find.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { IconName } from '#platform/ui/icons.ts';
import { Key } from '#platform/ui/Key.tsx';
import { placeIcon, sayHotline, usePlaces } from '#programme/hotline/pages/console/index.ts';
import type { Incident } from '#programme/incidents/contract.ts';
import { choose, flyTo, openCalls, sayIncident } from '#programme/incidents/pages/console/index.ts';
import { showTab } from './desk-state.ts';
import { knownPlaces } from './known-places.ts';

type Hit = {
  key: string;
  icon: IconName;
  name: string;
  side: string;
  group: 'calls' | 'places';
  act: () => void;
};

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
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const places = usePlaces(open && query !== '' ? knownPlaces() : [], query, 7);
  const calls = open ? findCalls(query) : [];
  const hits: Hit[] = [
    ...calls.map(
      (row): Hit => ({
        key: row.id,
        icon: 'bell',
        name: row.place.name,
        side: sayIncident(`state.${row.state}`),
        group: 'calls',
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
        name: place.name,
        side: place.address || sayHotline(`kind.${place.kind}`),
        group: 'places',
        act: () => flyTo(place),
      }),
    ),
  ];
  const shown = open && query.trim() !== '';

  function take(hit: Hit | undefined): void {
    if (hit === undefined) return;
    hit.act();
    leave();
  }
  function leave(): void {
    setQuery('');
    setOpen(false);
    input.current?.blur();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && hits.length > 0) setAt((at + by + hits.length) % hits.length);
    else if (event.key === 'Enter') take(hits[at]);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <search class="search">
      <Icon name="search" size={17} />
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={sayHotline('search.label')}
        aria-keyshortcuts="/"
        aria-expanded={shown}
        aria-controls="search-found"
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.length > 0 ? `hit-${at}` : undefined}
        placeholder={sayHotline('search.placeholder')}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
        onKeyDown={onKeyDown}
      />
      <Key>/</Key>
      <div
        class="search-found"
        id="search-found"
        role="listbox"
        aria-label={sayHotline('search.label')}
        hidden={!shown}
      >
        {hits.length === 0 && <p class="search-none">{sayHotline('search.none')}</p>}
        {hits.map((hit, index) => (
          <>
            {hit.group !== hits[index - 1]?.group && (
              <p class="search-group" role="presentation">
                {sayHotline(`search.${hit.group}`)}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox holds the focus and its arrow keys choose */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the combobox names the active option */}
            <div
              key={hit.key}
              id={`hit-${index}`}
              role="option"
              class="hit"
              aria-selected={index === at}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(hit)}
            >
              <Icon name={hit.icon} size={17} />
              <span class="hit-name">{hit.name}</span>
              <span class="hit-side">{hit.side}</span>
            </div>
          </>
        ))}
      </div>
    </search>
  );
}
