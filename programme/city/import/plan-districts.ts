// Decides what boundary files change in the register of districts; pure, so that a dry run and the real one agree.
import { type Area, type Bounds, bounds, pointInside, shareBorder } from '#platform/geo/index.ts';
import {
  type Finding,
  mergeByHand,
  type Outcome,
  type RowReport,
} from '#platform/imports/index.ts';
import { type BoundaryFile, type BoundarySource, boundarySources } from './boundaries.ts';
import {
  type DistrictFields,
  type DistrictSnapshot,
  type Draft,
  draftsOf,
  type ExistingDistrict,
  provinceOf,
} from './drafts.ts';
import type { Province } from './provinces.ts';

export type DistrictWrite = { code: string; fields: DistrictFields; snapshot: DistrictSnapshot };

export type DistrictPlan = {
  creates: DistrictWrite[];
  updates: DistrictWrite[];
  /** Of every district once the plan is carried out. */
  bounds: Bounds | null;
  province: Province | null;
  rows: number;
  findings: Finding[];
  details: RowReport[];
};

const groups = {
  codes: ['codes'],
  name: ['name'],
  border: ['border', 'lat', 'lon'],
  neighbours: ['neighbours'],
} as const;

/** Plans the import of one or more boundary files that complete each other: borders from one, codes from another. */
export function planDistrictImport(input: {
  files: readonly BoundaryFile[];
  existing: readonly ExistingDistrict[];
}): DistrictPlan {
  const drafts = draftsOf(input.files, input.existing);
  const findings = input.files.flatMap((file) => file.findings);
  const wanted = settle(drafts, input.existing);
  const written = [...wanted.values()];
  const untouched = input.existing.filter((each) => !wanted.has(each.code));
  const borders = [
    ...written,
    ...untouched.map((each) => ({ code: each.code, fields: each.fields })),
  ];
  for (const write of written) write.fields.neighbours = neighboursOf(write, borders);
  const plan: DistrictPlan = {
    creates: [],
    updates: [],
    bounds: borders.length > 0 ? bounds(borders.map((each) => each.fields.border)) : null,
    province: provinceOf(drafts),
    rows: input.files.reduce((sum, file) => sum + file.rows, 0),
    findings,
    details: [],
  };
  for (const draft of drafts)
    addToPlan(
      plan,
      draft,
      written.find((write) => write.draft === draft),
    );
  const oneScheme = plan.creates.some((write) => write.snapshot.codes.mois === undefined);
  if (oneScheme) findings.push({ line: 0, level: 'warning', code: 'no-mois-codes' });
  return plan;
}

type Wanted = DistrictWrite & { draft: Draft };

/** What the files want each district to be, by its code; neighbours are still those of before. */
function settle(
  drafts: readonly Draft[],
  existing: readonly ExistingDistrict[],
): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const draft of drafts) {
    const fail = (code: string, value = draft.name.ko ?? '') =>
      draft.findings.push({ line: draft.line, level: 'error', code, value });
    const before = draft.existing?.imported ?? null;
    const code = draft.existing?.code ?? draft.codes.mois ?? draft.codes.kostat;
    if (!code) fail('district-without-code');
    else if (wanted.has(code) || (!draft.existing && existing.some((each) => each.code === code))) {
      fail('code-taken', code);
    } else {
      const { border, from } = borderOf(draft, before);
      const known = border ?? draft.existing?.fields.border;
      if (!known) fail('no-border');
      else {
        const fields: DistrictFields = {
          codes: { ...(before ?? draft.existing?.fields)?.codes, ...draft.codes },
          name: { ...(before ?? draft.existing?.fields)?.name, ...draft.name },
          border: known,
          neighbours: draft.existing?.fields.neighbours ?? [],
          ...pointOf(known),
        };
        wanted.set(code, { draft, code, fields, snapshot: { ...fields, borderFrom: from } });
      }
    }
  }
  return wanted;
}

/** The file's border, unless an earlier file had a finer one. */
function borderOf(
  draft: Draft,
  before: DistrictSnapshot | null,
): { border: Area | null; from: BoundarySource } {
  const from = draft.from ?? before?.borderFrom ?? 'district-codes';
  if (!before) return { border: draft.border, from };
  const coarser = boundarySources.indexOf(from) > boundarySources.indexOf(before.borderFrom);
  if (draft.border && !coarser) return { border: draft.border, from };
  if (draft.border)
    draft.findings.push({ line: draft.line, level: 'note', code: 'finer-border-kept' });
  return { border: before.border, from: before.borderFrom };
}

function pointOf(border: Area): { lat: number; lon: number } {
  const { lat, lon } = pointInside(border);
  return { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) };
}

function neighboursOf(
  write: DistrictWrite,
  all: readonly { code: string; fields: DistrictFields }[],
): string[] {
  return all
    .filter(
      (other) => other.code !== write.code && shareBorder(write.fields.border, other.fields.border),
    )
    .map((other) => other.code)
    .sort();
}

function addToPlan(plan: DistrictPlan, draft: Draft, write: Wanted | undefined): void {
  const add = (outcome: Outcome) =>
    plan.details.push({
      line: draft.line,
      name: draft.name.ko ?? '',
      outcome,
      findings: draft.findings,
    });
  if (!write || draft.findings.some((finding) => finding.level === 'error')) {
    add('refused');
    return;
  }
  const { code, fields } = write;
  const snapshot = { ...fields, borderFrom: write.snapshot.borderFrom };
  if (!draft.existing) {
    plan.creates.push({ code, fields, snapshot });
    add('created');
    return;
  }
  const { fields: now, imported } = draft.existing;
  const merged = mergeByHand<DistrictFields>(imported, now, fields, groups);
  for (const { field, contested } of merged.kept) {
    const level = contested ? 'warning' : 'note';
    draft.findings.push({
      line: draft.line,
      level,
      code: contested ? 'changed-by-both' : 'kept-by-hand',
      field,
    });
  }
  const sameSnapshot =
    imported !== null &&
    mergeByHand(imported, imported, snapshot, snapshotGroups).changed.length === 0;
  if (merged.changed.length > 0 || !sameSnapshot)
    plan.updates.push({ code, fields: merged.fields, snapshot });
  add(merged.changed.length > 0 ? 'updated' : 'unchanged');
}

const snapshotGroups = { ...groups, borderFrom: ['borderFrom'] } as const;
