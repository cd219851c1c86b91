// Packages of evidence with a case: what left so far, and making one, with what goes in chosen piece by piece.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import type { CaseGuestProps } from '#programme/cases/pages/console/index.ts';
import {
  askForKey,
  inbox,
  keyIsOpen,
  type Report,
} from '#programme/reports/pages/console/index.ts';
import type { Package } from '../../contract.ts';
import { type Content, contents, reasons, recipients } from '../../names.ts';
import {
  clearMaking,
  fetchPackages,
  type Making,
  makePackage,
  makings,
  packages,
  partsFor,
} from './package-state.ts';
import { t } from './words.ts';
import './packages.css';

export function Packages(props: CaseGuestProps) {
  const { id, version } = props.found;
  const [choosing, setChoosing] = useState(false);
  useEffect(() => void fetchPackages(id), [id, version]);
  const report = inbox.value?.items.find((one) => one.id === id);
  const past = packages.value.get(id);
  const making = makings.value.get(id);
  const works = props.found.members.some(({ cleared }) => cleared);
  if (report === undefined || past === undefined) return null;
  if (past.length === 0 && !works) return null;
  return (
    <section class="evidence" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p class="evidence-note">{t('note')}</p>
      {past.length > 0 && <Past past={past} />}
      {making !== undefined ? (
        <Now making={making} onDone={() => clearMaking(id)} />
      ) : choosing ? (
        <Choose {...props} report={report} onClose={() => setChoosing(false)} />
      ) : (
        works && (
          <div>
            <Button
              onPress={() => {
                if (keyIsOpen.value) setChoosing(true);
                else askForKey.value = 'unlock';
              }}
            >
              {t('act.begin')}
            </Button>
          </div>
        )
      )}
    </section>
  );
}

function Past({ past }: { past: readonly Package[] }) {
  return (
    <ul class="evidence-past" aria-label={t('past')}>
      {past.map((one) => (
        <li key={one.id}>
          <strong>
            {t('past.line', {
              recipient: t(`recipient.${one.recipient}`),
              reason: t(`reason.${one.reason}`),
            })}
          </strong>
          <span>
            {one.by} · {dayAndTime(one.leftAt ?? one.begunAt)} ·{' '}
            {one.files === null ? t('past.open') : t('past.files', { n: one.files })}
          </span>
          {one.manifest !== null && (
            <span>
              {t('made.manifest')} <code>{one.manifest}</code>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

type ChooseProps = CaseGuestProps & { report: Report; onClose: () => void };

function Choose({ report, onClose, ...props }: ChooseProps) {
  const [recipient, setRecipient] = useState<(typeof recipients)[number]>('court');
  const [reason, setReason] = useState<(typeof reasons)[number]>('her-wish');
  const [chosen, setChosen] = useState<ReadonlySet<Content>>(new Set(['files', 'narrative']));
  const entries = (props.entries ?? []).filter(({ id }) => typeof props.texts.get(id) === 'string');
  const countOf = (content: Content) =>
    content === 'entries' ? entries.length : partsFor(report, new Set([content])).length;
  const goesIn = contents.some((content) => chosen.has(content) && countOf(content) > 0);
  return (
    <form
      class="evidence-form"
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        void makePackage(props, { recipient, reason, chosen });
      }}
    >
      <div class="evidence-row">
        <label>
          {t('recipient')}
          <select
            class="input"
            value={recipient}
            onChange={(event) => setRecipient(event.currentTarget.value as typeof recipient)}
          >
            {recipients.map((one) => (
              <option key={one} value={one}>
                {t(`recipient.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('reason')}
          <select
            class="input"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value as typeof reason)}
          >
            {reasons.map((one) => (
              <option key={one} value={one}>
                {t(`reason.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset class="evidence-contents">
        <legend>{t('contents')}</legend>
        {contents
          .filter((content) => countOf(content) > 0)
          .map((content) => (
            <label key={content}>
              <input
                type="checkbox"
                checked={chosen.has(content)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) next.add(content);
                  else next.delete(content);
                  setChosen(next);
                }}
              />
              {t(`content.${content}`, { n: countOf(content) })}
            </label>
          ))}
      </fieldset>
      <p class="evidence-note">
        {t('contents.note')}
        {props.entries === null && ` · ${t('contents.closed')}`}
      </p>
      <div class="evidence-acts">
        <Button type="submit" kind="lamp" disabled={!goesIn}>
          {t('act.make')}
        </Button>
        <Button kind="plain" onPress={onClose}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}

function Now({ making, onDone }: { making: Making; onDone: () => void }) {
  if (making.state === 'packing')
    return (
      <div class="evidence-acts">
        <p role="status">
          {t('packing', { size: saySize(making.bytes) })} · {t('packing.note')}
        </p>
        <Button onPress={() => making.stop.abort()}>{t('act.stop')}</Button>
      </div>
    );
  if (making.state === 'failed')
    return (
      <div class="evidence-acts">
        <p class="evidence-failed" role="alert">
          <Icon name="warning" size={18} /> {making.why}
        </p>
        <Button onPress={onDone}>{t('act.begin')}</Button>
      </div>
    );
  return (
    <div class="evidence-made">
      <p role="status">
        <Icon name="check" size={18} /> {t('made', { n: making.files })}
      </p>
      {making.problems.length > 0 && (
        <ul class="evidence-failed" role="alert">
          {making.problems.map(({ what, path }) => (
            <li key={path}>
              <code>{path}</code> {t(`problem.file.${what}`)}
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onPress={onDone}>{t('act.begin')}</Button>
      </div>
    </div>
  );
}

/** "3.4 MB". */
function saySize(bytes: number): string {
  return new Intl.NumberFormat(language.value, {
    style: 'unit',
    unit: 'megabyte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1e6);
}
