// Requests in, replies out.
export { compressReplies } from './compress.ts';
export { type Contract, defineContract, type Method, type Route } from './contract.ts';
export { describeApi } from './openapi.ts';
export { Refused } from './refused.ts';
export {
  createHttpServer,
  type Handlers,
  type HttpServer,
  type Input,
  isUnavailable,
  rawBodyOf,
} from './serve.ts';
