// A stretch of time from left to right: who is on duty when, one line for each who is there at once, and plainly where nobody is.
import type { ComponentChild } from 'preact';
import { dayAndTime, hourMinute } from '#platform/ui/format.ts';
import { type Duty, gapsOf, onLines, type Span, within } from '../../../rules/duty.ts';
import { nameOf } from './team-state.ts';
import { t } from './words.ts';

type TrackProps = {
  span: Span;
  shifts: readonly Duty[];
  /** When the roster ends: after that nothing is a gap, it is not planned yet. `null`: none is planned. */
  plannedUntil: number | null;
  /** Changes a shift, or fills a gap; where it is not given, nothing can be pressed. */
  onShift?: ((shift: Duty) => void) | undefined;
  onGap?: ((gap: Span) => void) | undefined;
};

export function Track({ span, shifts, plannedUntil, onShift, onGap }: TrackProps) {
  const lines = onLines(within(shifts, span));
  const end = Math.min(span.until, Math.max(span.from, plannedUntil ?? span.from));
  const gaps = gapsOf(shifts, { from: span.from, until: end });
  const rest = gapsOf(shifts, { from: end, until: span.until });
  const place = ({ from, until }: Span) => ({
    left: `${(100 * (from - span.from)) / (span.until - span.from)}%`,
    width: `${(100 * (until - from)) / (span.until - span.from)}%`,
  });
  const whole = new Map(shifts.map((shift) => [shift.id, shift]));
  const empty = [...gaps, ...rest];
  return (
    <div class="duty-track">
      {lines.map((line, at) => (
        <div key={at} class="duty-line">
          {line.map((piece) => {
            const shift = whole.get(piece.id)!;
            const name = nameOf(piece.staff);
            const said = {
              name,
              from: dayAndTime(shift.from),
              until: dayAndTime(shift.until),
            };
            return (
              <Bar
                key={piece.id}
                kind="shift"
                style={place(piece)}
                title={t('shift.span', said)}
                onPress={onShift && (() => onShift(shift))}
              >
                <b>{name}</b>
                <small aria-hidden="true">
                  {piece.from === shift.from && hourMinute(shift.from)}–
                  {piece.until === shift.until && hourMinute(shift.until)}
                </small>
                <span class="only-heard">{t(onShift ? 'shift.change' : 'shift.times', said)}</span>
              </Bar>
            );
          })}
          {at === 0 && empty.map(emptyBar)}
        </div>
      ))}
      {lines.length === 0 && <div class="duty-line">{empty.map(emptyBar)}</div>}
    </div>
  );

  function emptyBar(gap: Span) {
    const said = { from: hourMinute(gap.from), until: hourMinute(gap.until) };
    const isPlanned = gap.from < end;
    return (
      <Bar
        key={gap.from}
        kind={isPlanned ? 'gap' : 'unplanned'}
        style={place(gap)}
        title={t(isPlanned ? 'gap.span' : 'unplanned', said)}
        onPress={onGap && (() => onGap(gap))}
      >
        <b>{t(isPlanned ? 'gap' : 'unplanned')}</b>
        {isPlanned && (
          <small>
            {said.from}–{said.until}
          </small>
        )}
        {onGap && <span class="only-heard">{t('gap.fill')}</span>}
      </Bar>
    );
  }
}

type BarProps = {
  kind: 'shift' | 'gap' | 'unplanned';
  style: { left: string; width: string };
  title: string;
  onPress: (() => void) | undefined;
  children: ComponentChild;
};

function Bar({ kind, style, title, onPress, children }: BarProps) {
  // Two hours of a day are little for a thumb.
  const bar = `duty-bar duty-${kind}${Number.parseFloat(style.width) < 10 ? ' duty-narrow' : ''}`;
  if (onPress === undefined)
    return (
      <span class={bar} style={style} title={title}>
        {children}
      </span>
    );
  return (
    <button type="button" class={bar} style={style} title={title} onClick={onPress}>
      {children}
    </button>
  );
}
