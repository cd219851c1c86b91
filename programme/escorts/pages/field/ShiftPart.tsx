// Before and after a shift: when, with whom, the hours so far, and one touch that begins it for both.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { dayAndTime, elapsed, hourMinute } from '#platform/ui/format.ts';
import { tell } from '#platform/ui/notices.ts';
import { unlockSound } from '#platform/ui/sound.ts';
import type { PairView } from '../../pair-contract.ts';
import { LastWalk } from './LastWalk.tsx';
import { Row } from './Row.tsx';
import { setShift } from './scout-state.ts';
import { t } from './words.ts';

type Shift = NonNullable<PairView['shift']>;

export function BeforeShift({ view }: { view: PairView }) {
  const { shift } = view;
  if (shift === null)
    return (
      <>
        <section class="scout-state">
          <h2>{t('shift.none')}</h2>
          <p>{t('shift.none.note')}</p>
        </section>
        <Hours view={view} />
      </>
    );
  const over = shift.workedUntil !== null;
  return (
    <>
      <section class="scout-state">
        <h2>{over ? t('shift.ended') : t('shift.before')}</h2>
        {over ? <p>{t('shift.ended.note')}</p> : <When shift={shift} />}
      </section>
      <LastWalk view={view} />
      {shift.unfit && (
        <Row icon="warning" title={t('shift.unfit')} note={t('shift.unfit.note')} strong />
      )}
      <Hours view={view} />
      {!shift.unfit && !shift.ended && <Begin again={over} />}
    </>
  );
}

function When({ shift }: { shift: Shift }) {
  return (
    <>
      <p class="scout-when">
        {t('shift.when', { from: dayAndTime(shift.beginsAt), until: hourMinute(shift.endsAt) })}
      </p>
      <p>{t('shift.with', { names: namesOf(shift) })}</p>
    </>
  );
}

export function namesOf({ partners }: Shift): string {
  return partners.map(({ name }) => name).join(', ');
}

function Begin({ again }: { again: boolean }) {
  const [busy, setBusy] = useState(false);
  async function begin(both: boolean): Promise<void> {
    setBusy(true);
    // A press lets sound through, so that a request can be heard later.
    void unlockSound().catch(() => {});
    if (await setShift('begin', both)) tell(t('shift.began'));
    setBusy(false);
  }
  return (
    <div class="scout-act">
      <Button kind="lamp" size="large" busy={busy} onPress={() => void begin(!again)}>
        {again ? t('shift.again') : t('shift.begin.both')}
      </Button>
      {!again && (
        <Button kind="plain" size="large" busy={busy} onPress={() => void begin(false)}>
          {t('shift.begin.me')}
        </Button>
      )}
    </div>
  );
}

/** Today's and this month's, as they will be paid or credited. */
export function Hours({ view: { shift, hours } }: { view: PairView }) {
  const from = shift?.workedFrom ?? null;
  const until = shift?.workedUntil ?? null;
  const month = t('hours.month', { n: hours.hours, shifts: hours.shifts });
  const seconds =
    from === null
      ? null
      : ((until === null ? now.value : Date.parse(until)) - Date.parse(from)) / 1000;
  const note =
    seconds === null
      ? month
      : `${t('hours.today', { time: elapsed(Math.max(0, seconds)) })} · ${month}`;
  return <Row icon="clock" title={t('hours')} note={note} />;
}

/** Going home: alone or both, and what it means for one's place. */
export function AskEnd({ onClose }: { onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  async function end(both: boolean): Promise<void> {
    setBusy(true);
    if (await setShift('end', both)) onClose();
    setBusy(false);
  }
  return (
    <Dialog title={t('shift.end')} closeLabel={t('close')} onClose={onClose}>
      <p class="dialog-note">{t('shift.end.note')}</p>
      <Button kind="lamp" size="large" busy={busy} onPress={() => void end(true)}>
        {t('shift.end.both')}
      </Button>
      <Button size="large" busy={busy} onPress={() => void end(false)}>
        {t('shift.end.me')}
      </Button>
    </Dialog>
  );
}
