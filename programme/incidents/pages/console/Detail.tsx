// The chosen call whole, in the order an operator asks: where, how to reach, do the police know, what to press, who is near, what happened.
import type { ComponentChildren } from 'preact';
import { Actions } from './Actions.tsx';
import { DetailHead } from './DetailHead.tsx';
import { FactPlace } from './FactPlace.tsx';
import { FactPolice } from './FactPolice.tsx';
import { FactReach } from './FactReach.tsx';
import { Linked } from './Linked.tsx';
import { Messages } from './Messages.tsx';
import { NearUnits } from './NearUnits.tsx';
import { NightCard } from './NightCard.tsx';
import { detail, selected } from './selection.ts';
import { Timeline } from './Timeline.tsx';
import { t, toneOf } from './words.ts';
import './detail.css';

/** `besideNight` stands above the hours of the night while no call is chosen. */
export function Detail({ besideNight }: { besideNight?: ComponentChildren }) {
  const row = selected.value;
  if (row === null) return <NightCard>{besideNight}</NightCard>;
  const whole = detail.value?.id === row.id ? detail.value : null;
  return (
    <section class={`detail detail-${toneOf(row)}`} aria-label={t('detail.label')} key={row.id}>
      <DetailHead row={row} whole={whole} />
      <div class="facts">
        <FactPlace row={row} whole={whole} />
        <FactReach row={row} whole={whole} />
        <FactPolice row={row} whole={whole} />
      </div>
      <Actions row={row} whole={whole} />
      {whole !== null && (
        <>
          {whole.twoWayText && <Messages whole={whole} />}
          <NearUnits row={row} whole={whole} />
          <Linked whole={whole} />
          <Timeline whole={whole} />
        </>
      )}
    </section>
  );
}
