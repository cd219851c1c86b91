// The last question: what they call her, the telephone only if she wants, and everything once more before the city is asked.
import { useState } from 'preact/hooks';
import { inLanguage, spoken, t } from '#platform/ui/phone/words.ts';
import { book, bookStep, changing, draft, put, tellChange } from './draft.ts';
import { view } from './kept.ts';
import { sayDay, sayTime } from './say.ts';

/** As the city takes it; spaces and hyphens may stand where people write them. */
const telephone = /^\+?[0-9][0-9 -]{6,18}$/;

export function AskWho() {
  const { point, at, place, words, firstName, phone, note, needsLanguage } = draft.value;
  const [odd, setOdd] = useState<'name' | 'phone' | null>(null);
  const [busy, setBusy] = useState(false);
  async function send(): Promise<void> {
    if (changing.value) {
      if (view.value !== null) await tellChange(view.value);
      return;
    }
    if (firstName.trim() === '') return setOdd('name');
    if (phone.trim() !== '' && !telephone.test(phone.trim())) return setOdd('phone');
    await book();
  }
  return (
    <form
      class="walk-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) return;
        setBusy(true);
        void send().finally(() => setBusy(false));
      }}
    >
      <dl class="walk-sum">
        <Line name={t('walk.sum.where')} value={inLanguage(point?.name)} step="where" />
        <Line
          name={t('walk.sum.when')}
          value={at === null ? '' : `${sayDay(at)} ${sayTime(at)}`}
          step="when"
        />
        <Line
          name={t('walk.sum.to')}
          value={[place, words].filter(Boolean).join(' · ') || t('walk.to.chosen')}
          step="to"
        />
      </dl>
      {changing.value ? (
        <p class="part-note">{t('walk.change.note')}</p>
      ) : (
        <>
          <label class="named">
            <span>{t('walk.name')}</span>
            <input
              class="write-in"
              placeholder={t('walk.name.like')}
              autocomplete="off"
              maxLength={20}
              aria-invalid={odd === 'name'}
              aria-describedby={odd === 'name' ? 'walk-odd' : undefined}
              value={firstName}
              onInput={(event) => {
                put({ firstName: event.currentTarget.value });
                setOdd(null);
              }}
            />
          </label>
          {odd === 'name' && <Odd words={t('walk.name.odd')} />}
          <label class="named">
            <span>{t('walk.phone')}</span>
            <input
              class="write-in"
              type="tel"
              inputMode="tel"
              autocomplete="off"
              placeholder="010-0000-0000"
              maxLength={24}
              aria-invalid={odd === 'phone'}
              aria-describedby={odd === 'phone' ? 'walk-odd' : undefined}
              value={phone}
              onInput={(event) => {
                put({ phone: event.currentTarget.value });
                setOdd(null);
              }}
            />
          </label>
          {odd === 'phone' && <Odd words={t('number.odd')} />}
          <label class="named">
            <span>{t('walk.note')}</span>
            <input
              class="write-in"
              placeholder={t('walk.note.like')}
              autocomplete="off"
              maxLength={200}
              value={note}
              onInput={(event) => put({ note: event.currentTarget.value })}
            />
          </label>
          {spoken.value.language !== 'ko' && (
            <button
              type="button"
              class="touch"
              aria-pressed={needsLanguage}
              onClick={() => put({ needsLanguage: !needsLanguage })}
            >
              {t('walk.language')}
            </button>
          )}
          <p class="part-note">{t('walk.kept')}</p>
        </>
      )}
      <button type="submit" class="touch touch-brand walk-main" aria-disabled={busy}>
        {t(changing.value ? 'walk.change.send' : 'walk.send')}
      </button>
    </form>
  );
}

function Odd({ words }: { words: string }) {
  return (
    <p id="walk-odd" class="odd" role="alert">
      {words}
    </p>
  );
}

function Line({
  name,
  value,
  step,
}: {
  name: string;
  value: string;
  step: 'where' | 'when' | 'to';
}) {
  return (
    <div class="walk-line">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd>
        <button
          type="button"
          class="touch touch-plain"
          aria-label={`${name}: ${t('walk.other')}`}
          onClick={() => {
            bookStep.value = step;
          }}
        >
          {t('walk.other')}
        </button>
      </dd>
    </div>
  );
}
