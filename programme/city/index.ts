// The city itself: the face other modules may use.
export { type AccessPorts, accessRoutes } from './access.ts';
export { type CityConfig, cityConfigSchema, type HandOverPolicy } from './config.ts';
export { accessContract, cityContract } from './contract.ts';
export type { LegalBasis } from './disclosures-policy.ts';
export { type Ground, type Landmark, rememberGround } from './ground.ts';
export {
  type DistrictFinder,
  demoWarning,
  districtFinder,
  districtsOrRefuse,
  type ImportDistrict,
  type ImportOptions,
  importDistricts,
  importPoliceOffices,
  importWords,
  isBoundaryFile,
  lockImports,
  policeColumns,
  provinceKey,
  readPlace,
  selectOfficeNames,
} from './import/index.ts';
export { passkeyContract } from './passkey-contract.ts';
export { type PasskeyPorts, passkeyRoutes } from './passkeys.ts';
export { cityWideRoles, incidentReaders, type Role, responders, roles } from './roles.ts';
export { type CityPorts, cityRoutes } from './routes.ts';
export {
  findDistrictAt,
  foundCity,
  isDistrict,
  nearestOffice,
  readConfig,
  readDistrictName,
  readDistrictNames,
  saveConfig,
} from './store.ts';
export { type WalksPolicy, walksPolicySchema } from './walks-policy.ts';
