// What must leave the city.
export {
  type Adapter,
  backOff,
  type DeliveryResult,
  deliverDue,
  type OutboxRow,
  type Receipt,
} from './deliver.ts';
