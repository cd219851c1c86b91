// Sealed reports on the desk: what waits, and the chosen one beside it. Nothing that she wrote is in the list.
import { useEffect } from 'preact/hooks';
import { useKeys } from '#platform/ui/keys.ts';
import { tell } from '#platform/ui/notices.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import { AskEnrol } from './AskEnrol.tsx';
import { AskUnlock } from './AskUnlock.tsx';
import { DeskKeys, deskKeysWant } from './DeskKeys.tsx';
import { inboxGuests } from './guest.ts';
import {
  acknowledgeReport,
  chosen,
  chosenId,
  fetchInbox,
  inbox,
  inboxProblem,
  moveReport,
  ordered,
} from './inbox-state.ts';
import { KeyBar } from './KeyBar.tsx';
import { asking, fetchKeys, lock, phase } from './key-state.ts';
import { isWaiting } from './order.ts';
import { ReportDetail } from './ReportDetail.tsx';
import { ReportRows } from './ReportRows.tsx';
import { nextSealed, openOne } from './read-state.ts';
import { type NameDistrict, sayDesk, sayReportProblem } from './say.ts';
import { t } from './words.ts';
import './reports.css';

export type ReportsRoomProps = {
  nameDistrict: NameDistrict;
  /** Whoever sits here, as she will see them. */
  name: string;
};

const everyMilliseconds = 3000;

export function ReportsRoom({ nameDistrict, name }: ReportsRoomProps) {
  useEffect(() => {
    void fetchInbox();
    void fetchKeys();
    // A signature, a key handed on, a colleague who joined: all of it happens elsewhere.
    const timer = setInterval(() => void fetchKeys(), everyMilliseconds);
    return () => clearInterval(timer);
  }, []);
  useKeys({
    J: () => move(1),
    K: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => void takeOn(),
    O: openNext,
    M: write,
    Z: lock,
  });
  const whole = inbox.value;
  const problem = inboxProblem.value;
  if (whole === null) {
    if (problem === null) return <Loading lines={8} />;
    if (problem.status === 0) return <Offline onRetry={() => void fetchInbox()} />;
    if (problem.status >= 500) return <Failed id={problem.id} onRetry={() => void fetchInbox()} />;
    return <Refused why={sayReportProblem(problem)} />;
  }
  if (whole.desks.length === 0) return <Empty title={t('noDesk')} note={t('noDesk.note')} />;
  const desks = whole.desks.map((desk) => sayDesk(desk, nameDistrict)).join(', ');
  return (
    <section class={`reports${chosenId.value === null ? '' : ' reports-chosen'}`}>
      <div class="reports-main">
        <header class="reports-head">
          <h2>{t('title')}</h2>
          <p>{t('lead', { desks, n: ordered.value.filter(isWaiting).length })}</p>
        </header>
        <KeyBar />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
        <section class="reports-list" tabIndex={0} aria-label={t('list')}>
          {deskKeysWant.value && <DeskKeys nameDistrict={nameDistrict} />}
          {inboxGuests.value.map((Guest) => (
            <Guest key={Guest} nameDistrict={nameDistrict} />
          ))}
          <ReportRows nameDistrict={nameDistrict} onTakeOn={() => void takeOn()} />
          {!deskKeysWant.value && <DeskKeys nameDistrict={nameDistrict} />}
        </section>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <aside class="reports-about" tabIndex={0} aria-label={t('about')}>
        <ReportDetail nameDistrict={nameDistrict} name={name} onTakeOn={() => void takeOn()} />
      </aside>
      {asking.value === 'unlock' && <AskUnlock onClose={stopAsking} />}
      {asking.value === 'enrol' && <AskEnrol onClose={stopAsking} />}
    </section>
  );
}

function move(by: 1 | -1): void {
  moveReport(by);
  document.querySelector(`[data-report="${chosenId.value}"]`)?.scrollIntoView({ block: 'nearest' });
}

async function takeOn(): Promise<void> {
  const report = ordered.value.find(({ id }) => id === chosenId.value);
  if (report === undefined || !isWaiting(report)) return;
  const refused = await acknowledgeReport();
  if (refused === null) tell(t('done.acknowledge'));
  else tell(sayReportProblem(refused), 'refused');
}

function stopAsking(): void {
  asking.value = null;
}

/** Opens what is still sealed, from the first on; a locked key first. */
function openNext(): void {
  const report = chosen.value;
  const part = report === null ? undefined : nextSealed(report);
  if (phase.value === 'locked') asking.value = 'unlock';
  else if (report !== null && part !== undefined) void openOne(report, part);
}

function write(): void {
  if (phase.value === 'locked') asking.value = 'unlock';
  else document.querySelector<HTMLElement>('#write-to-her')?.focus();
}
