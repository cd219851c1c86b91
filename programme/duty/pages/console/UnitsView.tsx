// The register of units in place of the map: who there is, who is on duty, and the phones they carry.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import type { UnitRow as Unit } from '../../contract.ts';
import { AskPhone } from './AskPhone.tsx';
import { AskUnit } from './AskUnit.tsx';
import { UnitRow } from './UnitRow.tsx';
import {
  asked,
  failed,
  fetchUnits,
  found,
  onlyDistrict,
  onlyState,
  stateFilters,
  units,
} from './units-state.ts';
import { t } from './words.ts';
import './units.css';

export type UnitsViewProps = {
  role: string;
  /** The districts this person works for, by name. */
  districts: readonly { code: string; name: string }[];
};

type Window = { unit: Unit | null; ask: 'unit' | 'phone' } | null;

export function UnitsView({ role, districts }: UnitsViewProps) {
  const [open, setOpen] = useState<Window>(null);
  useEffect(() => {
    void fetchUnits();
  }, []);
  const keeps = role === 'manager' || role === 'administrator';
  const answers = keeps || role === 'operator' || role === 'city-operator';
  const all = units.value;
  const rows = found.value;
  const close = () => setOpen(null);
  return (
    <section class="units">
      <header class="units-head">
        <div>
          <h2>{t('title')}</h2>
          {all !== null && (
            <p>
              {t('count', {
                n: all.filter((unit) => unit.active).length,
                on: all.filter((unit) => unit.onDuty).length,
              })}
            </p>
          )}
        </div>
        {keeps && (
          <Button icon="plus" onPress={() => setOpen({ unit: null, ask: 'unit' })}>
            {t('add')}
          </Button>
        )}
      </header>
      <form class="units-find" onSubmit={(event) => event.preventDefault()}>
        <input
          class="input"
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={asked.value}
          onInput={(event) => {
            asked.value = event.currentTarget.value;
          }}
        />
        <select
          class="input"
          aria-label={t('filter.district')}
          value={onlyDistrict.value}
          onChange={(event) => {
            onlyDistrict.value = event.currentTarget.value;
          }}
        >
          <option value="">{t('every')}</option>
          {districts.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <select
          class="input"
          aria-label={t('filter.state')}
          value={onlyState.value}
          onChange={(event) => {
            onlyState.value = event.currentTarget.value as (typeof stateFilters)[number];
          }}
        >
          {stateFilters.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </select>
      </form>
      {all === null || rows.length === 0 ? (
        <p class="units-none">
          {all === null
            ? failed.value
              ? t('failed')
              : t('loading')
            : all.length === 0
              ? t('empty')
              : t('nothing')}
        </p>
      ) : (
        <ul class="units-rows" aria-label={t('title')}>
          {rows.map((unit) => (
            <UnitRow
              key={unit.id}
              unit={unit}
              district={districts.find(({ code }) => code === unit.district)?.name ?? ''}
              keeps={keeps && districts.some(({ code }) => code === unit.district)}
              answers={answers}
              onEdit={() => setOpen({ unit, ask: 'unit' })}
              onPhone={() => setOpen({ unit, ask: 'phone' })}
            />
          ))}
        </ul>
      )}
      {open?.ask === 'unit' && <AskUnit unit={open.unit} districts={districts} onClose={close} />}
      {open?.ask === 'phone' && open.unit !== null && <AskPhone unit={open.unit} onClose={close} />}
    </section>
  );
}
