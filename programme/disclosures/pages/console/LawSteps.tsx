// The three steps of a disclosure in one form: its basis, what is told to her, what is disclosed; each opens when the one before is done.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { inbox, sayDesk } from '#programme/reports/pages/console/index.ts';
import type { Disclosure, OfferedBasis } from '../../contract.ts';
import { type DropReason, dropReasons } from '../../names.ts';
import { lengthOf, longestDisclosure } from '../../sealing/disclosure.ts';
import { busy, type Case, disclose, drop, tellHer } from './law-state.ts';
import { proposal, t } from './words.ts';

type StepsProps = {
  of: Case;
  own: string;
  /** The one that was begun, if any. */
  act: Disclosure | null;
  /** The earlier one that this one puts right. */
  corrects: Disclosure | null;
  bases: readonly OfferedBasis[];
  nameDistrict: (code: string) => string;
  onEnd: () => void;
};

export function LawSteps({ of, own, act, corrects, bases, nameDistrict, onEnd }: StepsProps) {
  const [id] = useState(() => crypto.randomUUID());
  const fixed = act ?? corrects;
  const [picked, setPicked] = useState<string>(
    fixed?.basis ?? (bases.length === 1 && bases[0] ? bases[0].code : ''),
  );
  const basis = bases.find(({ code }) => code === picked);
  const [desk, setDesk] = useState<string | null>(null);
  const recipients = basis?.recipients ?? [];
  const recipient =
    fixed?.recipient ?? recipients.find((one) => one.id === desk) ?? recipients[0] ?? null;
  const language = inbox.value?.items.find((one) => one.id === of.id)?.language ?? 'ko';
  const proposed =
    recipient === null || basis === undefined
      ? ''
      : proposal(language, {
          statute: basis.statute,
          recipient: recipient.kind === 'police' ? 'police' : 'child-protection',
        });
  const [typed, setTyped] = useState<string | null>(null);
  const hers = typed ?? proposed;
  const [text, setText] = useState('');
  const told = act?.state === 'told';
  const long = lengthOf(text.trim()) > longestDisclosure;

  async function send(): Promise<void> {
    if (told) {
      if (await disclose(of, act, text.trim())) onEnd();
    } else if (recipient !== null) {
      const corrected = act?.corrects ?? corrects?.id ?? null;
      const beginning = { id: act?.id ?? id, desk: act?.desk ?? own, basis: picked };
      await tellHer(
        of,
        { ...beginning, recipient: recipient.id, corrects: corrected },
        hers.trim(),
      );
    }
  }

  return (
    <form
      class="law-steps"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ol>
        <Step name={t('step.basis')} done={act !== null}>
          {fixed === null ? (
            <fieldset class="law-bases">
              <legend>{t('basis')}</legend>
              {bases.map((one) => (
                <label key={one.code}>
                  <input
                    type="radio"
                    name="law-basis"
                    checked={one.code === picked}
                    onChange={() => setPicked(one.code)}
                  />
                  <span>
                    {inLanguage(one.statute)}
                    <small>{t('basis.line', { age: one.underAge, hours: one.withinHours })}</small>
                  </span>
                </label>
              ))}
            </fieldset>
          ) : (
            <p>{inLanguage(fixed.statute)}</p>
          )}
          {fixed !== null || recipients.length === 1 ? (
            <p class="law-note">
              {t('recipient')} · {recipient !== null && sayDesk(recipient, nameDistrict)}
            </p>
          ) : basis === undefined ? null : recipients.length === 0 ? (
            <p class="law-late">{t('recipient.none')}</p>
          ) : (
            <Field name={t('recipient')}>
              <select
                class="input"
                value={recipient?.id}
                onChange={(event) => setDesk(event.currentTarget.value)}
              >
                {recipients.map((one) => (
                  <option key={one.id} value={one.id}>
                    {sayDesk(one, nameDistrict)}
                  </option>
                ))}
              </select>
            </Field>
          )}
        </Step>
        <Step name={t('step.hers')} done={told}>
          {told ? (
            <p>{act.toldAt !== null && t('hers.told', { when: dayAndTime(act.toldAt) })}</p>
          ) : basis === undefined ? (
            <p class="law-note">{t('hers.later')}</p>
          ) : (
            <>
              <Field name={t('hers.text')}>
                <textarea
                  class="input"
                  rows={7}
                  required
                  maxLength={4000}
                  lang={language}
                  value={hers}
                  onInput={(event) => setTyped(event.currentTarget.value)}
                />
              </Field>
              <p class="law-note">{t('hers.note')}</p>
            </>
          )}
        </Step>
        <Step name={t('step.text')} done={false}>
          {told ? (
            <>
              <Field name={t('text')}>
                <textarea
                  class="input"
                  rows={5}
                  required
                  aria-invalid={long}
                  value={text}
                  onInput={(event) => setText(event.currentTarget.value)}
                />
              </Field>
              <p class="law-note">{t('text.note')}</p>
              {long && (
                <p class="law-late" role="alert">
                  {t('text.long')}
                </p>
              )}
            </>
          ) : (
            <p class="law-note">{t('text.later')}</p>
          )}
        </Step>
      </ol>
      <div class="law-end">
        {act === null ? (
          <Button kind="plain" onPress={onEnd}>
            {t('act.cancel')}
          </Button>
        ) : (
          <Drop of={of} act={act} onEnd={onEnd} />
        )}
        <Button
          kind="lamp"
          type="submit"
          icon="lock"
          busy={busy.value}
          disabled={told ? text.trim() === '' || long : hers.trim() === '' || recipient === null}
        >
          {t(told ? 'act.disclose' : 'act.tell')}
        </Button>
      </div>
      {told && <p class="law-note">{t('act.disclose.note')}</p>}
    </form>
  );
}

function Step({
  name,
  done,
  children,
}: {
  name: string;
  done: boolean;
  children: ComponentChildren;
}) {
  return (
    <li class={done ? 'law-done' : ''}>
      <h5>{name}</h5>
      {children}
    </li>
  );
}

/** A step away, so that nobody leaves it by mistake. */
function Drop({ of, act, onEnd }: { of: Case; act: Disclosure; onEnd: () => void }) {
  const [reason, setReason] = useState<DropReason>('not-required');
  return (
    <details class="law-drop">
      <summary>{t('act.drop')}</summary>
      <div>
        <select
          class="input"
          aria-label={t('drop')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as DropReason)}
        >
          {dropReasons.map((one) => (
            <option key={one} value={one}>
              {t(`drop.${one}`)}
            </option>
          ))}
        </select>
        <Button
          size="small"
          busy={busy.value}
          onPress={() => void drop(of, act, reason).then(onEnd)}
        >
          {t('act.drop')}
        </Button>
      </div>
    </details>
  );
}
