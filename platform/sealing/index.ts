// Sealing in the browser and in Node alike: no DOM, no server, no idea of what is sealed.
export {
  type Bytes,
  fromBase64url,
  NotSealed,
  randomBytes,
  toBase64url,
} from './bytes.ts';
export {
  chunkCount,
  chunkSize,
  openChunks,
  paddedSize,
  type Source,
  sealChunk,
  sealedChunkSize,
} from './chunks.ts';
export {
  longestText,
  makeContentKey,
  openText,
  type Place,
  sealOverhead,
  sealText,
  textClasses,
} from './content.ts';
export { fingerprintOf } from './fingerprint.ts';
export { hashOf, openHash, type RunningHash, textHasher } from './hash.ts';
export {
  BrokenKeyLog,
  checkEntries,
  checkEntry,
  headAfter,
  type LogEntry,
  type LogHead,
  noHead,
  signEntry,
  signingPublicKey,
} from './key-log.ts';
export {
  type LockedKey,
  leastPassphrase,
  lockByPasskey,
  lockByPassphrase,
  makeSalt,
  passphraseLock,
  unlock,
} from './lock.ts';
export { type ListLanguage, loadWordList } from './word-lists.ts';
export {
  makeReceipt,
  openReceipt,
  type ReadReceipt,
  type Receipt,
  type ReceiptSecrets,
  readReceipt,
  receiptLength,
  type WordList,
  wordsOf,
} from './words.ts';
export { type KeyPair, keyPairFrom, makeKeyPair, unwrapKey, wrapKey, wrapSize } from './wraps.ts';
