// Making a package: asked where to, begun, written piece by piece, recorded; given up when the key is locked or she takes something back.
import { effect, signal } from '@preact/signals';
import { type Answer, createClient, type Problem } from '#platform/ui/client.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { CaseGuestProps } from '#programme/cases/pages/console/index.ts';
import { city, inLanguage, me } from '#programme/incidents/pages/console/index.ts';
import {
  choosePlace,
  inbox,
  inReadingOrder,
  keyIsOpen,
  openPartOf,
  type Part,
  type Report,
  sayDesk,
  stayOpen,
} from '#programme/reports/pages/console/index.ts';
import type { evidenceContract, Package } from '../../contract.ts';
import type { Content, Reason, Recipient } from '../../names.ts';
import type { PackFacts, PackPorts, PackProblem } from '../../sealing/about.ts';
import { both, isWord, t } from './words.ts';

const call = createClient<typeof evidenceContract>();
const pieceSize = 1_048_576;

export type Making =
  | { state: 'packing'; bytes: number; stop: AbortController }
  | { state: 'made'; files: number; manifest: string; problems: readonly PackProblem[] }
  | { state: 'failed'; why: string };

/** By the id of the case. */
export const makings = signal<ReadonlyMap<string, Making>>(new Map());
/** Packages that were made of cases that were looked at here. */
export const packages = signal<ReadonlyMap<string, readonly Package[]>>(new Map());

function put(id: string, making: Making | null): void {
  const next = new Map(makings.value);
  if (making === null) next.delete(id);
  else next.set(id, making);
  makings.value = next;
}

export const clearMaking = (id: string) => put(id, null);

export async function fetchPackages(id: string): Promise<void> {
  const answer = await call('GET /api/cases/:id/packages', { params: { id } });
  if (answer.ok) packages.value = new Map(packages.value).set(id, answer.value.items);
}

const contentOf = {
  file: 'files',
  narrative: 'narrative',
  identity: 'identity',
  message: 'messages',
} as const satisfies Record<Part['kind'], Content>;

/** The parts of a report that go in for what was chosen, in the order in which they are read. */
export function partsFor(report: Report, chosen: ReadonlySet<Content>): Part[] {
  return inReadingOrder(report.parts).filter(({ kind }) => chosen.has(contentOf[kind]));
}

type Wish = { recipient: Recipient; reason: Reason; chosen: ReadonlySet<Content> };

/** What the server refused, to be said. */
class Unwilling extends Error {
  override name = 'Unwilling';
}

function must<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Unwilling(say(answer.problem));
}

function say(problem: Problem): string {
  const key = `problem.${problem.code}`;
  return isWord(key) ? t(key) : sayProblem(problem);
}

/** Makes a package; begins with the window that asks where to, which a browser shows at a touch only. */
export async function makePackage(props: CaseGuestProps, wish: Wish): Promise<void> {
  const { found, own } = props;
  const report = inbox.value?.items.find(({ id }) => id === found.id);
  if (report === undefined || own === null || makings.value.get(found.id)?.state === 'packing')
    return;
  const parts = partsFor(report, wish.chosen);
  const size = parts.reduce((sum, { pieces }) => sum + (pieces ?? 0) * pieceSize, pieceSize);
  const id = crypto.randomUUID();
  const place = await choosePlace(`evidence-${id.slice(0, 8)}.zip`, size);
  if (place === 'nobody-chose') return;
  if (place === 'too-large') return put(found.id, { state: 'failed', why: t('failed.too-large') });
  const stop = new AbortController();
  put(found.id, { state: 'packing', bytes: 0, stop });
  try {
    const begun = must(
      await call('POST /api/cases/:id/packages', {
        params: { id: found.id },
        body: { id, desk: own, recipient: wish.recipient, reason: wish.reason },
      }),
    );
    const facts = factsOf(props, report, begun, parts, wish);
    const { packInto } = await import('../../sealing/pack.ts');
    const packed = await packInto(facts, portsOf(found.id, id, stop), (bytes) =>
      place.write(bytes),
    );
    stop.signal.throwIfAborted();
    await place.close();
    put(found.id, { state: 'made', ...packed });
  } catch (error) {
    await place.abort().catch(() => {});
    put(found.id, { state: 'failed', why: reasonOf(error, stop.signal) });
  }
  await fetchPackages(found.id);
}

function reasonOf(error: unknown, stop: AbortSignal): string {
  if (stop.aborted) return stop.reason === 'locked' ? t('failed.locked') : t('failed');
  if (error instanceof Unwilling) return error.message;
  return error instanceof Error && error.name === 'NotSealed'
    ? t('failed.sealed')
    : t('failed.cut');
}

function factsOf(
  { found, entries, texts, nameDistrict }: CaseGuestProps,
  report: Report,
  begun: Package,
  parts: readonly Part[],
  { chosen }: Wish,
): PackFacts {
  const nameDesk = (id: string | null) => {
    const desk = [...report.deliveries, ...found.parties].find((one) => one.id === id);
    return desk === undefined ? '' : sayDesk(desk, nameDistrict);
  };
  const readable = chosen.has('entries') ? (entries ?? []) : [];
  return {
    city: inLanguage(city.value?.name ?? {}),
    case: {
      id: found.id,
      district: nameDistrict(found.district) || found.district,
      sentAt: report.sentAt,
    },
    package: {
      id: begun.id,
      by: me.value?.name ?? '',
      desk: nameDesk(begun.desk),
      recipient: both(`recipient.${begun.recipient}`),
      reason: both(`reason.${begun.reason}`),
      begunAt: begun.begunAt,
    },
    parts: parts.map(({ id, kind, at, from, pieces, received }) => ({
      id,
      kind,
      at,
      from: from === null ? null : nameDesk(from),
      whole: (pieces ?? 0) === received,
    })),
    entries: readable.flatMap((entry) => {
      const text = texts.get(entry.id);
      if (text === undefined || text === null) return [];
      const { id, kind, at, byName, dueAt, state, service, outcome, place, replaces } = entry;
      const facts = { dueAt, state, service, outcome, place, replaces };
      return [{ id, kind, at, by: byName ?? '', text, facts }];
    }),
  };
}

/** How often the city is asked whether its log is sealed as far as this package. */
const mostAsked = 15;

function portsOf(id: string, made: string, stop: AbortController): PackPorts {
  const params = { id, package: made };
  return {
    stop: stop.signal,
    async open(part) {
      const opened = must(await openPartOf(id, part.id));
      return { text: opened.text, pieces: (facts) => opened.pieces(facts, stop.signal) };
    },
    async custody() {
      for (let asked = 1; ; asked += 1) {
        stop.signal.throwIfAborted();
        const route = 'GET /api/cases/:id/packages/:package/custody';
        const log = must(await call(route, { params }));
        if (log.sealed || asked === mostAsked) return log;
        await new Promise((done) => setTimeout(done, 1000));
      }
    },
    async leave(manifest, files) {
      const body = { manifest, files };
      must(await call('POST /api/cases/:id/packages/:package/leave', { params, body }));
    },
    onBytes(bytes) {
      stayOpen();
      const now = makings.value.get(id);
      if (now?.state === 'packing') put(id, { ...now, bytes: now.bytes + bytes });
    },
  };
}

// A locked key ends what is being packed; another session sees nothing of it.
effect(() => {
  if (keyIsOpen.value) return;
  for (const making of makings.peek().values())
    if (making.state === 'packing') making.stop.abort('locked');
});
effect(() => {
  if (inbox.value !== null) return;
  makings.value = new Map();
  packages.value = new Map();
});
