// Events of every module, and the one way to read them.
export { isOnly, only } from './audience.ts';
export {
  appendEvent,
  currentPosition,
  type FeedEvent,
  feedEpoch,
  type NewEvent,
  openFeed,
  readFeed,
} from './feed.ts';
export { eraseOldEvents } from './retention.ts';
export {
  includes,
  isVisible,
  type Position,
  parseSnapshot,
  readCursor,
  type Snapshot,
  writeCursor,
} from './snapshot.ts';
