// How the server speaks: sentences for the person who started it, entries for the log.

export type Tell = { say(sentence: string): void; log(entry: Record<string, unknown>): void };
