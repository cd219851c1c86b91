// The shape of a module's contract: its routes keyed by method and path, with schemas and the roles that may call.
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One route. `roles` is a list of the roles that may call it, or `public` for anyone; `device` routes
 * authenticate by the device's own secret inside the handler and never by a session.
 */
export type Route = {
  summary: string;
  roles: readonly string[] | 'public' | 'device';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  reply: z.ZodType;
  /**
   * The handler opens its own transactions and is given none: one held open around another takes two connections, and as many
   * requests at once as there are connections would wait for each other. Device routes always do.
   */
  ownTransaction?: true;
  /** Success status; 200 unless said. */
  status?: 200 | 201 | 202 | 204;
};

export type Contract = Record<`${Method} /${string}`, Route>;

/** Keeps the literal keys and schemas of a contract for the typed client and the OpenAPI document. */
export function defineContract<const T extends Contract>(contract: T): T {
  return contract;
}
