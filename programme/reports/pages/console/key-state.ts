// The own key at the desk: made once, unlocked once a session, locked again after a pause and on leaving; and the keys of the own desks.
import { computed, effect, signal } from '@preact/signals';
import type { Problem } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { call, type MyDesk, type MyKeys, seat } from './inbox-state.ts';
import { askPasskey } from './passkey-secret.ts';
import { sayReportProblem } from './say.ts';
import { t } from './words.ts';

export const mine = signal<MyKeys | null>(null);
export const isOpen = signal(false);
/** What does not hold about the city's list of keys; then nothing is opened until the page is loaded anew. */
export const brokenLog = signal<string | null>(null);
export const busy = signal(false);
/** The window over the room. */
export const asking = signal<'unlock' | 'enrol' | null>(null);
/** Digits of the own key while it waits for the signature: the officer compares them by telephone. */
export const digits = signal<string | null>(null);
/** Desk keys that are open in this browser. */
export const openKeys = signal<readonly string[]>([]);

/** Minutes without a touch after which the key is locked again. */
export const idleMinutes = 10;

export const phase = computed(() => {
  if (globalThis.crypto?.subtle === undefined) return 'unsupported';
  if (brokenLog.value !== null) return 'broken';
  if (isOpen.value) return 'open';
  if (mine.value === null) return 'asking';
  if (mine.value.keys.length === 0) return 'none';
  return mine.value.keys.some(({ signed }) => signed) ? 'locked' : 'unsigned';
});

const safe = () => import('./safe.ts');

/** Fetches which keys there are; those of the desks that were handed on meanwhile are opened with the rest. */
export async function fetchKeys(): Promise<void> {
  const person = seat.value;
  const answer = await call('GET /api/keys/mine', {});
  if (!answer.ok || seat.value !== person) return;
  mine.value = answer.value;
  if (phase.value === 'unsigned') digits.value = await (await safe()).digitsOfMade(answer.value);
  if (isOpen.value) await guarded(async () => (await safe()).openDesks(answer.value));
  if (isOpen.value) openKeys.value = (await safe()).openKeyIds();
}

/** What failed with a key, in words; a list that does not hold closes everything. */
async function guarded<T>(work: () => Promise<T>): Promise<T | null> {
  const { BrokenKeyLog, NoAnswer, NotSealed } = await safe();
  try {
    return await work();
  } catch (error) {
    if (error instanceof BrokenKeyLog) {
      lock();
      brokenLog.value = error.message;
    } else if (error instanceof NotSealed) {
      lock();
      brokenLog.value = t('key.exchanged');
    } else if (error instanceof NoAnswer) {
      tell(sayReportProblem({ status: 0, code: 'unreachable' }), 'refused');
    } else throw error;
    return null;
  }
}

export type UnlockRefusal = 'wrong' | 'wrongPasskey' | 'passkey.failed' | null;

/** Unlocks with the passphrase; `wrong` when it does not fit. */
export function unlockByPassphrase(passphrase: string): Promise<UnlockRefusal> {
  return unlockWith(async () => ({ passphrase }), 'wrong');
}

/** Unlocks with the passkey with which the key was locked. */
export function unlockByPasskey(): Promise<UnlockRefusal> {
  return unlockWith(async () => {
    const { fromBase64url } = await safe();
    const key = mine.value?.keys.filter(isByPasskey).at(-1);
    const secret = key && (await askPasskey(fromBase64url(key.locked.salt)));
    return secret ? { secret } : null;
  }, 'wrongPasskey');
}

/** Whether a key was locked with a passkey. */
export const isByPasskey = (key: MyKeys['keys'][number]): boolean => key.locked.way === 'passkey';

type Way = Parameters<Awaited<ReturnType<typeof safe>>['unlockOwn']>[1];

async function unlockWith(
  ask: () => Promise<Way | null>,
  wrong: 'wrong' | 'wrongPasskey',
): Promise<UnlockRefusal> {
  const keys = mine.value;
  const person = seat.value;
  if (keys === null || busy.value) return null;
  busy.value = true;
  const { unlockOwn, openKeyIds, shut, NotSealed } = await safe();
  let by: Way | null = null;
  try {
    by = await ask();
  } catch {
    // Nobody confirmed, or there is no passkey here.
  }
  if (by === null) {
    busy.value = false;
    return 'passkey.failed';
  }
  const way = by;
  const opened = await guarded(async () => {
    try {
      await unlockOwn(keys, way);
      return 'open' as const;
    } catch (error) {
      if (error instanceof NotSealed) return 'wrong' as const;
      throw error;
    }
  });
  busy.value = false;
  if (seat.value !== person) shut();
  if (seat.value !== person) return null;
  if (opened === 'wrong') return wrong;
  asking.value = null;
  if (opened === null) return null;
  isOpen.value = true;
  openKeys.value = openKeyIds();
  touched = Date.now();
  tell(t('done.unlock'));
  return null;
}

/** Locks the own key and forgets every key of a desk; what was readable goes with them. */
export function lock(): void {
  if (!isOpen.peek()) return;
  isOpen.value = false;
  openKeys.value = [];
  void safe().then(({ shut }) => {
    if (!isOpen.peek()) shut();
  });
}

export type EnrolWay = { passphrase: string } | 'passkey';

/** Makes the own key and hands its public half, and the locked private one, to the server. Answers why not, in words. */
export async function enrol(way: EnrolWay): Promise<string | null> {
  busy.value = true;
  const refusal = await makeAndSend(way);
  busy.value = false;
  if (refusal !== null) return refusal;
  asking.value = null;
  tell(t('done.enrol'));
  await fetchKeys();
  return null;
}

async function makeAndSend(way: EnrolWay): Promise<string | null> {
  const { makeLockedKey, makeSalt, rememberMade } = await safe();
  let by: Parameters<typeof makeLockedKey>[0];
  if (way === 'passkey') {
    const salt = makeSalt();
    try {
      const secret = await askPasskey(salt);
      if (secret === null) return t('enrol.noPrf');
      by = { secret, salt };
    } catch {
      return t('passkey.failed');
    }
  } else by = way;
  const body = await makeLockedKey(by);
  const answer = await call('POST /api/keys/mine', { body });
  if (answer.ok) rememberMade(body);
  return answer.ok ? null : sayReportProblem(answer.problem);
}

/** Makes the first or the next key of a desk. */
export async function makeDeskKeyOf(desk: MyDesk): Promise<void> {
  await step(async () => {
    const body = await (await safe()).makeKeyOf(desk);
    return call('POST /api/keys/desks/:id/keys', { params: { id: desk.id }, body });
  }, t('done.deskKey'));
}

/** Hands the keys of a desk to a colleague who lacks them. */
export async function handOn(desk: MyDesk, staff: string, name: string): Promise<void> {
  await step(
    async () => {
      const held = await (await safe()).keysFor(desk, staff);
      return call('POST /api/keys/desks/:id/held', { params: { id: desk.id }, body: { held } });
    },
    t('done.handOn', { name }),
  );
}

type Told = { ok: true } | { ok: false; problem: Problem };

async function step(work: () => Promise<Told>, done: string): Promise<void> {
  if (busy.value) return;
  busy.value = true;
  const answer = await guarded(work);
  busy.value = false;
  if (answer?.ok) tell(done);
  else if (answer) tell(sayReportProblem(answer.problem), 'refused');
  await fetchKeys();
}

let touched = 0;

// A key lives longer than the room is looked at, and never longer than its owner's session: a pause locks it, and so does leaving.
const touch = () => {
  touched = Date.now();
};
/** Work that goes on by itself, such as a package that is being written, is no pause. */
export const stayOpen = touch;
addEventListener('pointerdown', touch);
addEventListener('keydown', touch);
addEventListener('pagehide', lock);
setInterval(() => {
  if (!isOpen.peek() || Date.now() - touched < idleMinutes * 60_000) return;
  lock();
  tell(t('done.idleLock'));
}, 5000);
effect(() => {
  void seat.value;
  lock();
  mine.value = null;
  brokenLog.value = null;
  asking.value = null;
});
