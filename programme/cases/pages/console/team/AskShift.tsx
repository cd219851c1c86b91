// Somebody is put on duty, or a shift is changed or taken off: how long it is and what it leaves empty stands beside it before anything is kept.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { count, dayAndTime, hourMinute, timeZone } from '#platform/ui/format.ts';
import {
  clashOf,
  type Duty,
  dayAt,
  gapsOf,
  type Span,
  spanOf,
  timeAt,
} from '../../../rules/duty.ts';
import { busy, duties, keepShift, monthShifts, removeShift, team } from './team-state.ts';
import { t } from './words.ts';

type AskShiftProps = {
  /** The hours to begin with: those of the shift, of a gap, or of a usual day. */
  span: Span;
  known: Duty | null;
  onClose: () => void;
};

const hour = 3_600_000;

export function AskShift({ span, known, onClose }: AskShiftProps) {
  const zone = timeZone.value;
  const members = (team.value?.members ?? []).filter(
    ({ active, staff }) => active || staff === known?.staff,
  );
  const [staff, setStaff] = useState(known?.staff ?? members[0]?.staff ?? '');
  const [day, setDay] = useState(() => dayAt(span.from, zone));
  const [from, setFrom] = useState(() => timeAt(span.from, zone));
  const [until, setUntil] = useState(() => timeAt(span.until, zone));
  const [sure, setSure] = useState(false);
  const isWhole = day !== '' && from !== '' && until !== '';
  // A shift of more than a day keeps its length as long as nobody touches its hours.
  const isAsItWas =
    dayAt(span.from, zone) === day &&
    timeAt(span.from, zone) === from &&
    timeAt(span.until, zone) === until;
  const wanted = !isWhole || isAsItWas ? span : spanOf(day, from, until, zone);
  const all = [
    ...new Map(
      [...duties.value, ...(monthShifts.value ?? [])].map((one) => [one.id, one]),
    ).values(),
  ];
  const clash = clashOf(all, { ...wanted, staff }, known?.id ?? null);
  const leaves =
    known === null
      ? []
      : gapsOf(
          all.filter(({ id }) => id !== known.id),
          known,
        );
  async function keep(): Promise<void> {
    const body = {
      staff,
      startsAt: new Date(wanted.from).toISOString(),
      endsAt: new Date(wanted.until).toISOString(),
    };
    if (await keepShift(body, known?.id ?? null)) onClose();
  }
  const time = (name: string, value: string, set: (time: string) => void) => (
    <Field name={name}>
      <input
        class="input"
        type="time"
        required
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </Field>
  );
  return (
    <Dialog
      title={t(known === null ? 'ask.shift.add' : 'ask.shift.change')}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <form
        class="team-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (clash === undefined && staff !== '') void keep();
        }}
      >
        <Field name={t('ask.who')}>
          <select
            class="input"
            data-first
            required
            value={staff}
            onChange={({ currentTarget }) => setStaff(currentTarget.value)}
          >
            {members.map((one) => (
              <option key={one.staff} value={one.staff}>
                {one.name} · {t(`profession.${one.profession}`)}
              </option>
            ))}
          </select>
        </Field>
        <div class="team-times">
          <Field name={t('ask.day')}>
            <input
              class="input"
              type="date"
              required
              value={day}
              onInput={({ currentTarget }) => setDay(currentTarget.value)}
            />
          </Field>
          {time(t('ask.from'), from, setFrom)}
          {time(t('ask.until'), until, setUntil)}
        </div>
        {isWhole && (
          <p class="team-note" role="status">
            {t('ask.hours', {
              n: count((wanted.until - wanted.from) / hour),
              from: dayAndTime(wanted.from),
              until: dayAndTime(wanted.until),
            })}
            <br />
            {clash === undefined ? (
              t('ask.others')
            ) : (
              <strong>
                {t('ask.clash', { from: dayAndTime(clash.from), until: dayAndTime(clash.until) })}
              </strong>
            )}
          </p>
        )}
        {sure &&
          leaves.map((gap) => (
            <p key={gap.from} class="team-note" role="status">
              <strong>
                {t('ask.remove.gap', { from: hourMinute(gap.from), until: hourMinute(gap.until) })}
              </strong>
            </p>
          ))}
        <footer class="dialog-foot">
          {known !== null && (
            <Button
              kind="plain"
              busy={busy.value}
              onPress={() => {
                if (!sure) setSure(true);
                else
                  void removeShift(known.id).then((gone) => {
                    if (gone) onClose();
                  });
              }}
            >
              {t(sure ? 'ask.remove.sure' : 'ask.remove')}
            </Button>
          )}
          <Button
            kind="lamp"
            type="submit"
            busy={busy.value}
            disabled={clash !== undefined || staff === '' || !isWhole}
          >
            {t(known === null ? 'ask.keep' : 'ask.change')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
