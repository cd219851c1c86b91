// Puts a package together in the browser of a member: the one place where everything of it is readable at once.
import { type Bytes, NotSealed } from '#platform/sealing/index.ts';
import type { FileFacts } from '#programme/reports/sealing/hers.ts';
import type { Packed, PackedItem, PackFacts, PackPorts, PackProblem } from './about.ts';
import { custodyCsv, linksOf } from './custody.ts';
import { pathOf } from './paths.ts';
import { readmeText } from './readme.ts';
import { keepSums, sumsText, type ZipFile, zipOf } from './zip.ts';

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const jsonOf = (value: unknown) => encode(`${JSON.stringify(value, null, 2)}\n`);

/** Yields the files of a package in their order and answers what became of it. */
export async function* pack(facts: PackFacts, ports: PackPorts): AsyncGenerator<ZipFile, Packed> {
  const { sums, put } = keepSums();
  const now = new Date();
  const items: PackedItem[] = [];
  const problems: PackProblem[] = [];
  const opened = [];
  for (const part of facts.parts) {
    ports.stop.throwIfAborted();
    opened.push({ part, ...(await ports.open(part)) });
  }

  let number = 0;
  for (const { part, text } of opened) {
    if (part.kind === 'file') continue;
    number += 1;
    const { id, kind, at } = part;
    const sum = yield* put(pathOf('words', number, `${kind}.txt`), encode(text), new Date(at));
    items.push({ ...sum, kind, id, at, by: part.from });
  }

  const files = opened
    .filter(({ part }) => part.kind === 'file')
    .map((file) => ({ ...file, known: JSON.parse(file.text) as FileFacts }));
  const originals = files.filter(({ known }) => known.of === null);
  const placeOf = (id: string) => originals.findIndex(({ part }) => part.id === id) + 1;
  for (const { part, known, pieces } of files) {
    const { id, at } = part;
    const isOriginal = known.of === null;
    // A copy has the number of its original; 0 when that is not here any more.
    const path = pathOf(isOriginal ? 'originals' : 'clean', placeOf(known.of ?? id), known.name);
    if (!part.whole) {
      problems.push({ what: 'incomplete', path });
      continue;
    }
    const counted = count(pieces(known), ports);
    const sum = yield* put(path, counted, new Date(at), (error) => {
      if (!(error instanceof NotSealed) || ports.stop.aborted) throw error;
      problems.push({ what: 'damaged', path });
    });
    const fits = sum.sha256 === known.sha256;
    if (!fits && problems.at(-1)?.path !== path) problems.push({ what: 'differs', path });
    items.push({
      ...sum,
      kind: isOriginal ? 'original' : 'clean',
      id,
      at,
      by: part.from,
      file: {
        name: known.name,
        type: known.type,
        size: known.size,
        sha256BeforeSealing: known.sha256,
        fits,
        of: known.of,
      },
    });
  }

  for (const [index, entry] of facts.entries.entries()) {
    const { id, at, by } = entry;
    const path = pathOf('case', index + 1, `${entry.kind}.txt`);
    const sum = yield* put(path, encode(entry.text), new Date(at));
    items.push({ ...sum, kind: 'entry', id, at, by, facts: { kind: entry.kind, ...entry.facts } });
  }

  ports.stop.throwIfAborted();
  const custody = await ports.custody();
  const paths = new Map(items.map(({ id, path }) => [id, path]));
  yield* put('custody.json', jsonOf(custody.rows), now);
  yield* put('custody.csv', encode(custodyCsv(custody.rows, paths)), now);
  const links = linksOf(custody.rows);
  for (const { path, bytes } of links) yield* put(path, bytes, now);
  const listed = links.map(({ path, hash }) => ({ path, sha256: hash }));
  if (links.length > 0) yield* put('custody/LINKS', encode(sumsText(listed)), now);
  const about = { ...facts.package, madeAt: now.toISOString(), problems };
  yield* put(
    'contents.json',
    jsonOf({ city: facts.city, case: facts.case, package: about, items }),
    now,
  );
  const readme = readmeText({ facts, items, problems, custody });
  yield* put('README.txt', encode(readme), now);

  const last = keepSums();
  const text = encode(sumsText(sums));
  const manifest = await hashOfBytes(text);
  ports.stop.throwIfAborted();
  await ports.leave(manifest, sums.length);
  yield* last.put('SHA256SUMS', text, now);
  return { files: sums.length, manifest, problems };
}

async function* count(pieces: AsyncIterable<Bytes>, ports: PackPorts): AsyncGenerator<Bytes> {
  for await (const piece of pieces) {
    ports.stop.throwIfAborted();
    yield piece;
    ports.onBytes(piece.length);
  }
}

async function hashOfBytes(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Packs into whatever takes bytes one after the other; answers what became of it. Throws what a port throws: then nothing of it counts. */
export async function packInto(
  facts: PackFacts,
  ports: PackPorts,
  write: (bytes: Bytes) => Promise<void>,
): Promise<Packed> {
  let packed: Packed | null = null;
  async function* files(): AsyncGenerator<ZipFile> {
    packed = yield* pack(facts, ports);
  }
  const reader = zipOf(files()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    await write(value as Bytes);
  }
  if (packed === null) throw new Error('The package ended before it was whole.');
  return packed;
}
