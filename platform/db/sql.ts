// Plain SQL as a tagged template: values become parameters, and each place in the code is one prepared statement.
import { createHash } from 'node:crypto';
import type { QueryResult } from 'pg';

export type Statement = { name: string; text: string; values: unknown[] };

const prepared = new WeakMap<TemplateStringsArray, { name: string; text: string }>();

/**
 * Turns a template into a named statement. The text of a template never changes at run time, so its
 * plan is made once a connection (decision 0003: row-level security makes planning dearer than running).
 */
export function statement(strings: TemplateStringsArray, values: unknown[]): Statement {
  let known = prepared.get(strings);
  if (!known) {
    const text = strings.reduce((whole, part, index) => `${whole}$${index}${part}`);
    known = { name: createHash('sha1').update(text).digest('base64url').slice(0, 20), text };
    prepared.set(strings, known);
  }
  return { ...known, values };
}

/** Runs a tagged template and answers its rows. */
export type Sql = <Row extends object = Record<string, unknown>>(
  strings: TemplateStringsArray,
  ...values: unknown[]
) => Promise<Row[]>;

/** Binds the tag to a connection. */
export function sqlOn(query: (statement: Statement) => Promise<QueryResult>): Sql {
  return async function sql<Row>(strings: TemplateStringsArray, ...values: unknown[]) {
    const result = await query(statement(strings, values));
    return result.rows as Row[];
  };
}
