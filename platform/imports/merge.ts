// Brings a new file and changes made by hand together, field by field, so that neither is lost silently.

/** A group of fields that change together; `contested` when the file's value changed too since it was last taken in. */
export type KeptByHand = { field: string; contested: boolean };

/** `fields` are the values to keep, `changed` the groups that the file changes. */
export type Merged<Fields> = { fields: Fields; changed: string[]; kept: KeptByHand[] };

/**
 * Merges three versions of a record: as last imported (`base`, `null` when it never was), as it is now and as the file
 * has it. A group that nobody touched follows the file; one that was changed by hand stays and is named in `kept`.
 * `groups` lists fields that make sense only together, such as latitude and longitude.
 */
export function mergeByHand<Fields extends Record<string, unknown>>(
  base: Partial<Fields> | null,
  now: Fields,
  file: Fields,
  groups: Readonly<Record<string, readonly (keyof Fields & string)[]>>,
): Merged<Fields> {
  const merged: Merged<Fields> = { fields: { ...now }, changed: [], kept: [] };
  for (const [name, keys] of Object.entries(groups)) {
    const same = (a: Partial<Fields> | null, b: Partial<Fields>) =>
      a !== null && keys.every((key) => equal(a[key], b[key]));
    if (same(now, file)) continue;
    if (same(base, now)) {
      for (const key of keys) merged.fields[key] = file[key];
      merged.changed.push(name);
    } else {
      merged.kept.push({ field: name, contested: base === null || !same(base, file) });
    }
  }
  return merged;
}

/** Equality of JSON values; the order of keys, which PostgreSQL's jsonb does not keep, does not count. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  if (Array.isArray(a) !== Array.isArray(b) || left.length !== right.length) return false;
  return left.every(([key, value]) => equal(value, (b as Record<string, unknown>)[key]));
}
