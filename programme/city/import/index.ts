// Importing official files about the city itself: districts with their borders and codes, police stations and boxes.
export { isBoundaryFile, readBoundaryFile } from './boundaries.ts';
export { type DistrictFinder, districtFinder, type ImportDistrict } from './districts.ts';
export { type PlaceReading, type PlaceText, readPlace } from './place.ts';
export { policeColumns } from './police.ts';
export { provinceKey } from './provinces.ts';
export {
  demoWarning,
  districtsOrRefuse,
  type ImportOptions,
  importDistricts,
  importPoliceOffices,
} from './service.ts';
export { lockImports, selectOfficeNames } from './store.ts';
export { importWords } from './words.ts';
