// Who acts in a transaction; row-level security reads it in the database.

/** `districts` is `all` for those who work for the whole city. */
export type Actor = {
  id: string;
  name: string | null;
  role: string;
  districts: 'all' | readonly string[];
};

/** Gateways, timers and jobs of the server itself. */
export const system: Actor = { id: 'system', name: null, role: 'system', districts: 'all' };

/** Anyone, without an account. */
export const anyone: Actor = { id: 'public', name: null, role: 'public', districts: [] };
