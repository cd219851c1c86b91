// Setting out alone: when she should be there, where to if she wants, and whether those she trusts see where she is.
import { useState } from 'preact/hooks';
import { cityTime } from '#platform/ui/phone/ask.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { spoken, t } from '#platform/ui/phone/words.ts';
import { newId, newKey } from '#programme/sos/pages/citizen/kept.ts';
import type { Destination } from './draft.ts';
import { PickPlace } from './PickPlace.tsx';
import { sayTime } from './say.ts';
import { setOut, wayRefusal } from './way-kept.ts';

const choices = [15, 30, 45, 60, 90, 120] as const;
const minute = 60_000;
const telephone = /^\+?[0-9][0-9 -]{6,18}$/;
/** Farther than anybody goes home without a bus. */
const anywhere = 40_000;

export function SetOut() {
  const [minutes, setMinutes] = useState<number>(30);
  const [to, setTo] = useState<{ at: Destination; name: string } | null>(null);
  const [asksPlace, setAsksPlace] = useState(false);
  const [shares, setShares] = useState(true);
  const [phone, setPhone] = useState('');
  const [odd, setOdd] = useState(false);
  const due = cityTime() + minutes * minute;
  return (
    <div class="screen">
      <ScreenHead title={t('way.title')} />
      <main class="screen-main">
        <p class="part-note">{t('way.lead')}</p>
        {wayRefusal.value !== null && (
          <p class="banner" role="alert">
            {t('way.refused')}
          </p>
        )}
        <form
          class="walk-form"
          onSubmit={(event) => {
            event.preventDefault();
            const number = phone.trim();
            if (number !== '' && !telephone.test(number)) return setOdd(true);
            return setOut({
              id: newId(),
              key: newKey(),
              start: {
                dueAt: new Date(due).toISOString(),
                destination: to?.at ?? null,
                callback: number || null,
                language: spoken.value.language,
              },
              errands: [],
              shares,
              links: [],
              called: false,
            });
          }}
        >
          <fieldset class="chips">
            <legend class="walk-legend-words">{t('way.when')}</legend>
            {choices.map((one) => (
              <button
                type="button"
                key={one}
                class="chip"
                aria-pressed={minutes === one}
                onClick={() => setMinutes(one)}
              >
                {t('way.minutes', { n: one })}
              </button>
            ))}
          </fieldset>
          <p class="walk-chosen" role="status">
            {t('way.due', { time: sayTime(due) })}
          </p>
          {asksPlace || to !== null ? (
            <PickPlace
              around={null}
              within={anywhere}
              chosen={to?.at ?? null}
              name={to?.name ?? ''}
              choose={(at, name) => setTo(at && { at, name })}
            />
          ) : (
            <button type="button" class="touch" onClick={() => setAsksPlace(true)}>
              {t('way.to')}
            </button>
          )}
          <button
            type="button"
            class="touch"
            aria-pressed={shares}
            onClick={() => setShares(!shares)}
          >
            {t(shares ? 'way.share.on' : 'way.share.off')}
          </button>
          <label class="named">
            <span>{t('way.phone')}</span>
            <input
              class="write-in"
              type="tel"
              inputMode="tel"
              autocomplete="off"
              placeholder="010-0000-0000"
              maxLength={24}
              aria-invalid={odd}
              aria-describedby={odd ? 'way-odd' : undefined}
              value={phone}
              onInput={(event) => {
                setPhone(event.currentTarget.value);
                setOdd(false);
              }}
            />
          </label>
          {odd && (
            <p id="way-odd" class="odd" role="alert">
              {t('number.odd')}
            </p>
          )}
          <p class="part-note">{t('way.kept')}</p>
          <button type="submit" class="touch touch-brand walk-main">
            {t('way.start')}
          </button>
        </form>
      </main>
    </div>
  );
}
