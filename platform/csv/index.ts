// Tables as official publishers make them: the two encodings of Korean files, and rows that know their line.

export { type Decoded, decodeText, type Encoding } from './encoding.ts';
export { type CellPlace, cellAt } from './place.ts';
export {
  largestTableBytes,
  readTable,
  readText,
  type Table,
  type TableRow,
  type TableTrouble,
} from './read-table.ts';
export { csvWords } from './words.ts';
