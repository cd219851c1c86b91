// Takes an official file of safe houses into the register, within the caller's transaction.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { finishReport, type ImportReport, type SourceFile } from '#platform/imports/index.ts';
import {
  demoWarning,
  districtsOrRefuse,
  type ImportOptions,
  lockImports,
  readConfig,
  selectOfficeNames,
} from '#programme/city/index.ts';
import { moveDevices } from '#programme/devices/index.ts';
import { planSafeHouseImport } from './plan.ts';
import { readSafeHouseFile } from './read.ts';
import { insertStores, selectExistingStores, updateStores } from './store.ts';

/**
 * Imports safe houses. Districts must be there already (`no-districts`). Errors without `partial` leave everything as
 * it was; the report says so. `now` decides which years of designation are plausible. Throws `Refused` for a file that
 * cannot be read.
 */
export async function importSafeHouses(
  tx: Tx,
  source: SourceFile,
  options: ImportOptions & { now: Date },
): Promise<ImportReport> {
  await lockImports(tx);
  const { rows, encoding, unit } = readSafeHouseFile(source.bytes);
  const districts = await districtsOrRefuse(tx);
  const config = await readConfig(tx);
  const plan = planSafeHouseImport({
    rows,
    districts,
    existing: await selectExistingStores(tx),
    offices: await selectOfficeNames(tx),
    cityName: config?.name.ko ?? null,
    thisYear: options.now.getUTCFullYear(),
  });
  const report = finishReport({
    kind: 'safe-houses',
    files: [source.name],
    encoding,
    unit,
    rows: plan.rows,
    setAside: plan.setAside,
    missing: plan.missing,
    findings: [...(await demoWarning(tx)), ...plan.findings],
    details: plan.details,
    partial: options.partial,
  });
  if (report.result === 'blocked') return report;
  if (plan.creates.length > 0) await insertStores(tx, plan.creates);
  if (plan.updates.length > 0) {
    await updateStores(tx, plan.updates);
    const places = plan.updates.map(({ id, fields }) => ({ id: id!, district: fields.district }));
    await moveDevices(tx, 'store', places);
  }
  await mark(tx, 'safe-houses.imported', null, report.counts);
  return report;
}
