// The shift: one touch begins it and one ends it; while it lasts the page says what it shares and how it will be heard.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { IconName } from '#platform/ui/icons.ts';
import { tell } from '#platform/ui/notices.ts';
import { unlockSound } from '#platform/ui/sound.ts';
import type { Responder } from '../../responder-contract.ts';
import { ownPlace } from './own-place.ts';
import { seenEnd, setDuty } from './responder-state.ts';
import { turnOnWaking, waking } from './waking.ts';
import { t } from './words.ts';

export function OffDuty({ responder }: { responder: Responder }) {
  const [busy, setBusy] = useState(false);
  const byDesk = responder.duty.state === 'desk';
  async function begin(): Promise<void> {
    setBusy(true);
    // A press lets sound through, so that a request can be heard later.
    void unlockSound().catch(() => {});
    if (await setDuty(true)) tell(t('duty.began'));
    setBusy(false);
  }
  return (
    <>
      <section class="unit-state">
        <h2>{byDesk ? t('off.desk') : t('off')}</h2>
        <p>{byDesk ? t('off.desk.note') : t('off.note')}</p>
      </section>
      <Ended responder={responder} />
      <div class="unit-act">
        <Button kind="lamp" size="large" busy={busy} onPress={() => void begin()}>
          {t('duty.begin')}
        </Button>
      </div>
    </>
  );
}

export function OnDuty({ responder }: { responder: Responder }) {
  const [busy, setBusy] = useState(false);
  const { since, until } = responder.duty;
  async function end(): Promise<void> {
    setBusy(true);
    if (await setDuty(false)) tell(t('duty.ended'));
    setBusy(false);
  }
  return (
    <>
      <section class="unit-state unit-state-on" role="status">
        <h2>{t('waiting')}</h2>
        <p>{t('waiting.note')}</p>
        {since !== null && until !== null && (
          <p class="unit-side">
            {t('duty.until', { since: hourMinute(since), until: hourMinute(until) })}
          </p>
        )}
      </section>
      <Ended responder={responder} />
      <PlaceRow at={responder.positionAt} />
      <WakingRow />
      <div class="unit-act">
        <Button size="large" busy={busy} onPress={() => void end()}>
          {t('duty.end')}
        </Button>
      </div>
    </>
  );
}

function Row({ icon, title, note }: { icon: IconName; title: string; note: string | null }) {
  return (
    <section class="unit-row">
      <Icon name={icon} size={24} />
      <p>
        <strong>{title}</strong>
        {note !== null && <span>{note}</span>}
      </p>
    </section>
  );
}

function PlaceRow({ at }: { at: string | null }) {
  if (ownPlace.value === 'refused' && at === null)
    return <Row icon="offline" title={t('place.refused')} note={t('place.refused.note')} />;
  if (at === null) return <Row icon="locate" title={t('place.wait')} note={null} />;
  const minutes = Math.floor((now.value - Date.parse(at)) / 60_000);
  const note = minutes < 1 ? t('place.now') : t('place.minutes', { n: minutes });
  return <Row icon="locate" title={t('place.on')} note={`${note} · ${t('place.one')}`} />;
}

function WakingRow() {
  const [busy, setBusy] = useState(false);
  switch (waking.value) {
    case 'none':
      return null;
    case 'on':
      return <Row icon="bell" title={t('push.on')} note={null} />;
    case 'refused':
      return <Row icon="silent" title={t('push.refused')} note={t('push.refused.note')} />;
    default:
      return (
        <section class="unit-row">
          <Icon name="bell" size={24} />
          <p>
            <strong>{t('push.off')}</strong>
            <span>{t('push.off.note')}</span>
          </p>
          <Button
            busy={busy}
            onPress={() => {
              setBusy(true);
              void turnOnWaking().finally(() => setBusy(false));
            }}
          >
            {t('push.turnOn')}
          </Button>
        </section>
      );
  }
}

/** How the last call went from this phone, until it is put away or ten minutes are over. */
function Ended({ responder }: { responder: Responder }) {
  const { ended } = responder;
  if (ended === null || seenEnd.value === ended.at) return null;
  return (
    <section class="unit-row unit-ended" role="status">
      <Icon name={ended.how === 'done' ? 'check' : 'reopen'} size={24} />
      <p>
        <strong>{t(`ended.${ended.how}`)}</strong>
        <span>{hourMinute(ended.at)}</span>
      </p>
      <button
        type="button"
        class="unit-away"
        aria-label={t('close')}
        onClick={() => {
          seenEnd.value = ended.at;
        }}
      >
        <Icon name="x" size={20} />
      </button>
    </section>
  );
}
