// The shapes of an import of safe houses: what the register holds, and what a file makes of it.
import type { Finding, RowReport } from '#platform/imports/index.ts';
import type { StoreFields, StoreSnapshot } from './judge.ts';

export type ExistingStore = {
  id: string;
  sourceKey: string | null;
  fields: StoreFields;
  imported: StoreSnapshot | null;
};

export type StoreWrite = {
  id: string | null;
  sourceKey: string;
  fields: StoreFields;
  snapshot: StoreSnapshot;
};

/** A value that the city wrote by hand and that stays, beside what the file says. */
export type Conflict = {
  line: number;
  storeId: string;
  name: string;
  field: string;
  contested: boolean;
};

export type SafeHousePlan = {
  creates: StoreWrite[];
  /** Only-the-snapshot updates are in here too; they count as unchanged in the report. */
  updates: StoreWrite[];
  conflicts: Conflict[];
  /** Imported before, in a district that this file covers, and absent from it; never closed by an import. */
  missing: string[];
  setAside: Record<string, number>;
  rows: number;
  findings: Finding[];
  details: RowReport[];
};
