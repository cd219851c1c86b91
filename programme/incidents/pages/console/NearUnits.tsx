// Who is near: sent ones first, then the nearest; after D each carries the digit that sends it.
import { distance } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { IconName } from '#platform/ui/icons.ts';
import { Key } from '#platform/ui/Key.tsx';
import type { Incident, IncidentDetail, NearbyUnit, UnitKind } from '../../contract.ts';
import { asking, choosingUnit, dispatch, possible } from './steps.ts';
import { t } from './words.ts';

export const unitIcon: Record<UnitKind, IconName> = {
  'patrol-car': 'car',
  'foot-patrol': 'walk',
  guards: 'guards',
  scouts: 'people',
};

/** The units that digits 1 to 5 send, in the order shown. */
export function sendable(whole: IncidentDetail): NearbyUnit[] {
  const sent = new Set(
    whole.units.filter((unit) => unit.state !== 'withdrawn').map((unit) => unit.id),
  );
  return whole.nearby.filter((unit) => !sent.has(unit.id)).slice(0, 5);
}

export function NearUnits({ row, whole }: { row: Incident; whole: IncidentDetail }) {
  const choosing = choosingUnit.value && possible('dispatch');
  const near = sendable(whole).slice(0, choosing ? 5 : 3);
  const sent = whole.units.filter((unit) => unit.state !== 'withdrawn');
  if (row.closedAt !== null) return null;
  return (
    <section class={choosing ? 'near near-choosing' : 'near'}>
      <header class="part-head">
        <h3>{t('detail.near')}</h3>
        {choosing && (
          <p class="near-choose">{near.length > 0 ? t('choose.unit') : t('choose.none')}</p>
        )}
      </header>
      <ul class="near-list">
        {sent.map((unit) => {
          const place = whole.nearby.find((one) => one.id === unit.id);
          return (
            <li key={unit.id} class={`unit unit-${unit.kind} unit-sent`}>
              <span class="unit-mark">
                <Icon name={unitIcon[unit.kind]} size={16} />
              </span>
              <span class="unit-name">{unit.callSign}</span>
              <span class="unit-side">
                {unit.state === 'on-scene' ? t('unit.onScene') : t('unit.sent')}
              </span>
              {unit.state === 'sent' && place !== undefined && (
                <strong class="unit-minutes">{t('unit.minutes', { n: place.minutes })}</strong>
              )}
              {unit.state === 'sent' && (
                <button
                  type="button"
                  class="unit-back"
                  aria-label={t('act.withdraw', { unit: unit.callSign })}
                  onClick={() => {
                    asking.value = { withdraw: unit.id, callSign: unit.callSign };
                  }}
                >
                  <Icon name="x" size={16} />
                </button>
              )}
            </li>
          );
        })}
        {near.map((unit, index) => (
          <li key={unit.id}>
            {choosing ? (
              <SendButton unit={unit} press={String(index + 1)} />
            ) : (
              <div class={unitClass(unit)}>{unitParts(unit, null)}</div>
            )}
          </li>
        ))}
        {near.length === 0 && sent.length === 0 && <li class="near-none">{t('choose.none')}</li>}
      </ul>
    </section>
  );
}

function unitClass(unit: NearbyUnit): string {
  return `unit unit-${unit.kind}${unit.busy ? ' unit-busy' : ''}`;
}

function SendButton({ unit, press }: { unit: NearbyUnit; press: string }) {
  return (
    <button
      type="button"
      class={unitClass(unit)}
      aria-keyshortcuts={press}
      onClick={() => void dispatch(unit.id, unit.callSign)}
    >
      {unitParts(unit, press)}
      <span class="only-heard">{t('unit.send')}</span>
    </button>
  );
}

function unitParts(unit: NearbyUnit, press: string | null) {
  return (
    <>
      {press === null ? (
        <span class="unit-mark">
          <Icon name={unitIcon[unit.kind]} size={16} />
        </span>
      ) : (
        <span class="unit-key">
          <Key>{press}</Key>
        </span>
      )}
      <span class="unit-name">{unit.callSign}</span>
      <span class="unit-side">
        {distance(unit.metres)} · {unit.busy ? t('unit.busy') : t(`unit.${unit.kind}`)}
      </span>
      <strong class="unit-minutes">{t('unit.minutes', { n: unit.minutes })}</strong>
    </>
  );
}
