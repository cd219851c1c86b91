// Connections of one actor for what comes in by itself: each statement is a transaction of its own, one message there and one answer back.
import pg from 'pg';
import type { Actor } from './actor.ts';
import type { DatabaseOptions, Tx } from './database.ts';
import { sqlOn } from './sql.ts';

export type IntakeDatabase = {
  /**
   * Runs `work`, which is one statement; resolves when it is committed, rejects when it left nothing. A second statement is refused: it
   * would be another transaction.
   */
  statement<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type IntakeOptions = DatabaseOptions & {
  /** Who acts in everything that comes this way. */
  actor: Actor;
  /** Longest wait for a row that somebody else holds, in milliseconds; then the statement fails. */
  waitForLocksMs: number;
};

/**
 * Opens them. Who acts is a setting of the connection, so nothing is sent before the statement and nothing after it (decision 0015): PostgreSQL
 * answers that it is ready for the next only after the commit.
 */
export function openIntake(options: IntakeOptions): IntakeDatabase {
  const { actor } = options;
  const settings = {
    ...(options.runAs ? { role: options.runAs } : {}),
    'ansim.actor': actor.id,
    'ansim.role': actor.role,
    'ansim.districts': actor.districts === 'all' ? '*' : actor.districts.join(','),
    lock_timeout: String(Math.round(options.waitForLocksMs)),
  };
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 2,
    application_name: options.applicationName ?? 'ansim',
    connectionTimeoutMillis: 10_000,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\\s]/g, '\\$&')}`)
      .join(' '),
  });
  // An idle connection that the server closed is replaced by the next request; one that breaks in a statement fails that statement.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    async statement(work) {
      const later: (() => void)[] = [];
      let isSent = false;
      const result = await work({
        actor,
        sql: sqlOn((statement) => {
          if (isSent) throw new Error('A transaction of one statement has been committed already.');
          isSent = true;
          return pool.query(statement);
        }),
        afterCommit: (task) => later.push(task),
      });
      for (const task of later) task();
      return result;
    },
    close: () => pool.end(),
  };
}
