// Who at a desk sees callers move: one entry of the audit log when such a view opens and one when it closes, and no position in either.
import { markEach } from '#platform/audit/index.ts';
import { type Actor, type Database, system } from '#platform/db/index.ts';
import { type MovedCaller, openAmong } from '#programme/incidents/index.ts';

export type Looks = {
  /** Marks every view that these callers would open; call it before they are told. */
  open(callers: readonly MovedCaller[]): Promise<void>;
  /** Marks the end of views whose desk has left or whose call is over. */
  close(): Promise<void>;
  /** The same for all that are open: the server stops. */
  closeAll(): Promise<void>;
};

/** Whether somebody of these districts sees the call. */
export function sees(districts: Actor['districts'], audience: readonly string[]): boolean {
  return districts === 'all' || audience.some((code) => districts.includes(code));
}

/**
 * `readers` are those whose streams are open now; a person with two windows looks once. What is open is kept in this
 * process: a server that is killed leaves an opening without its end, which is what is true of it.
 */
export function keepLooks(db: Database, readers: () => Iterable<Actor>): Looks {
  /** The calls that each reader sees move, by the reader's id. */
  const views = new Map<string, { actor: Actor; calls: Set<string> }>();

  function present(): Map<string, Actor> {
    return new Map([...readers()].map((actor) => [actor.id, actor]));
  }

  async function end(actor: Actor, calls: readonly string[]): Promise<void> {
    if (calls.length === 0) return;
    await db.transaction(actor, (tx) => markEach(tx, 'caller.watching-ended', calls));
    const view = views.get(actor.id);
    for (const call of calls) view?.calls.delete(call);
    if (view?.calls.size === 0) views.delete(actor.id);
  }

  async function markUnseen(callers: readonly MovedCaller[]): Promise<boolean> {
    let marked = false;
    for (const actor of present().values()) {
      const seen = views.get(actor.id)?.calls ?? new Set<string>();
      const fresh = callers
        .filter(({ id, audience }) => !seen.has(id) && sees(actor.districts, audience))
        .map(({ id }) => id);
      if (fresh.length === 0) continue;
      await db.transaction(actor, (tx) => markEach(tx, 'caller.watched', fresh));
      views.set(actor.id, { actor, calls: new Set([...seen, ...fresh]) });
      marked = true;
    }
    return marked;
  }

  return {
    async open(callers) {
      // Whoever came while the others were marked is marked too, before anybody is told.
      for (let marked = true; marked; ) marked = await markUnseen(callers);
    },
    async close() {
      if (views.size === 0) return;
      const here = present();
      const all = [...new Set([...views.values()].flatMap(({ calls }) => [...calls]))];
      const open = new Set(await db.transaction(system, (tx) => openAmong(tx, all)));
      for (const { actor, calls } of [...views.values()])
        await end(
          actor,
          [...calls].filter((call) => !here.has(actor.id) || !open.has(call)),
        );
    },
    async closeAll() {
      for (const { actor, calls } of [...views.values()]) await end(actor, [...calls]);
    },
  };
}
