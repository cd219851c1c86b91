// Tonight's board on the desk: what was fetched, what is chosen, and every step as one call.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import type { Answer, Problem } from '#platform/ui/client.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { tell } from '#platform/ui/notices.ts';
import type { BoardDetail, boardContract } from '../../board-contract.ts';
import { call, taken } from './api.ts';
import { type Board, type BoardWalk, orderWalks } from './order.ts';
import { t } from './words.ts';

export type BoardPair = Board['pairs'][number];
export type Capacity = z.infer<(typeof boardContract)['GET /api/walk-capacity']['reply']>;
export type { Board, BoardDetail, BoardWalk };

export const board = signal<Board | null>(null);
/** Why the board could not be had; it keeps showing what it had. */
export const boardProblem = signal<Problem | null>(null);
export const capacity = signal<Capacity | null>(null);
export const chosenId = signal<string | null>(null);
export const chosen = signal<BoardDetail | null>(null);
export const onlyDistrict = signal('');
export const busy = signal(false);

/** What lies in the wide pane. */
export const panes = ['walks', 'pairs', 'capacity', 'map'] as const;
export type Pane = (typeof panes)[number];
export const pane = signal<Pane>('walks');

/** The window that is open over the board. */
export type Asking = 'book' | 'cancel' | 'change' | 'pin' | 'release' | 'end';
export const asking = signal<Asking | null>(null);

/** Walks of the chosen district, in the order in which somebody looks at them. */
export const ordered = computed(() =>
  orderWalks(
    (board.value?.walks ?? []).filter(
      ({ district }) => onlyDistrict.value === '' || district === onlyDistrict.value,
    ),
  ),
);

/** What wants somebody now: alerts that nobody has taken up, and news she has not heard. */
export const wanting = computed(
  () => (board.value?.walks ?? []).filter(({ alerts }) => alerts.some((one) => !one.seenAt)).length,
);

let asked = 0;

/** Fetches tonight as of now; an answer that a later one has overtaken is left. */
export async function fetchBoard(): Promise<void> {
  asked += 1;
  const mine = asked;
  const answer = await call('GET /api/walk-board', {});
  if (mine !== asked) return;
  boardProblem.value = answer.ok ? null : answer.problem;
  if (!answer.ok) return;
  sayNewAlerts(board.value, answer.value);
  board.value = answer.value;
}

/** Starts a desk's session: what an earlier person saw is gone, and tonight is fetched. */
export function openBoard(): void {
  board.value = null;
  chooseWalk(null);
  asking.value = null;
  void fetchBoard();
}

/** What has begun to be wrong since the last look is said once, whatever view is open. */
function sayNewAlerts(before: Board | null, now: Board): void {
  if (before === null) return;
  const known = new Set(before.walks.flatMap(({ alerts }) => alerts.map(({ id }) => id)));
  for (const walk of now.walks)
    for (const alert of walk.alerts)
      if (!known.has(alert.id) && alert.seenAt === null)
        tell(
          t('news', { what: t(`alert.${alert.kind}`), point: inLanguage(walk.point.name) }),
          'refused',
        );
}

/** Fetches what is free, when somebody looks at it. */
export async function fetchCapacity(day?: string): Promise<void> {
  const answer = await call('GET /api/walk-capacity', { query: { day } });
  if (answer.ok) capacity.value = answer.value;
}

/** Brings one walk before the operator, or lets it go. */
export function chooseWalk(id: string | null): void {
  if (id !== chosenId.value) chosen.value = null;
  chosenId.value = id;
  if (id !== null) void fetchWalk(id);
}

/** What was pressed on the map: a walk is chosen, a point or a pair without one says nothing more. */
export function chooseGuest(id: string): void {
  if (board.peek()?.walks.some((walk) => walk.id === id)) chooseWalk(id);
}

async function fetchWalk(id: string): Promise<void> {
  const answer = await call('GET /api/walk-board/:id', { params: { id } });
  if (chosenId.value !== id) return;
  if (answer.ok) chosen.value = answer.value;
  else chooseWalk(null);
}

/** The next or the one before in the list. */
export function moveWalk(by: 1 | -1): void {
  const rows = ordered.value.flatMap(({ walks }) => walks);
  const at = rows.findIndex(({ id }) => id === chosenId.value);
  const next = rows[Math.min(rows.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
  if (next) chooseWalk(next.id);
}

let owed: ReturnType<typeof setTimeout> | undefined;
const changedNow = new Set<string>();

/** A board that nobody looks at is asked seldom: it only counts what wants somebody. */
export const boardShown = signal(false);
const shownPause = 1000;
const hiddenPause = 5000;

/** A walk changed: the board is asked again, at most once a second however many changed. */
export function hearWalk(id: string): void {
  changedNow.add(id);
  if (owed !== undefined) return;
  const pause = boardShown.value || chosenId.value !== null ? shownPause : hiddenPause;
  owed = setTimeout(() => {
    owed = undefined;
    if (chosenId.value !== null && changedNow.has(chosenId.value)) void fetchWalk(chosenId.value);
    changedNow.clear();
    void fetchBoard();
    if (boardShown.value && pane.value === 'capacity') void fetchCapacity(capacity.value?.day);
  }, pause);
}

/** Takes a step: what it answers is the walk after it. Answers whether it was taken. */
export async function take(step: Promise<Answer<BoardDetail>>, done: string): Promise<boolean> {
  busy.value = true;
  const walk = taken(await step);
  busy.value = false;
  if (chosenId.value !== null) void fetchBoard();
  if (walk === null) {
    // Whoever was quicker is shown.
    if (chosenId.value !== null) void fetchWalk(chosenId.value);
    return false;
  }
  if (chosenId.value === walk.id) chosen.value = walk;
  tell(done);
  asking.value = null;
  return true;
}

const at = (walk: BoardWalk) => ({ params: { id: walk.id } });
const seen = (walk: BoardWalk) => ({ version: walk.version });
type Body<R extends keyof typeof boardContract> = (typeof boardContract)[R] extends {
  body: infer B extends z.ZodType;
}
  ? z.input<B>
  : never;

export const cancelWalk = (
  walk: BoardWalk,
  body: Omit<Body<'POST /api/walk-board/:id/cancel'>, 'version'>,
) =>
  take(
    call('POST /api/walk-board/:id/cancel', { ...at(walk), body: { ...seen(walk), ...body } }),
    t('done.cancel'),
  );
export const changeWalk = (
  walk: BoardWalk,
  body: Omit<Body<'POST /api/walk-board/:id/change'>, 'version'>,
) =>
  take(
    call('POST /api/walk-board/:id/change', { ...at(walk), body: { ...seen(walk), ...body } }),
    t('done.change'),
  );
export const pinWalk = (
  walk: BoardWalk,
  body: Omit<Body<'POST /api/walk-board/:id/pin'>, 'version'>,
) =>
  take(
    call('POST /api/walk-board/:id/pin', { ...at(walk), body: { ...seen(walk), ...body } }),
    t('done.pin'),
  );
export const unpinWalk = (walk: BoardWalk) =>
  take(call('POST /api/walk-board/:id/unpin', { ...at(walk), body: seen(walk) }), t('done.unpin'));
export const releaseWalk = (
  walk: BoardWalk,
  reason: Body<'POST /api/walk-board/:id/release'>['reason'],
) =>
  take(
    call('POST /api/walk-board/:id/release', { ...at(walk), body: { ...seen(walk), reason } }),
    t('done.release'),
  );
export const endWalk = (
  walk: BoardWalk,
  body: Omit<Body<'POST /api/walk-board/:id/end'>, 'version'>,
) =>
  take(
    call('POST /api/walk-board/:id/end', { ...at(walk), body: { ...seen(walk), ...body } }),
    t('done.end'),
  );
export const toldWalk = (walk: BoardWalk) =>
  take(call('POST /api/walk-board/:id/told', { ...at(walk), body: {} }), t('done.told'));

/** Somebody looks after everything that is wrong with this walk. */
export async function seeAlerts(walk: BoardWalk): Promise<void> {
  for (const { id } of walk.alerts.filter((one) => one.seenAt === null))
    await take(
      call('POST /api/walk-board/:id/alerts/:alertId/seen', {
        params: { id: walk.id, alertId: id },
        body: {},
      }),
      t('done.seen'),
    );
}

/** What may be done with a walk as it is; the server decides again. */
export function possible(walk: BoardDetail) {
  const open = walk.ended === null;
  const before = open && ['received', 'paired', 'on-the-way', 'here'].includes(walk.state);
  return {
    cancel: before,
    change: before,
    pin: open && ['received', 'paired'].includes(walk.state),
    unpin: open && walk.pinned,
    release: open && walk.shiftId !== null && before,
    end: open && ['walking', 'dropped-off'].includes(walk.state),
    leave: walk.state === 'walking',
    told: walk.tellBy !== null,
    seen: walk.alerts.some((one) => one.seenAt === null),
  };
}
