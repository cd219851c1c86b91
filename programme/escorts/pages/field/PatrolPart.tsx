// On duty and free: waiting for a request, what is shared meanwhile, what was seen on the way, and going home.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import type { PairView } from '../../pair-contract.ts';
import { AskObservation } from './AskObservation.tsx';
import { HelpButton } from './HelpPart.tsx';
import { LastWalk } from './LastWalk.tsx';
import { placeState } from './own-place.ts';
import { Row } from './Row.tsx';
import { AskEnd, Hours, namesOf } from './ShiftPart.tsx';
import { setShift } from './scout-state.ts';
import { turnOnWaking, waking } from './waking.ts';
import { t } from './words.ts';

export function Waiting({
  view,
  shift,
}: {
  view: PairView;
  shift: NonNullable<PairView['shift']>;
}) {
  const [asked, ask] = useState<'end' | 'observe' | null>(null);
  const alone = shift.partners.every(({ here }) => !here);
  return (
    <>
      <section class="scout-state scout-state-on" role="status">
        <h2>{alone ? t('shift.alone') : t('waiting')}</h2>
        <p>{alone ? t('shift.alone.note', { names: namesOf(shift) }) : t('waiting.note')}</p>
        <p class="scout-side">
          {t('shift.when', { from: hourMinute(shift.beginsAt), until: hourMinute(shift.endsAt) })}
        </p>
      </section>
      <LastWalk view={view} />
      <PlaceRow />
      <WakingRow />
      <Hours view={view} />
      <div class="scout-act">
        {alone ? (
          <Button kind="lamp" size="large" onPress={() => void setShift('begin', true)}>
            {t('shift.partner.here')}
          </Button>
        ) : (
          <Button size="large" icon="note" onPress={() => ask('observe')}>
            {t('observe')}
          </Button>
        )}
        <div class="scout-two">
          <Button size="large" onPress={() => ask('end')}>
            {t('shift.end')}
          </Button>
          <HelpButton />
        </div>
      </div>
      {asked === 'end' && <AskEnd onClose={() => ask(null)} />}
      {asked === 'observe' && <AskObservation onClose={() => ask(null)} />}
    </>
  );
}

function WakingRow() {
  const [busy, setBusy] = useState(false);
  switch (waking.value) {
    case 'off':
      return (
        <Row icon="bell" title={t('push.off')} note={t('push.off.note')}>
          <Button
            busy={busy}
            onPress={() => {
              setBusy(true);
              void turnOnWaking().finally(() => setBusy(false));
            }}
          >
            {t('push.turnOn')}
          </Button>
        </Row>
      );
    case 'refused':
      return <Row icon="silent" title={t('push.refused')} note={t('push.refused.note')} />;
    default:
      return null;
  }
}

function PlaceRow() {
  switch (placeState.value) {
    case 'refused':
      return <Row icon="sharingOff" title={t('place.refused')} note={t('place.refused.note')} />;
    case 'shared':
      return <Row icon="locate" title={t('place.on')} note={t('place.on.note')} />;
    default:
      return <Row icon="finding" title={t('place.wait')} />;
  }
}
