// A case below its report: taken on, who works on it, what was written, what is due, and how it ends.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import {
  askForKey,
  inbox,
  keyIsOpen,
  type ReportGuestProps,
  sayDesk,
} from '#programme/reports/pages/console/index.ts';
import type { CaseSummary } from '../../contract.ts';
import { closings } from '../../names.ts';
import { Classify } from './Classify.tsx';
import {
  busy,
  caseOf,
  cases,
  close,
  declare,
  openCase,
  opened,
  reopen,
  takeOn,
  texts,
} from './case-state.ts';
import { Entries } from './Entries.tsx';
import { caseGuests } from './guest.ts';
import { WriteEntry } from './WriteEntry.tsx';
import { t } from './words.ts';
import './cases.css';

export function CasePart({ report, nameDistrict }: ReportGuestProps) {
  const [closing, setClosing] = useState<(typeof closings)[number]>('helped');
  if (cases.value === null) return null;
  const found = caseOf(report);
  const team = inbox.value?.desks.find(
    (desk) => desk.kind === 'crisis-team' && report.deliveries.some((one) => one.id === desk.id),
  );
  if (found === null)
    return team === undefined ? null : (
      <section class="case">
        <h3>{t('title')}</h3>
        <p>{t('none')}</p>
        <Button kind="outline" busy={busy.value} onPress={() => void takeOn(report, team.id)}>
          {t('act.take')}
        </Button>
      </section>
    );
  const own = inbox.value?.desks.find((desk) => found.parties.some(({ id }) => id === desk.id));
  const works = found.members.some(({ cleared }) => cleared);
  const whole = opened.value?.id === found.id ? opened.value.entries : null;
  return (
    <section class="case">
      <header class="case-head">
        <h3>{t('title')}</h3>
        <p>
          {t(`state.${found.state}`)} · {dayAndTime(found.takenAt)}
        </p>
      </header>
      <dl class="case-facts">
        <div>
          <dt>{t('fact.members')}</dt>
          <dd>{sayMembers(found)}</dd>
        </div>
        <div>
          <dt>{t('fact.parties')}</dt>
          <dd>{found.parties.map((desk) => sayDesk(desk, nameDistrict)).join(', ')}</dd>
        </div>
        <div>
          <dt>{t('fact.due')}</dt>
          <dd class={found.overdue > 0 ? 'case-late' : ''}>{sayDue(found)}</dd>
        </div>
        {found.destroyAfter !== null && (
          <div>
            <dt>{t('fact.destroy')}</dt>
            <dd>{dayAndTime(found.destroyAfter)}</dd>
          </div>
        )}
      </dl>
      {found.state !== 'closed' && <Declare found={found} />}
      {whole === null ? (
        <div class="case-sealed">
          <Button
            icon="lock"
            busy={busy.value}
            onPress={() => {
              if (keyIsOpen.value) void openCase(found.id);
              else askForKey.value = 'unlock';
            }}
          >
            {t('act.open')}
          </Button>
          <p>{t('open.note')}</p>
        </div>
      ) : (
        <>
          <Entries found={found} entries={whole} nameDistrict={nameDistrict} />
          {found.state === 'at-work' && own !== undefined && (
            <WriteEntry found={found} own={own.id} nameDistrict={nameDistrict} />
          )}
        </>
      )}
      {found.state === 'at-work' && works && <Classify found={found} />}
      {caseGuests.value.map((Guest) => (
        <Guest
          key={Guest}
          found={found}
          entries={whole}
          texts={texts.value}
          own={own?.id ?? null}
          nameDistrict={nameDistrict}
        />
      ))}
      {found.state === 'at-work' && works && whole !== null && (
        <form
          class="case-end"
          onSubmit={(event) => {
            event.preventDefault();
            void close(found.id, closing);
          }}
        >
          <label>
            {t('closing')}
            <select
              class="input"
              value={closing}
              onChange={(event) => setClosing(event.currentTarget.value as typeof closing)}
            >
              {closings.map((one) => (
                <option key={one} value={one}>
                  {t(`closing.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <Button type="submit" busy={busy.value}>
            {t('act.close')}
          </Button>
        </form>
      )}
      {found.state === 'closed' && (
        <div class="case-end">
          <p>{found.closing !== null && t(`closing.${found.closing}`)}</p>
          <Button busy={busy.value} onPress={() => void reopen(found.id)}>
            {t('act.reopen')}
          </Button>
        </div>
      )}
    </section>
  );
}

function sayMembers(found: CaseSummary): string {
  if (found.members.length === 0) return t('members.none');
  return found.members
    .map(({ staff, name, profession, cleared }) =>
      [
        name,
        profession !== null && t(`profession.${profession}`),
        staff === found.lead && t('lead'),
        !cleared && t('asked'),
      ]
        .filter(Boolean)
        .join(' · '),
    )
    .join(', ');
}

function sayDue(found: CaseSummary): string {
  if (found.due === 0) return t('due.none');
  const late = found.overdue > 0 ? ` · ${t('due.late', { n: found.overdue })}` : '';
  const next = found.nextDueAt === null ? '' : ` · ${dayAndTime(found.nextDueAt)}`;
  return `${t('due.open', { n: found.due })}${late}${next}`;
}

/** Before somebody works on it: that nobody in it is close to them. */
function Declare({ found }: { found: CaseSummary }) {
  return (
    <details class="case-declare" open={!found.members.some(({ cleared }) => cleared)}>
      <summary>{t('declare')}</summary>
      <p>{t('declare.ask')}</p>
      <div>
        <Button kind="lamp" busy={busy.value} onPress={() => void declare(found.id, false)}>
          {t('act.clear')}
        </Button>
        <Button kind="plain" busy={busy.value} onPress={() => void declare(found.id, true)}>
          {t('act.conflict')}
        </Button>
      </div>
      <p class="case-note">{t('declare.note')}</p>
    </details>
  );
}
