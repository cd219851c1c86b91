// The face of figures: contract, routes, and publishing.
export { figuresContract } from './contract.ts';
export { valuesOf } from './names.ts';
export { firstOpenMonth, type PublishWays, publishMonths } from './publish.ts';
export { figuresRoutes } from './routes.ts';
export { lastDue, monthAfter } from './rules/spans.ts';
export { type Cell, families, halfOf, monthOf, type Tally } from './rules/tables.ts';
export { linesOf, type Source } from './source.ts';
