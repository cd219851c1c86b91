// What an operator can do to the chosen call, each step with its answer in words.
import { signal } from '@preact/signals';
import type { Answer } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { Disposition, Incident, IncidentDetail } from '../../contract.ts';
import { decide, type Step } from '../../rules.ts';
import { call } from './api.ts';
import { me } from './city.ts';
import { placeName } from './place-words.ts';
import { putRows } from './queue-state.ts';
import { detail, refreshDetail, selected, showDetail } from './selection.ts';
import { nameState, t } from './words.ts';

export type Question =
  | 'close'
  | 'note'
  | 'call'
  | 'message'
  | 'reopen'
  | { withdraw: string; callSign: string };
/** The window open over the screen, if any. */
export const asking = signal<Question | null>(null);
/** D was pressed: digits now choose whom to send. */
export const choosingUnit = signal(false);
/** A step is under way; a second press waits for its answer. */
export const busy = signal(false);

/** Whether a unit was sent and is not called back, and has not said that it cannot come. */
export function isSent({ state }: IncidentDetail['units'][number]): boolean {
  return state !== 'withdrawn' && state !== 'declined' && state !== 'unanswered';
}

/** Whether this desk answers calls; the hotline raises, notes and telephones, and others read. */
export function mayAct(): boolean {
  const role = me.value?.role;
  return role === 'operator' || role === 'city-operator';
}

/** Whether this desk may write a note and keep a telephone call. */
export function mayWrite(): boolean {
  return mayAct() || me.value?.role === 'hotline-agent';
}

/** Whether the rules and the role allow this step on the chosen call now. */
export function possible(kind: Exclude<Step['kind'], 'close'> | 'close'): boolean {
  const row = selected.value;
  if (row === null || !mayAct()) return false;
  const units = detail.value?.units.filter(isSent).length ?? (row.unit === null ? 0 : 1);
  // Whether another person was quicker is for the server to say.
  const facts = { ...row, actedVersion: 0, unitsUnderWay: units };
  const step: Step =
    kind === 'close' ? { kind, disposition: 'assisted', mergedInto: null } : { kind };
  return decide(facts, step).ok;
}

async function run(
  done: string,
  send: (row: Incident) => Promise<Answer<IncidentDetail>>,
): Promise<boolean> {
  const row = selected.value;
  if (row === null || busy.value) return false;
  busy.value = true;
  const answer = await send(row);
  busy.value = false;
  if (answer.ok) {
    putRows([answer.value]);
    showDetail(answer.value);
    tell(done);
    return true;
  }
  tell(sayProblem(answer.problem, nameState), 'refused');
  if (answer.problem.code === 'version-conflict' || answer.problem.code === 'wrong-state') {
    const latest = await call('GET /api/incidents/:id', { params: { id: row.id } });
    if (latest.ok) {
      putRows([latest.value]);
      showDetail(latest.value);
    }
  }
  refreshDetail();
  return false;
}

function at(row: Incident) {
  return { params: { id: row.id } };
}

export function acknowledge(): Promise<boolean> {
  return run(
    t('done.acknowledged', { place: selected.value === null ? '' : placeName(selected.value) }),
    (row) =>
      call('POST /api/incidents/:id/acknowledge', { ...at(row), body: { version: row.version } }),
  );
}

export function dispatch(unitId: string, callSign: string): Promise<boolean> {
  choosingUnit.value = false;
  return run(t('done.dispatched', { unit: callSign }), (row) =>
    call('POST /api/incidents/:id/dispatch', {
      ...at(row),
      body: { version: row.version, unitId },
    }),
  );
}

export function arrive(): Promise<boolean> {
  return run(t('done.arrived'), (row) =>
    call('POST /api/incidents/:id/on-scene', { ...at(row), body: { version: row.version } }),
  );
}

export function withdraw(unitId: string, reason: string): Promise<boolean> {
  return run(t('done.withdrawn'), (row) =>
    call('POST /api/incidents/:id/withdraw', { ...at(row), body: { unitId, reason } }),
  );
}

export function closeCall(
  disposition: Disposition,
  note: string,
  mergedInto: string | null,
): Promise<boolean> {
  const body = {
    disposition,
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(mergedInto === null ? {} : { mergedInto }),
  };
  return run(
    t('done.closed', { place: selected.value === null ? '' : placeName(selected.value) }),
    (row) =>
      call('POST /api/incidents/:id/close', {
        ...at(row),
        body: { ...body, version: row.version },
      }),
  );
}

export function reopen(reason: string): Promise<boolean> {
  return run(t('done.reopened'), (row) =>
    call('POST /api/incidents/:id/reopen', { ...at(row), body: { reason } }),
  );
}

export function promote(): Promise<boolean> {
  return run(t('done.promoted'), (row) =>
    call('POST /api/incidents/:id/promote', { ...at(row), body: { version: row.version } }),
  );
}

export function verify(): Promise<boolean> {
  return run(t('done.verified'), (row) =>
    call('POST /api/incidents/:id/verify', { ...at(row), body: { version: row.version } }),
  );
}

export function note(text: string): Promise<boolean> {
  return run(t('done.noted'), (row) =>
    call('POST /api/incidents/:id/notes', { ...at(row), body: { text } }),
  );
}

export type CallMade = {
  to: 'place' | 'police' | 'caller' | 'other';
  outcome: 'answered' | 'no-answer' | 'busy' | 'wrong-number';
};
export function keepCall(made: CallMade): Promise<boolean> {
  return run(t('done.called'), (row) =>
    call('POST /api/incidents/:id/calls', { ...at(row), body: made }),
  );
}

export function sendMessage(message: {
  phrase?: string;
  text?: string;
  language: string;
}): Promise<boolean> {
  return run(t('done.sent'), (row) =>
    call('POST /api/incidents/:id/messages', { ...at(row), body: message }),
  );
}
