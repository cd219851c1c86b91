// The roster of a month, a day a line from midnight to midnight: who is on duty, where nobody is, and where it is not planned yet.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { dayOf, day as sayDay, timeZone } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { type Day, type Duty, daysOf, gapsOf, type Span, spanOf } from '../../../rules/duty.ts';
import { AskShift } from './AskShift.tsx';
import { Track } from './Track.tsx';
import { minute, month, monthShifts, plannedUntil } from './team-state.ts';
import { t } from './words.ts';

type Asked = { span: Span; known: Duty | null };

export function RosterMonth({ keeps }: { keeps: boolean }) {
  const [ask, setAsk] = useState<Asked | null>(null);
  const shifts = monthShifts.value;
  const days = daysOf(month.value, timeZone.value);
  if (shifts === null) return <Loading lines={8} />;
  const at = minute.value;
  const past = days.filter(({ until }) => until <= at);
  const ahead = days.filter(({ until }) => until > at);
  const end = plannedUntil.value;
  const last = days.at(-1)!.until;
  const open = ahead[0] && {
    from: Math.max(at, ahead[0].from),
    until: Math.max(at, Math.min(last, end ?? 0)),
  };
  const gaps = open && open.until > open.from ? gapsOf(shifts, open).length : 0;
  const row = (day: Day) => {
    const isPast = day.until <= at;
    const mayChange = keeps && !isPast;
    return (
      <li key={day.day} class={day.from <= at && at < day.until ? 'roster-today' : ''}>
        <h4>
          {sayDate(day.day)}
          {day.from <= at && at < day.until && <small>{t('today')}</small>}
        </h4>
        <Track
          span={day}
          shifts={shifts}
          plannedUntil={isPast ? day.until : end}
          onShift={
            mayChange ? (known) => known.until > at && setAsk({ known, span: known }) : undefined
          }
          onGap={
            mayChange
              ? (gap) => setAsk({ known: null, span: longestOf(whole(gap, shifts, days)) })
              : undefined
          }
        />
        {mayChange && (
          <button
            type="button"
            class="roster-add"
            aria-label={t('roster.add.on', { day: sayDay(day.day) })}
            onClick={() =>
              setAsk({ known: null, span: spanOf(day.day, '09:00', '21:00', timeZone.value) })
            }
          >
            <Icon name="plus" size={15} />
          </button>
        )}
      </li>
    );
  };
  return (
    <section class="roster-month">
      <header class="team-part">
        <div>
          <h3>{t('roster')}</h3>
          {open && open.until > open.from && (
            <p>
              {gaps === 0 ? (
                t('roster.whole')
              ) : (
                <>
                  <strong>{t('roster.gaps', { n: gaps })}</strong> · {t('roster.gaps.note')}
                </>
              )}
              {end !== null && end < last && ` · ${t('roster.ends', { day: dayOf(end) })}`}
            </p>
          )}
        </div>
        {keeps && ahead[0] && (
          <Button
            size="small"
            icon="plus"
            onPress={() =>
              setAsk({
                known: null,
                span: spanOf(ahead[0]!.day, '09:00', '21:00', timeZone.value),
              })
            }
          >
            {t('roster.add')}
          </Button>
        )}
      </header>
      {past.length > 0 && (
        <details>
          <summary>{t('roster.past', { n: past.length })}</summary>
          <ol class="roster-days">{past.map(row)}</ol>
        </details>
      )}
      <ol class="roster-days">{ahead.map(row)}</ol>
      {ask !== null && <AskShift {...ask} onClose={() => setAsk(null)} />}
    </section>
  );
}

/** The whole gap of which a day shows a part: a night is filled at once, not in two halves. */
function whole(gap: Span, shifts: readonly Duty[], days: readonly Day[]): Span {
  const all = gapsOf(shifts, { from: days[0]!.from, until: days.at(-1)!.until });
  return all.find(({ from, until }) => from <= gap.from && gap.until <= until) ?? gap;
}

/** A shift lasts 36 hours at most, and a usual one no more than a day. */
function longestOf({ from, until }: Span): Span {
  return { from, until: Math.min(until, from + 24 * 3_600_000) };
}

function sayDate(day: string): string {
  return new Intl.DateTimeFormat(language.value, {
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}
