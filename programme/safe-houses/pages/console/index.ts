// What the console app may use of the safe houses' screens.
export { DeviceDetail } from './DeviceDetail.tsx';
export { FalseAlarms } from './FalseAlarms.tsx';
export { HealthBoard } from './HealthBoard.tsx';
export { HealthSummary } from './HealthSummary.tsx';
export {
  call,
  chosenDevice,
  deviceCount,
  fetchHealth,
  half,
  hearRollCall,
  moveDevice,
  selectedDevice,
} from './health-state.ts';
export { RollCallCard } from './RollCallCard.tsx';
export { RollCallChip } from './RollCallChip.tsx';
export { RegisterView } from './register/RegisterView.tsx';
export { hearStore } from './register/register-state.ts';
export { SilentByAge } from './SilentByAge.tsx';
