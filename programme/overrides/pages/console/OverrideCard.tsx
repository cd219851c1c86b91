// One override: what is asked of which report and why, where it stands, and the step that is this desk's.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { askForKey, keyIsOpen, sayDesk } from '#programme/reports/pages/console/index.ts';
import type { Override } from '../../contract.ts';
import { refusals } from '../../names.ts';
import {
  approve,
  busy,
  carryOut,
  choices,
  end,
  hide,
  open,
  opened,
  reasonWords,
  refuse,
} from './override-state.ts';
import { t } from './words.ts';

type CardProps = { one: Override; nameDistrict: (code: string) => string };

export function OverrideCard({ one, nameDistrict }: CardProps) {
  const text = opened.value.get(one.id);
  return (
    <li class="override" data-override={one.id}>
      <header>
        <h4>
          {t(`what.${one.what}`)} · {t(`reason.${one.reason}`)}
        </h4>
        <strong class={`override-state override-${one.state}`}>{sayState(one)}</strong>
      </header>
      <p class="override-facts">
        {t('fact.report', {
          number: one.number,
          district: nameDistrict(one.district) || one.district,
        })}
        {' · '}
        {t('fact.hours', { hours: one.hours })}
      </p>
      <ol class="override-steps">
        <li>
          {t('step.asked', {
            when: dayAndTime(one.askedAt),
            desk: sayDesk(one.desk, nameDistrict),
            by: one.by,
          })}
        </li>
        {one.reviewedAt === null ? (
          one.state === 'asked' && (
            <li>{t('step.decides', { desk: sayDesk(one.reviewDesk, nameDistrict) })}</li>
          )
        ) : (
          <li>
            {t(one.refusal === null ? 'step.approved' : 'step.refused', {
              when: dayAndTime(one.reviewedAt),
              desk: sayDesk(one.reviewDesk, nameDistrict),
              by: one.reviewedBy ?? '',
              why: one.refusal === null ? '' : t(`refusal.${one.refusal}`),
            })}
          </li>
        )}
        {one.carriedAt !== null && one.carriedDesk !== null && (
          <li>
            {t(one.way === 'custodians' ? 'step.custodians' : 'step.carried', {
              when: dayAndTime(one.carriedAt),
              desk: sayDesk(one.carriedDesk, nameDistrict),
              by: one.carriedBy ?? '',
            })}
          </li>
        )}
        {one.openings.map((opening) => (
          <li key={opening.at}>
            {t('step.opened', { when: dayAndTime(opening.at), by: opening.by })}
          </li>
        ))}
      </ol>
      <Why one={one} />
      {text !== undefined && <p class="part-words override-words">{text}</p>}
      <footer>
        <Act one={one} isRead={text !== undefined} />
        {one.endedAt === null && !one.mayReview && (
          <span class="override-end">
            <Button
              kind="plain"
              size="small"
              busy={busy.value === one.id}
              onPress={() => void end(one.id)}
            >
              {t('act.end')}
            </Button>
          </span>
        )}
      </footer>
    </li>
  );
}

function sayState(one: Override): string {
  if (one.dueAt === null) return t(`state.${one.state}`);
  return `${t(`state.${one.state}`)} · ${t('until', { time: dayAndTime(one.dueAt) })}`;
}

/** The words of why: for whoever asks and decides, with the key. */
function Why({ one }: { one: Override }) {
  if (one.words === null) return null;
  if (!keyIsOpen.value) return <p class="override-note">{t('words.locked')}</p>;
  const words = reasonWords.value.get(one.id);
  return (
    <blockquote class="override-why">{words === null ? t('words.unreadable') : words}</blockquote>
  );
}

function Act({ one, isRead }: { one: Override; isRead: boolean }) {
  const withKey = (work: () => void) => () => {
    if (keyIsOpen.value) work();
    else askForKey.value = 'unlock';
  };
  const working = busy.value === one.id;
  if (one.mayReview) return <Decide one={one} />;
  if (one.mayCarryOut) {
    const several = choices.value.get(one.id);
    if (several !== undefined)
      return (
        <div class="override-choices">
          <p>{t('choose')}</p>
          {several.map((candidate) => (
            <Button
              key={candidate.id}
              busy={working}
              onPress={withKey(() => void carryOut(one, candidate))}
            >
              {t('act.hand-over.one', { when: dayAndTime(candidate.at) })}
            </Button>
          ))}
        </div>
      );
    return (
      <>
        <Button
          kind="lamp"
          icon="lock"
          busy={working}
          onPress={withKey(() => void carryOut(one, null))}
        >
          {t('act.hand-over')}
        </Button>
        <p class="override-note">{t('hand-over.note')}</p>
      </>
    );
  }
  if (!one.asks || one.state !== 'carried-out') return null;
  if (isRead)
    return (
      <Button kind="plain" size="small" onPress={() => hide(one.id)}>
        {t('act.hide')}
      </Button>
    );
  return (
    <>
      <Button kind="lamp" icon="lock" busy={working} onPress={withKey(() => void open(one.id))}>
        {t('act.open')}
      </Button>
      <p class="override-note">{t('open.note')}</p>
    </>
  );
}

function Decide({ one }: { one: Override }) {
  const [why, setWhy] = useState<(typeof refusals)[number]>('not-needed');
  const working = busy.value === one.id;
  return (
    <>
      <Button kind="lamp" busy={working} onPress={() => void approve(one.id)}>
        {t('act.approve', { hours: one.hours })}
      </Button>
      <span class="override-refuse">
        <select
          class="input"
          aria-label={t('refusal')}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value as typeof why)}
        >
          {refusals.map((each) => (
            <option key={each} value={each}>
              {t(`refusal.${each}`)}
            </option>
          ))}
        </select>
        <Button busy={working} onPress={() => void refuse(one.id, why)}>
          {t('act.refuse')}
        </Button>
      </span>
      <p class="override-note">{t('decide.note')}</p>
    </>
  );
}
