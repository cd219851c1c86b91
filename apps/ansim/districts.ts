// District codes that a command was given: a wrong one would give a right to nothing, or to another district than was meant.
import { StartError, type Tx } from '#platform/db/index.ts';

/** Refuses codes that this city does not have; `*` stands for every district. */
export async function refuseUnknownDistricts(tx: Tx, districts: readonly string[]): Promise<void> {
  const known = await tx.sql<{ code: string }>`select code from city.districts order by code`;
  const unknown = districts.filter(
    (code) => code !== '*' && !known.some((district) => district.code === code),
  );
  if (unknown.length > 0)
    throw new StartError(
      `There is no district ${unknown.join(', ')}. Codes: ${known.map(({ code }) => code).join(' ')}`,
    );
}
