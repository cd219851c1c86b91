// After the countdown: that it was received, who comes, and everything she can do meanwhile.

import storeShapes from 'lucide-static/icons/store.svg?icon';
import wifiOffShapes from 'lucide-static/icons/wifi-off.svg?icon';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { here, hereState } from '#platform/ui/phone/here.ts';
import { Card, ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { refuge } from '#programme/safe-houses/pages/citizen/choose.ts';
import { places } from '#programme/safe-houses/pages/citizen/houses.ts';
import { nameOf, sayDirection, sayNear } from '#programme/safe-houses/pages/citizen/say.ts';
import type { SosView } from '../../contract.ts';
import { CallBack } from './CallBack.tsx';
import { errand, failures, share, tooLate } from './call.ts';
import { kept, newId, view } from './kept.ts';
import { Links } from './Links.tsx';
import { Messages } from './Messages.tsx';
import { Telephone } from './Telephone.tsx';

const steps = ['received', 'acknowledged', 'dispatched', 'on-scene'] as const;

export function Live() {
  const now = view.value;
  if (now === null) return null;
  const reached = steps.indexOf(now.state as (typeof steps)[number]);
  return (
    <div class="screen">
      <ScreenHead title={t('live.title')} />
      <main class="screen-main live">
        <section class="live-state" role="status" aria-live="polite">
          <strong>{sayState(now)}</strong>
          <span>{sayNext(now)}</span>
          <span class="live-steps" aria-hidden="true">
            {steps.map((step, index) => (
              <span
                key={step}
                class={index <= reached ? 'live-step live-step-done' : 'live-step'}
              />
            ))}
          </span>
          {now.policeKnow && <span class="live-police">{t('live.police')}</span>}
        </section>
        {failures.value > 1 && (
          <p class="banner" role="alert">
            <Glyph of={wifiOffShapes} size={22} />
            {t('live.lost')}
          </p>
        )}
        {tooLate.value && <p class="banner">{t('live.too-late')}</p>}
        <Place now={now} />
        <Refuge />
        <Messages now={now} />
        <CallBack now={now} />
        {kept.value?.another === null && <Links now={now} />}
        <p class="live-ends">{t('live.ends')}</p>
        <button
          type="button"
          class="touch touch-plain"
          onClick={() => errand('messages', { messageId: newId(), phrase: 'by-mistake' })}
        >
          {t('count.mistake')}
        </button>
      </main>
      <footer class="screen-foot">
        <Telephone />
      </footer>
    </div>
  );
}

function sayState(now: SosView): string {
  if (now.state === 'dispatched' && now.unit !== null && now.etaMinutes !== null)
    return t('live.dispatched.eta', { n: now.etaMinutes });
  return t(`live.${now.state as (typeof steps)[number]}`);
}

function sayNext(now: SosView): string {
  if (now.unit !== null && now.state === 'dispatched')
    return t('live.unit', { kind: t(`live.unit.${now.unit.kind}`), unit: now.unit.callSign });
  return t(`live.${now.state as (typeof steps)[number]}.note`);
}

/** Whether her place is shared, and what to do when it cannot be known. */
function Place({ now }: { now: SosView }) {
  if (kept.value?.another !== null) return null;
  const quiet = kept.value.quiet;
  const state = hereState.value;
  const known = here.value !== null && now.positionAt !== null;
  return (
    <section class="place">
      <p class="part-line" role="status">
        {t(
          quiet
            ? 'live.place.stopped'
            : known
              ? failures.value > 1
                ? 'live.place.later'
                : 'live.place.shared'
              : state === 'refused'
                ? 'live.place.refused'
                : state === 'unknown'
                  ? 'live.place.unknown'
                  : 'live.place.asking',
        )}
      </p>
      {(quiet || known) && (
        <button type="button" class="touch touch-plain" onClick={() => share(quiet)}>
          {t(quiet ? 'live.place.share' : 'live.place.stop')}
        </button>
      )}
    </section>
  );
}

/** Where to run to, from the list on the phone. */
function Refuge() {
  const near = refuge.value;
  const list = places.value;
  if (near === null || list === null) return null;
  return (
    <Card
      icon={<Glyph of={storeShapes} />}
      title={nameOf(list, near.index)}
      note={`${t('live.refuge')} · ${sayDirection(near.bearing)} ${sayNear(list, near)}`}
      onPress={() => go('houses')}
    />
  );
}
