// The evening and the time, with what is free in each; "full" is said with the next free time beside it.
import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { dayAndTime, hourMinute, day as sayDay, timeZone } from '#platform/ui/format.ts';
import type { walksContract } from '../../contract.ts';
import { eveningDayAt } from '../../rules/evenings.ts';
import { call } from './api.ts';
import { t } from './words.ts';

type Slots = z.infer<(typeof walksContract)['GET /api/walks/points/:id/slots']['reply']>;

type PickTimeProps = {
  pointId: string;
  /** Days that can be booked, the first is tonight. */
  days: readonly string[];
  at: string | null;
  onAt: (at: string | null) => void;
};

export function PickTime({ pointId, days, at, onAt }: PickTimeProps) {
  const [asked, setDay] = useState('');
  // The days may come after the point was chosen.
  const day = asked === '' ? (days[0] ?? '') : asked;
  const [slots, setSlots] = useState<Slots | null>(null);
  useEffect(() => {
    if (day === '') return;
    let gone = false;
    void call('GET /api/walks/points/:id/slots', { params: { id: pointId }, query: { day } }).then(
      (answer) => {
        if (gone || !answer.ok) return;
        setSlots(answer.value);
        const free = answer.value.slots.filter(({ bookable }) => bookable);
        if (!free.some((slot) => slot.at === at)) onAt(free[0]?.at ?? null);
      },
    );
    return () => {
      gone = true;
    };
  }, [pointId, day]);
  const open = slots?.slots ?? [];
  const none = slots !== null && !open.some(({ bookable }) => bookable);
  const nextFree = slots?.nextFree ?? null;
  return (
    <fieldset class="pick-time">
      <legend class="field-name">{t('book.time')}</legend>
      <select
        class="input"
        aria-label={t('book.day')}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      >
        {days.map((one, index) => (
          <option key={one} value={one}>
            {index === 0 ? t('book.tonight', { day: sayDay(one) }) : sayDay(one)}
          </option>
        ))}
      </select>
      <div class="slots">
        {open
          .filter((slot) => slot.bookable || (slot.free === 0 && Date.parse(slot.at) > now.value))
          .map((slot) => (
            <label key={slot.at} class={slot.bookable ? 'slot' : 'slot slot-full'}>
              <input
                type="radio"
                name="slot"
                class="only-heard"
                checked={at === slot.at}
                disabled={!slot.bookable}
                onChange={() => onAt(slot.at)}
              />
              <span>{hourMinute(slot.at)}</span>
              <small>
                {slot.bookable ? t('book.places', { n: slot.free }) : t('capacity.full')}
              </small>
            </label>
          ))}
      </div>
      {none && (
        <p class="pick-none" role="status">
          {slots?.closed ? t(`closed.${slots.closed}`) : t('book.full')}
          {nextFree !== null && (
            <Button
              size="small"
              onPress={() => {
                setDay(eveningDayAt(Date.parse(nextFree), { timeZone: timeZone.value }));
                onAt(nextFree);
              }}
            >
              {t('book.next', { time: dayAndTime(nextFree) })}
            </Button>
          )}
        </p>
      )}
    </fieldset>
  );
}
