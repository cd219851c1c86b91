// What every command of the command line gets.
import type { Settings } from '#platform/config/index.ts';
import type { Database } from '#platform/db/index.ts';
import type { Keyring } from '#platform/keys/index.ts';

export type Flags = Record<string, string | boolean | string[] | undefined>;
export type CommandContext = {
  db: Database;
  keyring: Keyring;
  settings: Settings;
  words: string[];
  flags: Flags;
  print(text: string): void;
};
