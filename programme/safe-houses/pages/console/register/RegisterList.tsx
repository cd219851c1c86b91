// Every store of the centre: found by words, initials or what it lacks.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { count } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Unanswered } from '#platform/ui/states/Unanswered.tsx';
import { VirtualList } from '#platform/ui/VirtualList.tsx';
import { fullAddress } from '#programme/incidents/pages/console/index.ts';
import { type StoreNeed, type StoreState, storeNeeds, storeStates } from '../../../names.ts';
import type { RegisterRow } from '../../../shapes.ts';
import { t } from '../words.ts';
import {
  asked,
  fetchStores,
  found,
  mayKeep,
  needCounts,
  onlyNeed,
  onlyState,
  stores,
  storesProblem,
} from './register-state.ts';
import { StoreForm } from './StoreForm.tsx';

export function RegisterList({ go }: { go: (id: string | null) => void }) {
  const [adding, setAdding] = useState(false);
  const [at, setAt] = useState(-1);
  const all = stores.value;
  const rows = found.value;
  const lacking = needCounts.value;
  return (
    <section class="register">
      <header class="register-head">
        <div class="register-title">
          <h2>{t('register.title')}</h2>
          {all !== null && (
            <p>
              {t('register.count', { n: all.length })} ·{' '}
              {t('register.lacking', { n: lacking.get('any') ?? 0 })}
            </p>
          )}
        </div>
        {mayKeep.value && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('register.add')}
          </Button>
        )}
      </header>
      <form class="register-find" onSubmit={(event) => event.preventDefault()}>
        <input
          class="input"
          type="search"
          aria-label={t('register.search')}
          placeholder={t('register.search')}
          value={asked.value}
          onInput={(event) => {
            asked.value = event.currentTarget.value;
            setAt(-1);
          }}
          onKeyDown={(event) => {
            const first = rows[0];
            if (event.key === 'Enter' && !event.isComposing && first !== undefined) go(first.id);
          }}
        />
        <select
          class="input"
          aria-label={t('register.need')}
          value={onlyNeed.value}
          onChange={(event) => {
            onlyNeed.value = event.currentTarget.value as StoreNeed | 'any' | '';
          }}
        >
          <option value="">{t('register.every')}</option>
          {(['any', ...storeNeeds] as const).map((need) => (
            <option key={need} value={need}>
              {t(`need.${need}`)} {count(lacking.get(need) ?? 0)}
            </option>
          ))}
        </select>
        <select
          class="input"
          aria-label={t('register.state')}
          value={onlyState.value}
          onChange={(event) => {
            onlyState.value = event.currentTarget.value as StoreState | '';
          }}
        >
          <option value="">{t('register.state')}</option>
          {storeStates.map((state) => (
            <option key={state} value={state}>
              {t(`store.${state}`)}
            </option>
          ))}
        </select>
      </form>
      {all === null ? (
        storesProblem.value === null ? (
          <Loading lines={6} onRetry={fetchStores} />
        ) : (
          <Unanswered problem={storesProblem.value} onRetry={fetchStores} />
        )
      ) : rows.length === 0 ? (
        <Empty title={all.length === 0 ? t('register.empty') : t('register.nothing')} />
      ) : (
        // Enter and a press both open: the list is a way to a store, not a choice kept beside it.
        <div
          class="register-rows"
          onKeyDownCapture={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            const row = rows[at];
            if (by !== undefined) setAt(Math.min(rows.length - 1, Math.max(0, at + by)));
            else if (event.key === 'Enter' && row !== undefined) go(row.id);
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        >
          <VirtualList
            label={t('register.title')}
            count={rows.length}
            rowHeight={72}
            active={at}
            idOf={(index) => rows[index]?.id ?? String(index)}
            onChoose={(index) => go(rows[index]?.id ?? null)}
          >
            {(index) => {
              const row = rows[index];
              return row === undefined ? null : <Row row={row} chosen={index === at} />;
            }}
          </VirtualList>
        </div>
      )}
      {adding && (
        <StoreForm
          store={null}
          onClose={(made) => {
            setAdding(false);
            if (made !== null) go(made);
          }}
        />
      )}
    </section>
  );
}

function Row({ row, chosen }: { row: RegisterRow; chosen: boolean }) {
  return (
    <article class={`store-row${chosen ? ' store-row-chosen' : ''}`}>
      <div class="store-row-main">
        <h3>{row.name}</h3>
        <p>{fullAddress(row)}</p>
      </div>
      <p class="store-row-side">
        {row.state !== 'operating' && <strong>{t(`store.${row.state}`)}</strong>}
        {row.needs.length > 0 && (
          <span>
            <Icon name="warning" size={15} /> {t(`need.${row.needs[0]!}`)}
            {row.needs.length > 1 && ` +${row.needs.length - 1}`}
          </span>
        )}
      </p>
      <Icon name="right" size={16} />
    </article>
  );
}
