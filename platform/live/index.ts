// Live screens: one feed reader a process, server-sent events to any number of listeners.
export { type Listener, type LiveHub, startLiveHub } from './hub.ts';
export { openStream } from './stream.ts';
