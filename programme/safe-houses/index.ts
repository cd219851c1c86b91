// The safe houses' face.
export { answerButton } from './door.ts';
export { hasSafeHouseColumns, importSafeHouses, safeHouseImportWords } from './import/index.ts';
export { type FoundPlace, findPlaces } from './search.ts';
export { type CallPlace, readCallPlace, readPlaceFacts } from './store.ts';
