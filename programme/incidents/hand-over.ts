// What the police are told about a call: everything they need to come, nothing they do not.
import type { Tx } from '#platform/db/index.ts';
import { readDistrictNames } from '#programme/city/index.ts';
import { type IncidentRow, toText } from './row.ts';
import { selectRows } from './store.ts';

export type HandOverFacts = {
  id: string;
  version: number;
  door: IncidentRow['door'];
  state: IncidentRow['state'];
  drill: boolean;
  test: boolean;
  verified: boolean;
  silent: boolean;
  urgency: number;
  presses: number;
  raisedAt: string;
  updatedAt: string;
  closedAt: string | null;
  disposition: IncidentRow['disposition'];
  language: string | null;
  callbackNumber: string | null;
  place: {
    name: string;
    address: string;
    hint: string | null;
    phone: string | null;
    lat: number | null;
    lon: number | null;
    /** Radius in metres of a place that moves, and when she was there; `null` for a fixed place. */
    accuracy: number | null;
    positionAt: string | null;
    district: string | null;
    districtName: string;
  };
};

/** Reads the facts of hand-overs as they are now, by incident; one that is gone is missing. */
export async function readHandOverFacts(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, HandOverFacts>> {
  const rows = await selectRows(tx, ids);
  const districts = rows.flatMap(({ district }) => (district === null ? [] : [district]));
  const names = await readDistrictNames(tx, [...new Set(districts)], 'ko');
  return new Map(rows.map((row) => [row.id, toFacts(row, names)]));
}

function toFacts(row: IncidentRow, districtNames: ReadonlyMap<string, string>): HandOverFacts {
  return {
    id: row.id,
    version: row.version,
    door: row.door,
    state: row.state,
    drill: row.drill,
    test: row.test,
    verified: row.verified,
    silent: row.silent,
    urgency: row.urgency,
    presses: row.presses,
    raisedAt: row.raised_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    closedAt: toText(row.closed_at),
    disposition: row.disposition,
    language: row.language,
    callbackNumber: row.callback_number,
    place: {
      name: row.place_name,
      address: row.place_address,
      hint: row.place_hint,
      phone: row.place_phone,
      lat: row.lat,
      lon: row.lon,
      accuracy: row.accuracy,
      positionAt: toText(row.position_at),
      district: row.district,
      districtName: row.district === null ? '' : (districtNames.get(row.district) ?? row.district),
    },
  };
}
