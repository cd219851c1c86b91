// Connections and transactions; every transaction says who acts before its first statement.
import pg from 'pg';
import type { Actor } from './actor.ts';
import { type Sql, sqlOn } from './sql.ts';

/** One open transaction. */
export type Tx = {
  sql: Sql;
  actor: Actor;
  /** Runs after the commit has been confirmed; never after a rollback. */
  afterCommit(task: () => void): void;
};

export type Database = {
  /**
   * Runs `work` as `actor` and commits. `begin`, the actor's settings and the first statement travel in one
   * round trip. A rejected `work` rolls back and rejects with the same error.
   */
  transaction<T>(
    actor: Actor,
    work: (tx: Tx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  close(): Promise<void>;
};

export type TransactionOptions = {
  /** Longest wait for a row that somebody else holds, in milliseconds; then the statement fails. Without it, for ever. */
  waitForLocksMs?: number;
};

export type DatabaseOptions = {
  url: string;
  runAs?: string;
  connections?: number;
  applicationName?: string;
};

/** A broken commit: PostgreSQL rolled back although no statement had failed visibly. */
export const notCommitted = new Error(
  'The database rolled the transaction back instead of committing it.',
);

/** Opens a pool of pipelined connections as the unprivileged role. */
export function openDatabase(options: DatabaseOptions): Database {
  const settings: pg.PoolConfig & { pipeline: boolean } = {
    connectionString: options.url,
    max: options.connections ?? 10,
    pipeline: true,
    application_name: options.applicationName ?? 'ansim',
    connectionTimeoutMillis: 10_000,
    ...(options.runAs ? { options: `-c role=${options.runAs}` } : {}),
  };
  const pool = new pg.Pool(settings);
  // An idle connection that the server closed is replaced by the next request; nothing is lost.
  pool.on('error', () => {});
  // One that is cut off between two statements of a transaction tells nobody but its listener, and without one ends the
  // process; the transaction's next statement fails, which is where it is dealt with.
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    transaction: (actor, work, limits) => inTransaction(pool, actor, work, limits),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  actor: Actor,
  work: (tx: Tx) => Promise<T>,
  limits: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  const later: (() => void)[] = [];
  let broken: Error | undefined;
  try {
    const begun = client.query(opening(client, actor, limits));
    begun.catch(() => {});
    const tx: Tx = {
      actor,
      sql: sqlOn((statement) => client.query(statement)),
      afterCommit: (task) => later.push(task),
    };
    const result = await work(tx);
    await begun;
    const commit = await client.query('commit');
    if (commit.command !== 'COMMIT') throw notCommitted;
    for (const task of later) task();
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function opening(client: pg.PoolClient, actor: Actor, limits: TransactionOptions): string {
  const districts = actor.districts === 'all' ? '*' : actor.districts.join(',');
  const locks =
    limits.waitForLocksMs === undefined
      ? ''
      : `; set local lock_timeout = ${Math.round(limits.waitForLocksMs)}`;
  return `begin; set local ansim.actor = ${client.escapeLiteral(actor.id)}; set local ansim.role = ${client.escapeLiteral(actor.role)}; set local ansim.districts = ${client.escapeLiteral(districts)}${locks}`;
}
