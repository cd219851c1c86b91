// When: the evenings that can be booked, what is free in them, and the next free time when everything is taken.
import { useEffect, useState } from 'preact/hooks';
import { cityTime, pause } from '#platform/ui/phone/ask.ts';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { bookStep, changing, draft, put } from './draft.ts';
import { refusal } from './follow.ts';
import { view } from './kept.ts';
import { fetchSlots, type Slots, service } from './points.ts';
import { sayDate, sayTime, sayWhen } from './say.ts';

const everyMilliseconds = 30_000;
const day = 86_400_000;

/** Days that may be chosen, from the present evening on. */
function daysAhead(): string[] {
  const offer = service.value;
  if (offer === null) return [];
  const first = Date.parse(`${offer.tonight.day}T00:00:00Z`);
  return Array.from({ length: offer.daysAhead + 1 }, (_, index) =>
    new Date(first + index * day).toISOString().slice(0, 10),
  );
}

export function AskSlot() {
  const { point } = draft.value;
  const chosen = draft.value.day ?? undefined;
  const [slots, setSlots] = useState<Slots | 'failed' | null>(null);
  useEffect(() => {
    if (point === null) return;
    const stop = new AbortController();
    setSlots(null);
    void (async () => {
      while (!stop.signal.aborted) {
        const found = await fetchSlots(point.id, chosen);
        if (stop.signal.aborted) return;
        setSlots((former) => found ?? (former === null ? 'failed' : former));
        await pause(found === null ? 3000 : everyMilliseconds, stop.signal);
      }
    })();
    return () => stop.abort();
  }, [point?.id, chosen]);
  const [today, ...later] = daysAhead();
  const mine = changing.value ? (view.value?.wantedAt ?? null) : null;
  function choose(at: string): void {
    refusal.value = null;
    put({ at });
    bookStep.value = 'to';
  }
  return (
    <>
      <p class="walk-chosen">{inLanguage(point?.name)}</p>
      <fieldset class="chips walk-days">
        <legend class="only-heard">{t('walk.day')}</legend>
        {today !== undefined && (
          <Day
            label={t('walk.tonight')}
            on={(chosen ?? today) === today}
            pick={() => put({ day: null, at: null })}
          />
        )}
        {later.map((one) => (
          <Day
            key={one}
            label={sayDate(one)}
            on={chosen === one}
            pick={() => put({ day: one, at: null })}
          />
        ))}
      </fieldset>
      {slots === null && <p role="status">{t('walk.slots.loading')}</p>}
      {slots === 'failed' && (
        <p class="banner" role="alert">
          {t('walk.slots.failed')}
        </p>
      )}
      {slots !== null && slots !== 'failed' && <Found slots={slots} mine={mine} choose={choose} />}
    </>
  );
}

function Day({ label, on, pick }: { label: string; on: boolean; pick: () => void }) {
  return (
    <button type="button" class="chip" aria-pressed={on} onClick={pick}>
      {label}
    </button>
  );
}

/** The times of one evening that lie ahead, with what is left in each. */
function Found({
  slots,
  mine,
  choose,
}: {
  slots: Slots;
  mine: string | null;
  choose: (at: string) => void;
}) {
  const ahead = slots.slots.filter(({ at }) => Date.parse(at) > cityTime() || at === mine);
  const some = ahead.some(({ bookable }) => bookable);
  return (
    <>
      {!some && (
        <p class="banner" role="status">
          {t(
            slots.closed === 'holiday'
              ? 'walk.closed.holiday'
              : slots.closed !== null
                ? 'walk.closed'
                : ahead.length === 0
                  ? 'walk.past'
                  : 'walk.full',
          )}{' '}
          {slots.nextFree === null && t('walk.next.none')}
        </p>
      )}
      {slots.nextFree !== null && (
        <button
          type="button"
          class="touch touch-brand"
          onClick={() => choose(slots.nextFree ?? '')}
        >
          {t('walk.next.take', { when: sayWhen(slots.nextFree) })}
        </button>
      )}
      <ul class="walk-slots" aria-label={t('walk.ask.when')}>
        {ahead.map(({ at, free, bookable }) => (
          <li key={at}>
            <button
              type="button"
              class="touch walk-slot"
              aria-disabled={!bookable && at !== mine}
              onClick={() => (bookable || at === mine) && choose(at)}
            >
              <strong>{sayTime(at)}</strong>
              <small>
                {at === mine
                  ? t('walk.slot.mine')
                  : free === 0
                    ? t('walk.slot.full')
                    : bookable
                      ? t('walk.slot.free', { n: free })
                      : t('walk.slot.soon')}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
