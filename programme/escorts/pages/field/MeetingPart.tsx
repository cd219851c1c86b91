// The meeting: the pair's code for her, hers for the pair, checked on this phone so that no network is needed, and nobody walks before both have.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { tell } from '#platform/ui/notices.ts';
import { drawQr } from '#platform/ui/qr/draw-qr.ts';
import { Qr } from '#platform/ui/qr/Qr.tsx';
import { Her, type Walk } from './Her.tsx';
import { isHers, ourCode } from './meeting.ts';
import { online, step } from './scout-state.ts';
import { t } from './words.ts';

export function Meeting({ walk }: { walk: Walk }) {
  return (
    <>
      {!walk.sheConfirmed && <Ours walk={walk} />}
      <section class="scout-card">
        <Her walk={walk} />
        <p class={walk.sheConfirmed ? 'scout-sure scout-sure-yes' : 'scout-sure'} role="status">
          <Icon name={walk.sheConfirmed ? 'verified' : 'clock'} size={22} />
          {walk.sheConfirmed ? t('code.she') : t('code.she.wait')}
        </p>
        {walk.pairConfirmed ? (
          <p class="scout-sure scout-sure-yes" role="status">
            <Icon name="verified" size={22} />
            {t('code.we')}
          </p>
        ) : (
          <Hers walk={walk} />
        )}
        <p class="scout-hint">{online.value ? t('code.after') : t('code.offline')}</p>
      </section>
      <p class="scout-duty">{t('code.refuse')}</p>
    </>
  );
}

type Shown = NonNullable<Awaited<ReturnType<typeof ourCode>>>;

function Ours({ walk }: { walk: Walk }) {
  const [code, setCode] = useState<Shown | null>(null);
  const second = Math.floor(now.value / 1000);
  useEffect(() => {
    let stale = false;
    void ourCode(walk, second * 1000).then((made) => {
      if (!stale) setCode(made);
    });
    return () => {
      stale = true;
    };
  }, [second, walk.meeting?.secret]);
  if (code === null) return null;
  return (
    <section class="scout-code">
      {!walk.spoken && <Qr of={drawQr(code.long)} label={t('code.qr')} />}
      <div>
        <p class="scout-label">{walk.spoken ? t('code.ours.spoken') : t('code.ours')}</p>
        <p class="scout-digits">{code.digits}</p>
        {code.left !== null && (
          <p class="scout-hint" aria-hidden="true">
            {t('code.left', { n: code.left })}
          </p>
        )}
      </div>
    </section>
  );
}

/** Tries that failed on this phone alone, by the key of the meeting: the city counts those that it hears of. */
const failed = new Map<string, number>();
const most = 3;

function Hers({ walk }: { walk: Walk }) {
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  async function check(): Promise<void> {
    const at = now.value;
    const fits = await isHers(walk, typed, at);
    setTyped('');
    if (fits || online.value) setSaid('');
    else {
      const meeting = walk.meeting?.secret ?? walk.id;
      const times = (failed.get(meeting) ?? 0) + 1;
      failed.set(meeting, times);
      setSaid(times < most ? t('code.wrong.here') : t('code.wrong.third'));
    }
    // A wrong one is told too: the city counts those of both phones, and warns her at the third.
    step(fits ? 'confirm' : 'try-code', walk.id, { code: typed, at: new Date(at).toISOString() });
    if (fits) tell(t('code.we'));
  }
  return (
    <form
      class="scout-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{4}$/.test(typed)) void check();
      }}
    >
      <label class="scout-label" for="her-code">
        {t('code.hers')}
      </label>
      <div class="scout-type">
        <input
          id="her-code"
          class="input scout-input"
          inputMode="numeric"
          autocomplete="off"
          pattern="[0-9]{4}"
          maxLength={4}
          placeholder="0000"
          required
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value.replaceAll(/\D/g, ''))}
        />
        <Button kind="lamp" size="large" type="submit">
          {t('code.check')}
        </Button>
      </div>
      {said === '' ? (
        <p class="scout-hint">{t('code.hers.note')}</p>
      ) : (
        <p class="scout-wrong" role="alert">
          {said}
        </p>
      )}
    </form>
  );
}
