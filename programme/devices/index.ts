// Every button: the face other modules and the gateways may use.
export type { Decoded, DeviceSignal, Press, Protocol } from './contract.ts';
export { protocols } from './contract.ts';
export { enrolDevice, moveDevices, type NewDevice, renewSecret, retireDevice } from './enrol.ts';
export { type Health, selectHealth } from './health.ts';
export {
  type DevicePolicy,
  devicePolicySchema,
  keepModel,
  readDevicePolicy,
  readMapping,
  selectModels,
  setDevicePolicy,
} from './policy.ts';
export { quarantineRoutes } from './quarantine.ts';
export { quarantineContract } from './quarantine-contract.ts';
export { eraseOldSignals } from './retention.ts';
export {
  type Delivery,
  type DeviceCall,
  type DoorHandler,
  hearDevice,
  hearPresses,
  type Outcome,
  quarantine,
  toPress,
} from './service.ts';
export { type Mapping, mappingSchema } from './shapes.ts';
export {
  type Device,
  findDevice,
  flagSilent,
  type NewPress,
  readDevice,
  readTestUntil,
  selectDevices,
  selectDevicesOfPlace,
  selectDevicesWithPlace,
  startTest,
  toColumns,
} from './store.ts';
