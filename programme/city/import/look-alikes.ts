// Plans look-alike files for the tests beside it.
import { Refused } from '#platform/http/refused.ts';
import { exampleCodes, exampleDistrictBorders, exampleNeighbourhoods } from '../examples.ts';
import { readBoundaryFile } from './boundaries.ts';
import type { ImportDistrict } from './districts.ts';
import type { ExistingDistrict } from './drafts.ts';
import { planDistrictImport } from './plan-districts.ts';

export const utf8 = (text: string) => new TextEncoder().encode(text);
export const file = (text: string) => readBoundaryFile(utf8(text));
export const three = () =>
  [exampleCodes(), exampleDistrictBorders(), exampleNeighbourhoods()].map(file);

/** The refusal of what must not be accepted. */
export function refusal(work: () => unknown): Refused {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('The file was accepted.');
}

/** The plan of boundary files; of all three look-alikes into an empty register unless told otherwise. */
export function planned(files = three(), existing: ExistingDistrict[] = []) {
  return planDistrictImport({ files, existing });
}

/** The register after a plan was carried out. */
export function asExisting(plan: ReturnType<typeof planned>): ExistingDistrict[] {
  return plan.creates.map(({ code, fields, snapshot }) => ({
    code,
    fields,
    imported: structuredClone(snapshot),
  }));
}

/** The 25 districts of the look-alikes. */
export const districts: ImportDistrict[] = planned().creates.map(({ code, fields }) => ({
  code,
  ...fields,
  coarse: false,
}));
