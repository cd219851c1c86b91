// What a screen reader is told about new calls: one by name, many by number.
import type { Incident } from '#programme/incidents/contract.ts';
import { placeName, sayIncident } from '#programme/incidents/pages/console/index.ts';

export function sayNewCalls(
  calls: readonly Incident[],
  districtName: (code: string | null) => string,
): string {
  const [first] = calls;
  if (first === undefined) return '';
  if (calls.length > 1) return sayIncident('queue.many', { n: calls.length });
  return sayIncident('queue.newCall', {
    name: placeName(first),
    district: districtName(first.place.district),
  });
}
