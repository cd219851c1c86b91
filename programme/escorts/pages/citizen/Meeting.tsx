// Meeting them: their four digits are checked on this phone, with or without a network; only then are hers shown to them.
import okShapes from 'lucide-static/icons/circle-check.svg?icon';
import { useEffect, useState } from 'preact/hooks';
import { fromBase64url } from '#platform/sealing/bytes.ts';
import { cityTime } from '#platform/ui/phone/ask.ts';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { drawQr } from '#platform/ui/qr/draw-qr.ts';
import { Qr } from '#platform/ui/qr/Qr.tsx';
import type { WalkView } from '../../contract.ts';
import {
  checkCode,
  codeSeconds,
  type MeetingCode,
  meetingCode,
  stepOf,
} from '../../rules/meeting-code.ts';
import { errand } from './follow.ts';
import { change, kept } from './kept.ts';
import { NotThem } from './NotThem.tsx';
import { mostWrong } from './Warned.tsx';

type Meets = NonNullable<NonNullable<WalkView['pair']>['meeting']>;

const keyOf = ({ walkId, shiftId, secret }: Meets) => ({
  walkId,
  shiftId,
  secret: fromBase64url(secret),
});

export function Meeting({ now, meeting }: { now: WalkView; meeting: Meets }) {
  const fits = now.sheConfirmed || kept.value?.fitted === true;
  return (
    <section class="part" aria-label={t('walk.meeting')}>
      <h2>{t(fits ? 'walk.code.mine' : 'walk.code.theirs')}</h2>
      {fits ? <Mine meeting={meeting} /> : <Theirs meeting={meeting} />}
      <NotThem />
    </section>
  );
}

function Theirs({ meeting }: { meeting: Meets }) {
  const [digits, setDigits] = useState('');
  const [odd, setOdd] = useState<number | 'form' | null>(null);
  const wrong = kept.value?.wrong ?? 0;
  async function check(): Promise<void> {
    const said = digits.trim();
    if (!/^\d{4}$/.test(said)) return setOdd('form');
    const at = cityTime();
    const { fits } = await checkCode(keyOf(meeting), 'pair', said, at, null);
    if (fits) change({ fitted: true });
    else {
      change({ wrong: wrong + 1 });
      setOdd(Math.max(0, mostWrong - wrong - 1));
      setDigits('');
    }
    // Told either way: the city counts wrong ones too, and opens an incident at the third.
    errand('confirm', { code: said, at: new Date(at).toISOString() });
  }
  return (
    <form
      class="walk-form"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <p class="part-note">{t('walk.code.theirs.note')}</p>
      <div class="write">
        <input
          class="write-in walk-digits-in"
          inputMode="numeric"
          autocomplete="off"
          maxLength={4}
          placeholder="0000"
          aria-label={t('walk.code.theirs.label')}
          aria-invalid={odd !== null}
          aria-describedby={odd === null ? undefined : 'code-odd'}
          value={digits}
          onInput={(event) => {
            setDigits(event.currentTarget.value);
            setOdd(null);
          }}
        />
        <button type="submit" class="touch touch-brand">
          {t('walk.code.check')}
        </button>
      </div>
      {odd !== null && (
        <p id="code-odd" class="odd" role="alert">
          {odd === 'form'
            ? t('walk.code.form')
            : odd > 0
              ? t('walk.code.odd', { n: odd })
              : t('walk.warned')}
        </p>
      )}
    </form>
  );
}

/** Her own code, new every minute, the same without a network. */
function Mine({ meeting }: { meeting: Meets }) {
  const [step, setStep] = useState(stepOf(cityTime()));
  const [code, setCode] = useState<MeetingCode | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setStep(stepOf(cityTime())), 500);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    let stale = false;
    void meetingCode(keyOf(meeting), 'her', step).then((made) => !stale && setCode(made));
    return () => {
      stale = true;
    };
  }, [meeting.secret, step]);
  return (
    <>
      <p class="walk-fits" role="status">
        <Glyph of={okShapes} size={22} />
        {t('walk.code.fits')}
      </p>
      <p class="part-note">{t('walk.code.mine.note')}</p>
      {code !== null && (
        <div class="walk-code">
          <strong class="walk-digits" translate={false}>
            {code.digits}
          </strong>
          <Qr of={drawQr(code.long)} label={t('walk.code.qr')} />
          <span class="part-note">{t('walk.code.turns', { n: codeSeconds })}</span>
        </div>
      )}
    </>
  );
}
