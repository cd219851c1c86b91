// How the walk stands, in one sentence and five steps.
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import type { WalkView } from '../../contract.ts';
import { minutesUntil, sayTime, sayWhen } from './say.ts';

const withPair = ['paired', 'on-the-way', 'here', 'walking', 'dropped-off'] as const;
const steps = ['received', 'paired', 'on-the-way', 'here', 'walking'] as const;

export function Steps({ now }: { now: WalkView }) {
  const reached =
    now.state === 'dropped-off' ? steps.length : steps.indexOf(now.state as (typeof steps)[number]);
  return (
    <section class="walk-state" role="status" aria-live="polite">
      <strong>{sayState(now)}</strong>
      <span>{sayNext(now)}</span>
      <span class="walk-steps" aria-hidden="true">
        {steps.map((step, index) => (
          <span key={step} class={index <= reached ? 'walk-step walk-step-done' : 'walk-step'} />
        ))}
      </span>
    </section>
  );
}

/** Also on the card of the first screen. */
export function sayState(now: WalkView): string {
  const known = withPair.find((state) => state === now.state);
  if (now.state === 'received')
    return t(now.looking?.lostPairAt == null ? 'walk.received' : 'walk.lost-pair');
  return known === undefined ? t('walk.over') : t(`walk.state.${known}`);
}

/** What happens next, and when. */
export function sayNext(now: WalkView): string {
  const { looking, pair } = now;
  const where = inLanguage(now.point.name);
  if (now.state === 'received') {
    if (looking?.predictedAt != null)
      return t('walk.received.asked', { time: sayTime(looking.predictedAt) });
    if (looking?.newsBy != null)
      return t(looking.lostPairAt === null ? 'walk.received.still' : 'walk.lost-pair.note', {
        time: sayTime(looking.newsBy),
      });
    if (looking !== null && minutesUntil(looking.from) > 0)
      return t('walk.received.from', { when: sayWhen(looking.from) });
    return t('walk.received.note');
  }
  if (now.state === 'paired' || now.state === 'on-the-way') {
    const at = pair?.predictedAt ?? now.wantedAt;
    const late = pair !== null && pair.lateMinutes > 0;
    return late
      ? t('walk.meet.late', { where, time: sayTime(at), n: pair.lateMinutes })
      : t('walk.meet', { where, when: sayWhen(now.wantedAt) });
  }
  return now.state === 'here'
    ? t('walk.here.note', { where: inLanguage(now.point.hint) || where })
    : t(now.state === 'walking' ? 'walk.walking.note' : 'walk.dropped-off.note');
}
