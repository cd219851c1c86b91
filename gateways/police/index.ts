// The face of the police gateway: an incident as an EIDO, signed, delivered, and checked where it arrives.
export {
  type Delivery,
  type DeliveryFailure,
  maxReceiptBytes,
  postEido,
  receiptSchema,
} from './deliver.ts';
export { type EidoCity, type EidoInput, incidentToEido, telUri } from './eido.ts';
export { type Eido, eidoSchema } from './eido-schema.ts';
export { readPidfLo } from './pidf-lo.ts';
export type { EidoDisposition, EidoDoor, EidoState } from './registries.ts';
export {
  contentDigest,
  coveredComponents,
  maxAgeSeconds,
  type SignatureVerdict,
  signRequest,
  verifyRequest,
} from './signature.ts';
