// Asking for a passphrase without showing it; scripts give it in ANSIM_PASSPHRASE.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { StartError } from '#platform/db/index.ts';

/** Asks at the terminal, on standard error. Throws `StartError` where there is neither a terminal nor ANSIM_PASSPHRASE. */
export async function readPassphrase(question: string): Promise<string> {
  const given = process.env.ANSIM_PASSPHRASE;
  if (given) return given;
  if (!process.stdin.isTTY)
    throw new StartError(`${question}: run this at a terminal, or set ANSIM_PASSPHRASE.`);
  process.stderr.write(`${question}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
