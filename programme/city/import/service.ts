// Takes official files about the city into its registers, within the caller's transaction.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { Bounds } from '#platform/geo/index.ts';
import { Refused } from '#platform/http/refused.ts';
import {
  type Finding,
  finishReport,
  type ImportReport,
  type SourceFile,
} from '#platform/imports/index.ts';
import { cityConfigSchema } from '../config.ts';
import { foundCity, readConfig, saveConfig } from '../store.ts';
import { readBoundaryFile } from './boundaries.ts';
import { type DistrictPlan, planDistrictImport } from './plan-districts.ts';
import { planPoliceImport, readPoliceFile } from './police.ts';
import {
  insertDistricts,
  insertOffices,
  lockImports,
  selectExistingDistricts,
  selectExistingOffices,
  selectImportDistricts,
  updateDistricts,
  updateOffices,
} from './store.ts';

/** With `partial`, rows without errors are taken in although others have some. */
export type ImportOptions = { partial: boolean };

/**
 * Imports district borders from one or several files that complete each other. A database without a city becomes one,
 * named after the province of the files. Errors without `partial` leave everything as it was; the report says so.
 * Throws `Refused` for files that cannot be read.
 */
export async function importDistricts(
  tx: Tx,
  sources: readonly SourceFile[],
  options: ImportOptions,
): Promise<ImportReport> {
  await lockImports(tx);
  const files = sources.map((source) => readBoundaryFile(source.bytes));
  const plan = planDistrictImport({ files, existing: await selectExistingDistricts(tx) });
  const report = finishReport({
    kind: 'districts',
    files: sources.map((source) => source.name),
    encoding: files.every((file) => file.encoding === files[0]?.encoding)
      ? (files[0]?.encoding ?? null)
      : null,
    unit: files.every((file) => file.source === 'district-codes') ? 'line' : 'feature',
    rows: plan.rows,
    setAside: {},
    missing: [],
    findings: [...(await demoWarning(tx)), ...plan.findings],
    details: plan.details,
    partial: options.partial,
  });
  if (report.result === 'blocked') return report;
  if (plan.creates.length > 0) await insertDistricts(tx, plan.creates);
  if (plan.updates.length > 0) await updateDistricts(tx, plan.updates);
  await reachAll(tx, plan);
  await mark(tx, 'city.districts-imported', null, report.counts);
  return report;
}

/** Imports the list of police offices. Districts must be there already (`no-districts`). */
export async function importPoliceOffices(
  tx: Tx,
  source: SourceFile,
  options: ImportOptions,
): Promise<ImportReport> {
  await lockImports(tx);
  const { rows, encoding } = readPoliceFile(source.bytes);
  const districts = await districtsOrRefuse(tx);
  const plan = planPoliceImport({ rows, districts, existing: await selectExistingOffices(tx) });
  const report = finishReport({
    kind: 'police-offices',
    files: [source.name],
    encoding,
    unit: 'line',
    rows: rows.length,
    setAside: {},
    missing: plan.missing,
    findings: [...(await demoWarning(tx)), ...plan.findings],
    details: plan.details,
    partial: options.partial,
  });
  if (report.result === 'blocked') return report;
  if (plan.creates.length > 0) await insertOffices(tx, plan.creates);
  if (plan.updates.length > 0) await updateOffices(tx, plan.updates);
  await mark(tx, 'city.police-offices-imported', null, report.counts);
  return report;
}

/** The districts, or `Refused` with `no-districts`: without borders no row of any file can be placed. */
export async function districtsOrRefuse(tx: Tx) {
  const districts = await selectImportDistricts(tx);
  if (districts.length > 0) return districts;
  throw new Refused(
    'no-districts',
    409,
    'There are no districts yet. Import their borders first: import districts FILE',
  );
}

/** A warning for every import into a demo city: real records would stand beside fictional ones. */
export async function demoWarning(tx: Tx): Promise<Finding[]> {
  const config = await readConfig(tx);
  return config?.demo ? [{ line: 0, level: 'warning', code: 'demo-city' }] : [];
}

/** Founds the city, or widens the box its maps show so that every district is in it. */
async function reachAll(tx: Tx, plan: DistrictPlan): Promise<void> {
  if (!plan.bounds) return;
  const config = await readConfig(tx);
  const [west, south, east, north] = plan.bounds;
  // A hundredth of a degree, about a kilometre, so that no border lies on the edge of the map.
  const bounds: Bounds = [west - 0.01, south - 0.01, east + 0.01, north + 0.01];
  if (!config) {
    const name = plan.province
      ? { ko: plan.province.ko, en: plan.province.en }
      : { ko: '우리 도시', en: 'Our city' };
    await foundCity(tx, cityConfigSchema.parse({ name, bounds }));
  } else if (!config.demo && !contains(config.bounds, plan.bounds)) {
    const [w, s, e, n] = config.bounds;
    const wider: Bounds = [
      Math.min(w, bounds[0]),
      Math.min(s, bounds[1]),
      Math.max(e, bounds[2]),
      Math.max(n, bounds[3]),
    ];
    await saveConfig(tx, { ...config, bounds: wider });
  }
}

function contains(outer: Bounds, inner: Bounds): boolean {
  return (
    outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
  );
}
