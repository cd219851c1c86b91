// The safe houses' face.

export { type ClerkPorts, clerkRoutes } from './clerk.ts';
export { clerkContract } from './clerk-contract.ts';
export { registerContract, safeHousesContract } from './contract.ts';
export { answerButtons, answerPlainPresses } from './door.ts';
export { hasSafeHouseColumns, importSafeHouses, safeHouseImportWords } from './import/index.ts';
export { keepPhoneList, type PhoneList } from './phone-list.ts';
export {
  keepCallEnd,
  lapseDesignations,
  type RegisterPorts,
  registerRoutes,
} from './register/routes.ts';
export { eraseOldShifts } from './retention.ts';
export {
  callRoll,
  closeRoll,
  countLate,
  isRollDue,
  type Present,
  verifyRoll,
} from './roll-call.ts';
export { type SafeHousePorts, safeHouseRoutes } from './routes.ts';
export { type FoundPlace, findPlaces } from './search.ts';
export {
  type CallPlace,
  findStores,
  nearestStore,
  readCallPlace,
  readPlaceFacts,
} from './store.ts';
