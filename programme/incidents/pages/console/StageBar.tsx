// How far help has come, as four marks with their times.
import { elapsed, hourMinuteSecond } from '#platform/ui/format.ts';
import type { Incident } from '../../contract.ts';
import { t } from './words.ts';

/** Each stage shows when it was reached: the first by the clock, the others by how long after the call. */
export function StageBar({ row }: { row: Incident }) {
  const raised = Date.parse(row.raisedAt);
  const stages = [
    { key: 'raised', at: row.raisedAt },
    { key: 'acknowledged', at: row.acknowledgedAt },
    { key: 'dispatched', at: row.dispatchedAt },
    { key: 'on-scene', at: row.onSceneAt },
  ] as const;
  return (
    <ol class="stages" aria-label={t('step.bar')}>
      {stages.map((stage) => (
        <li
          key={stage.key}
          class={stage.at === null ? 'stage' : `stage stage-reached stage-${stage.key}`}
        >
          <span class="stage-word">
            {stage.key === 'raised' ? t('stage.raised') : t(`state.${stage.key}`)}
          </span>
          <span class="stage-time">
            {stage.at === null
              ? ''
              : stage.key === 'raised'
                ? hourMinuteSecond(stage.at)
                : `+${elapsed((Date.parse(stage.at) - raised) / 1000)}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
