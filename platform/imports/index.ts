// Taking in official files: what every importer reports, and how a file and the city's own changes come together.
export { type KeptByHand, type Merged, mergeByHand } from './merge.ts';
export {
  type Finding,
  finishReport,
  type ImportReport,
  type Level,
  levelCounts,
  type Outcome,
  type RowReport,
  type SourceFile,
} from './report.ts';
export { type ReportWords, tellReport } from './tell.ts';
export { isNone, plainText, readNumber } from './values.ts';
