// Who is near: sent ones first, then the nearest; after D each carries the digit that sends it.
import { now } from '#platform/ui/clock.ts';
import { distance } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { IconName } from '#platform/ui/icons.ts';
import { Key } from '#platform/ui/Key.tsx';
import type { Incident, IncidentDetail, NearbyUnit, UnitKind } from '../../contract.ts';
import { asking, choosingUnit, dispatch, isSent, possible } from './steps.ts';
import { t } from './words.ts';

export const unitIcon: Record<UnitKind, IconName> = {
  'patrol-car': 'car',
  'foot-patrol': 'walk',
  guards: 'guards',
  scouts: 'people',
};

type Sendable = Pick<NearbyUnit, 'id' | 'callSign' | 'kind' | 'busy'> & Partial<NearbyUnit>;

/** The units that digits 1 to 5 send, in the order shown: by distance, then those whose place nobody knows. */
export function sendable(whole: IncidentDetail): Sendable[] {
  const sent = new Set(whole.units.filter(isSent).map((unit) => unit.id));
  const near = whole.nearby.filter((unit) => !sent.has(unit.id));
  const hidden = whole.withoutPlace.filter((unit) => !sent.has(unit.id) && !unit.busy).slice(0, 2);
  return [...near.slice(0, 5 - hidden.length), ...hidden];
}

export function NearUnits({ row, whole }: { row: Incident; whole: IncidentDetail }) {
  const choosing = choosingUnit.value && possible('dispatch');
  const near = sendable(whole).slice(0, choosing ? 5 : 3);
  const sent = whole.units.filter(isSent);
  const refused = lastRefusals(whole);
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
              <span class="unit-side">{sayState(unit)}</span>
              {unit.state !== 'on-scene' && place !== undefined && (
                <strong class="unit-minutes">{t('unit.minutes', { n: place.minutes })}</strong>
              )}
              {unit.state !== 'on-scene' && (
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
        {refused.map((unit) => (
          <li key={`refused ${unit.id}`} class={`unit unit-${unit.kind} unit-refused`}>
            <span class="unit-mark">
              <Icon name={unit.state === 'declined' ? 'x' : 'unheard'} size={16} />
            </span>
            <span class="unit-name">{unit.callSign}</span>
            <span class="unit-side">
              {unit.reason !== null && `${t(`decline.${unit.reason}`)} · `}
              {unit.state === 'declined' ? t('unit.declined') : t('unit.unanswered')}
            </span>
          </li>
        ))}
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

type Sent = IncidentDetail['units'][number];

/** Units that were asked and do not come, each once, as long as nobody else does. */
function lastRefusals(whole: IncidentDetail): Sent[] {
  if (whole.units.some(isSent)) return [];
  const last = new Map(whole.units.map((unit) => [unit.id, unit]));
  return [...last.values()].filter(({ state }) => state !== 'withdrawn');
}

function sayState(unit: Sent): string {
  switch (unit.state) {
    case 'on-scene':
      return t('unit.onScene');
    case 'offered': {
      const left = unit.dueAt === null ? 0 : Math.ceil((Date.parse(unit.dueAt) - now.value) / 1000);
      return left > 0 ? t('unit.offered.left', { n: left }) : t('unit.offered');
    }
    case 'accepted':
      return t('unit.accepted');
    case 'on-way':
      return t('unit.onWay');
    default:
      return t('unit.sent');
  }
}

function unitClass(unit: Sendable): string {
  return `unit unit-${unit.kind}${unit.busy ? ' unit-busy' : ''}${unit.stale ? ' unit-stale' : ''}`;
}

function SendButton({ unit, press }: { unit: Sendable; press: string }) {
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

function unitParts(unit: Sendable, press: string | null) {
  const { metres, minutes, stale, ageSeconds = 0 } = unit;
  const word = unit.busy
    ? t('unit.busy')
    : stale
      ? t('unit.stale', { n: Math.round(ageSeconds / 60) })
      : t(`unit.${unit.kind}`);
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
        {metres === undefined ? t('unit.noPlace') : distance(metres)} · {word}
      </span>
      {minutes !== undefined && (
        <strong class="unit-minutes">{t('unit.minutes', { n: minutes })}</strong>
      )}
    </>
  );
}
