// Asking for one part or entry that she did not give: which report, what, why, how long; and plainly what it means.

import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { numberOf } from '#programme/reports/names.ts';
import { inbox, sayDesk } from '#programme/reports/pages/console/index.ts';
import { longestWords, type Reason, reasons, type What, whats } from '../../names.ts';
import { ask, busy } from './override-state.ts';
import { t } from './words.ts';

type AskProps = { hours: readonly number[]; nameDistrict: (code: string) => string };

export function AskOverride({ hours, nameDistrict }: AskProps) {
  const desks = inbox.value?.desks ?? [];
  const [desk, setDesk] = useState(desks[0]?.id ?? '');
  const [number, setNumber] = useState('');
  const [what, setWhat] = useState<What>('identity');
  const [reason, setReason] = useState<Reason>('danger-to-life');
  const [long, setLong] = useState(hours[1] ?? hours[0] ?? 4);
  const [text, setText] = useState('');
  const from = desks.some(({ id }) => id === desk) ? desk : (desks[0]?.id ?? '');
  async function send(): Promise<void> {
    if (await ask({ number, desk: from, what, reason, hours: long, text: text.trim() })) {
      setNumber('');
      setText('');
    }
  }
  return (
    <form
      class="overrides-ask"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{t('ask')}</h3>
      <p class="override-note">{t('ask.note')}</p>
      {desks.length > 1 && (
        <Field name={t('ask.desk')}>
          <select
            class="input"
            value={from}
            onChange={(event) => setDesk(event.currentTarget.value)}
          >
            {desks.map((one) => (
              <option key={one.id} value={one.id}>
                {sayDesk(one, nameDistrict)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field name={t('ask.number')}>
        <input
          class="input"
          name="number"
          required
          autocomplete="off"
          spellcheck={false}
          maxLength={60}
          list="override-reports"
          placeholder="0000-0000-0000"
          value={number}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
      </Field>
      <datalist id="override-reports">
        {knownReports().map((one) => (
          <option key={one.id} value={numberOf(one.id)}>
            {`${nameDistrict(one.district) || one.district} · ${dayAndTime(one.at)}`}
          </option>
        ))}
      </datalist>
      <Field name={t('ask.what')}>
        <select
          class="input"
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value as What)}
        >
          {whats.map((one) => (
            <option key={one} value={one}>
              {t(`what.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('ask.reason')}>
        <select
          class="input"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as Reason)}
        >
          {reasons.map((one) => (
            <option key={one} value={one}>
              {t(`reason.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('ask.hours')}>
        <select
          class="input"
          value={long}
          onChange={(event) => setLong(Number(event.currentTarget.value))}
        >
          {hours.map((one) => (
            <option key={one} value={one}>
              {t('hours', { hours: one })}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('ask.words')}>
        <textarea
          class="input"
          rows={4}
          required
          maxLength={longestWords}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <p class="override-note">{t('ask.gone')}</p>
      <Button kind="outline" type="submit" icon="lock" busy={busy.value === 'ask'}>
        {t('act.ask')}
      </Button>
    </form>
  );
}

/** What this desk knows of: its own reports, and those that wait at a silent desk. */
function knownReports(): { id: string; district: string; at: string }[] {
  const { items = [], alerts = [] } = inbox.value ?? {};
  return [
    ...items.map(({ id, district, sentAt }) => ({ id, district, at: sentAt })),
    ...alerts.map(({ report, district, waitsSince }) => ({
      id: report,
      district: district ?? '',
      at: waitsSince,
    })),
  ];
}
