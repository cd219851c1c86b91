// Scouts and volunteers: who they are, what is valid until when, and what keeps somebody from walking.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { count, day } from '#platform/ui/format.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import type { Person } from '../../contract.ts';
import { AskPerson } from './AskPerson.tsx';
import { AskPhone } from './AskPhone.tsx';
import {
  asked,
  endsSoon,
  fetchPeople,
  found,
  onlyDistrict,
  onlyState,
  people,
  problem,
  runsOut,
  say,
  states,
} from './people-state.ts';
import { t } from './words.ts';
import './network.css';

export type PeopleViewProps = {
  keeps: boolean;
  languages: readonly string[];
  districts: readonly { code: string; name: string }[];
};

/** So many rows are drawn at first; whoever looks for somebody types. */
const shownFirst = 200;

export function PeopleView({ keeps, languages, districts }: PeopleViewProps) {
  const [open, setOpen] = useState<{ person: Person | null; ask: 'person' | 'phone' } | null>(null);
  useEffect(() => {
    void fetchPeople();
  }, []);
  const all = people.value;
  if (all === null) {
    const refused = problem.value;
    if (refused === null) return <Loading lines={8} />;
    if (refused.status === 0) return <Offline onRetry={() => void fetchPeople()} />;
    if (refused.status >= 500) return <Failed id={refused.id} onRetry={() => void fetchPeople()} />;
    return <Refused why={say(refused)} />;
  }
  const rows = found.value;
  const nameOf = (code: string) => districts.find((one) => one.code === code)?.name ?? '';
  const active = all.filter((person) => person.active);
  return (
    <section class="people">
      <header class="people-head">
        <div>
          <h2>{t('people.title')}</h2>
          <p>
            {t('people.count', {
              scouts: count(active.filter(({ kind }) => kind === 'scout').length),
              volunteers: count(active.filter(({ kind }) => kind === 'volunteer').length),
              unfit: count(active.filter(({ unfit }) => unfit.length > 0).length),
            })}
          </p>
        </div>
        {keeps && (
          <Button icon="plus" onPress={() => setOpen({ person: null, ask: 'person' })}>
            {t('people.add')}
          </Button>
        )}
      </header>
      <form class="people-find" onSubmit={(event) => event.preventDefault()}>
        <input
          class="input"
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={asked.value}
          onInput={(event) => {
            asked.value = event.currentTarget.value;
          }}
        />
        <select
          class="input"
          aria-label={t('state')}
          value={onlyState.value}
          onChange={(event) => {
            onlyState.value = event.currentTarget.value as (typeof states)[number];
          }}
        >
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </select>
        {districts.length > 1 && (
          <select
            class="input"
            aria-label={t('district')}
            value={onlyDistrict.value}
            onChange={(event) => {
              onlyDistrict.value = event.currentTarget.value;
            }}
          >
            <option value="">{t('everywhere')}</option>
            {districts.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </form>
      {rows.length === 0 ? (
        <Empty title={all.length === 0 ? t('people.none') : t('people.nothing')} />
      ) : (
        <ul class="people-rows" aria-label={t('people.title')}>
          {rows.slice(0, shownFirst).map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              district={nameOf(person.district)}
              keeps={keeps && nameOf(person.district) !== ''}
              onEdit={() => setOpen({ person, ask: 'person' })}
              onPhone={() => setOpen({ person, ask: 'phone' })}
            />
          ))}
        </ul>
      )}
      {rows.length > shownFirst && (
        <p class="people-more">{t('people.more', { n: count(rows.length - shownFirst) })}</p>
      )}
      {open?.ask === 'person' && (
        <AskPerson
          person={open.person}
          languages={languages}
          districts={districts}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.ask === 'phone' && open.person !== null && (
        <AskPhone person={open.person} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

type RowProps = {
  person: Person;
  district: string;
  keeps: boolean;
  onEdit: () => void;
  onPhone: () => void;
};

function PersonRow({ person, district, keeps, onEdit, onPhone }: RowProps) {
  const until = runsOut(person);
  return (
    <li class={person.active ? 'person-row' : 'person-row person-gone'}>
      <div>
        <h3>{person.name}</h3>
        <p>
          {person.staffNumber} · {t(`kind.${person.kind}`)}
          {district !== '' && ` · ${district}`}
        </p>
      </div>
      <div>
        {person.unfit.length > 0 ? (
          <p class="person-unfit">{person.unfit.map((why) => t(`unfit.${why}`)).join(' · ')}</p>
        ) : (
          <p class={endsSoon(person) ? 'person-soon' : ''}>
            {until === null ? t('valid') : t('valid.until', { day: day(until) })}
          </p>
        )}
        <p>
          {[
            person.languages.length > 1 &&
              person.languages.map((code) => code.toUpperCase()).join(' '),
            person.hasPhone ? t('phone.has') : t('phone.none'),
            !person.hasPhoto && t('photo.none'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {keeps && (
        <div class="person-acts">
          {person.active && (
            <Button size="small" onPress={onPhone}>
              {person.hasPhone ? t('phone.renew') : t('phone.enrol')}
            </Button>
          )}
          <Button size="small" kind="plain" onPress={onEdit}>
            {t('edit')}
          </Button>
        </div>
      )}
    </li>
  );
}
