// `ansim import`: takes official files as they are.
import { StartError } from '#platform/db/index.ts';
import type { CommandContext } from './command.ts';
import { type ImportKind, importCommand, importKinds } from './import.ts';

/** Imports and prints the report; false when something was refused. */
export async function runImport({ db, words, flags, print }: CommandContext): Promise<boolean> {
  const [kind, ...paths] = words;
  if (
    !kind ||
    !(kind === 'all' || importKinds.includes(kind as ImportKind)) ||
    paths.length === 0
  ) {
    throw new StartError(
      `Say what and from where: import ${[...importKinds, 'all'].join('|')} FILE`,
    );
  }
  const answer = await importCommand({
    kind: kind as ImportKind | 'all',
    paths,
    dryRun: flags['dry-run'] === true,
    partial: flags.partial === true,
    db,
    language: flags.en || !/^ko/i.test(process.env.LANG ?? '') ? 'en' : 'ko',
    json: flags.json === true,
    everyRow: flags.all === true,
    now: new Date(),
  });
  print(answer.output);
  return answer.ok;
}
