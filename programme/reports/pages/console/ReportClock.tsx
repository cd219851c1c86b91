// How long a report waits for this desk, and when others are told.
import { now } from '#platform/ui/clock.ts';
import { elapsed, hourMinute } from '#platform/ui/format.ts';
import type { Report } from './inbox-state.ts';
import { dueOf, isWaiting, levelOf } from './order.ts';
import { t } from './words.ts';

export function Clock({ report }: { report: Report }) {
  if (!isWaiting(report)) {
    const at = report.deliveries.flatMap(({ acknowledgedAt }) => acknowledgedAt ?? []).sort();
    return at[0] === undefined ? (
      <span class="report-clock" />
    ) : (
      <span class="report-clock">{t('taken.at', { time: hourMinute(at[0]) })}</span>
    );
  }
  const level = levelOf(report);
  const due = dueOf(report);
  const waits = elapsed((now.value - Date.parse(report.sentAt)) / 1000);
  const left = due === null ? null : (Date.parse(due) - now.value) / 1000;
  return (
    <span class={`report-clock report-clock-runs${level > 0 ? ' report-clock-over' : ''}`}>
      <strong class="report-time">{t('clock.waits', { time: waits })}</strong>
      <span>
        {level > 0
          ? t(`level.${level as 1 | 2}`)
          : left !== null && left > 0
            ? t('clock.left', { time: elapsed(left) })
            : t('clock.over')}
      </span>
    </span>
  );
}
