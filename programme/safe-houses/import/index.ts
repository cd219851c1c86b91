// Importing official files of safe houses.
export { planSafeHouseImport } from './plan.ts';
export type { SafeHousePlan } from './plan-types.ts';
export { hasSafeHouseColumns, readSafeHouseFile } from './read.ts';
export { importSafeHouses } from './service.ts';
export { safeHouseImportWords } from './words.ts';
