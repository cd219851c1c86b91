// `ansim verify`: checks the audit log's chain.
import type { CommandContext } from './command.ts';

/** Checks and prints; false when a link is broken. */
export async function verifyCommand({ print }: CommandContext): Promise<boolean> {
  print('not wired yet');
  return false;
}
