// Proves the ZIP with the tool that courts have: whatever names and sizes, unzip finds every file whole and under its name, and sha256sum agrees.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bytes } from '#platform/sealing/index.ts';
import { pathOf } from './paths.ts';
import { keepSums, sumsText, type ZipFile, zipOf } from './zip.ts';

const execute = promisify(execFile);
/** In a locale that knows UTF-8: without one unzip writes letters of other scripts as numbers. */
const run = (tool: string, words: readonly string[], options: { cwd?: string } = {}) =>
  execute(tool, [...words], { ...options, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ansim-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* inPieces(bytes: Bytes, sizes: readonly number[]): AsyncGenerator<Bytes> {
  let from = 0;
  for (const size of sizes) {
    yield bytes.subarray(from, from + size);
    from += size;
  }
  yield bytes.subarray(from);
}

type Made = { name: string; bytes: Bytes; sizes: readonly number[] };

/** Writes a ZIP of files called by pathOf, with their sums, and unpacks it. */
async function packAndUnpack(at: string, files: readonly Made[]) {
  const { sums, put } = keepSums();
  async function* all(): AsyncGenerator<ZipFile> {
    for (const [index, { name, bytes, sizes }] of files.entries())
      yield* put(pathOf('originals', index + 1, name), inPieces(bytes, sizes), new Date());
    const text = new TextEncoder().encode(sumsText(sums));
    yield* keepSums().put('SHA256SUMS', text, new Date());
  }
  const zip = join(folder, `${at}.zip`);
  await writeFile(zip, zipOf(all()));
  const tested = await run('unzip', ['-t', zip]);
  await run('unzip', ['-q', zip, '-d', join(folder, at)]);
  const checked = await run('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], {
    cwd: join(folder, at),
  });
  return { sums, tested: tested.stdout, checked: checked.stdout, folder: join(folder, at) };
}

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('사진.jpg', '../../etc/passwd', 'CON', '-rf', '', '.', 'a\nb', '가'.repeat(300)),
);

test('whatever she called her files and however long they are, unzip and sha256sum find them whole', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          name,
          bytes: fc.uint8Array({ maxLength: 5000 }),
          sizes: fc.array(fc.nat(2000), { maxLength: 4 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      async (files) => {
        runs += 1;
        const made = files as Made[];
        const { folder: at, sums, tested, checked } = await packAndUnpack(`run-${runs}`, made);
        expect(tested).toContain('No errors detected');
        expect(checked).toBe('');
        const there = await readdir(join(at, 'originals'));
        expect(there).toHaveLength(files.length);
        for (const [index, { path }] of sums.entries())
          expect(new Uint8Array(await readFile(join(at, path)))).toEqual(files[index]!.bytes);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

test('two files of one name stay two, and a Korean name is the same after unpacking, however her phone wrote it', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const twice = ['골목 사진.jpg', '골목 사진.jpg', '골목 사진.jpg'.normalize('NFD')];
  const { folder: at } = await packAndUnpack(
    'names',
    twice.map((one) => ({ name: one, bytes, sizes: [] })),
  );
  expect((await readdir(join(at, 'originals'))).sort()).toEqual([
    '01-골목 사진.jpg',
    '02-골목 사진.jpg',
    '03-골목 사진.jpg',
  ]);
});
