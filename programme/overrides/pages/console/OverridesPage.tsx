// Overrides at the desk: what wants somebody first, then what is under way and over; and asking for one.
import { useEffect } from 'preact/hooks';
import { useKeys } from '#platform/ui/keys.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import { AskEnrol } from '#programme/reports/pages/console/AskEnrol.tsx';
import { AskUnlock } from '#programme/reports/pages/console/AskUnlock.tsx';
import { inbox } from '#programme/reports/pages/console/index.ts';
import { KeyBar } from '#programme/reports/pages/console/KeyBar.tsx';
import { asking, fetchKeys, lock, phase } from '#programme/reports/pages/console/key-state.ts';
import '#programme/reports/pages/console/reports.css';
import type { Override } from '../../contract.ts';
import { AskOverride } from './AskOverride.tsx';
import { OverrideCard } from './OverrideCard.tsx';
import { fetchList, list, listProblem, wantsSomebody } from './override-list.ts';
import { t } from './words.ts';
import './overrides.css';

export type OverridesProps = { nameDistrict: (code: string) => string };

const everyMilliseconds = 3000;

export function OverridesPage({ nameDistrict }: OverridesProps) {
  useEffect(() => {
    void fetchList();
    void fetchKeys();
    // A signature, a key handed on: all of it happens elsewhere.
    const timer = setInterval(() => void fetchKeys(), everyMilliseconds);
    return () => clearInterval(timer);
  }, []);
  useKeys({
    O: () => {
      if (phase.value === 'locked') asking.value = 'unlock';
    },
    Z: lock,
  });
  const known = list.value;
  if (inbox.value !== null && inbox.value.desks.length === 0)
    return <Empty title={t('noDesk')} note={t('noDesk.note')} />;
  if (known === null) {
    const problem = listProblem.value;
    if (problem === null) return <Loading lines={6} />;
    if (problem.status === 0) return <Offline onRetry={() => void fetchList()} />;
    if (problem.status >= 500) return <Failed id={problem.id} onRetry={() => void fetchList()} />;
    return <Refused why={sayProblem(problem)} />;
  }
  const groups = [
    ['wants', known.items.filter(wantsSomebody)],
    ['living', known.items.filter((one) => !wantsSomebody(one) && one.endedAt === null)],
    ['over', known.items.filter((one) => one.endedAt !== null)],
  ] as const satisfies readonly (readonly [string, readonly Override[]])[];
  return (
    <section class="overrides">
      <header class="overrides-head">
        <h2>{t('title')}</h2>
        <p>{t('lead')}</p>
      </header>
      <KeyBar />
      <div class="overrides-body">
        <div class="overrides-lists">
          {known.items.length === 0 && <p class="overrides-none">{t('none')}</p>}
          {groups.map(
            ([name, items]) =>
              items.length > 0 && (
                <section key={name}>
                  <h3>{t(`group.${name}`)}</h3>
                  <ul>
                    {items.map((one) => (
                      <OverrideCard key={one.id} one={one} nameDistrict={nameDistrict} />
                    ))}
                  </ul>
                </section>
              ),
          )}
        </div>
        <AskOverride hours={known.hours} nameDistrict={nameDistrict} />
      </div>
      {asking.value === 'unlock' && <AskUnlock onClose={stopAsking} />}
      {asking.value === 'enrol' && <AskEnrol onClose={stopAsking} />}
    </section>
  );
}

function stopAsking(): void {
  asking.value = null;
}
