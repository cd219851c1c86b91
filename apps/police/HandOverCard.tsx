// One call as the police receive it: name, address, telephone and place at once.
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { elapsed, hourMinuteSecond } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { chosen as chosenId, confirmHandOver, type HandOver } from './hand-overs.ts';
import { sayState, t } from './words.ts';

export function HandOverCard({ item, chosen }: { item: HandOver; chosen: boolean }) {
  const { eido } = item;
  const waiting = item.confirmedAt === null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: J and K move the choice; the buttons inside are reachable themselves
    <li
      id={`hand-over-${item.id}`}
      class={`hand-over${waiting ? ' hand-over-waiting' : ''}${chosen ? ' hand-over-chosen' : ''}`}
      aria-current={chosen ? 'true' : undefined}
      onClick={() => {
        chosenId.value = item.id;
      }}
    >
      <div class="hand-over-head">
        <p class="hand-over-state">
          {waiting ? t('new') : t('confirmed')} · {sayState(eido.state)}
          {eido.drill && ` · ${t('drill')}`}
        </p>
        <time dateTime={item.receivedAt}>
          {waiting
            ? elapsed((now.value - Date.parse(item.receivedAt)) / 1000)
            : hourMinuteSecond(item.receivedAt)}
        </time>
      </div>
      <h2>{eido.name || t('place.unknown')}</h2>
      <p class="hand-over-line">
        <Icon name="place" size={18} />
        {eido.address}
        {eido.lat !== null && eido.lon !== null && (
          <span>
            {eido.lat.toFixed(5)}, {eido.lon.toFixed(5)}
          </span>
        )}
      </p>
      {(eido.phone ?? eido.callback) !== null && (
        <p class="hand-over-line">
          <Icon name="phone" size={18} />
          <a href={`tel:${eido.phone ?? eido.callback}`}>{eido.phone ?? eido.callback}</a>
        </p>
      )}
      <div class="hand-over-foot">
        <p>
          {t('received', { time: hourMinuteSecond(item.receivedAt) })}
          {item.confirmedAt !== null &&
            ` · ${t('confirmedAt', { time: hourMinuteSecond(item.confirmedAt) })}`}
          {eido.urgency !== null && ` · ${t('urgency', { n: eido.urgency })}`}
        </p>
        {waiting && (
          <Button
            kind={chosen ? 'lamp' : 'outline'}
            {...(chosen ? { press: 'Enter' } : {})}
            icon="check"
            onPress={() => void confirmHandOver(item.id)}
          >
            {t('confirm')}
          </Button>
        )}
      </div>
    </li>
  );
}
