// Her report when she comes back: opened on this phone with her seven words, in memory only, forgotten on the first screen.
import { effect, signal } from '@preact/signals';
import type { ReceiptSecrets } from '#platform/sealing/index.ts';
import { ask } from '#platform/ui/phone/ask.ts';
import { go, screen } from '#platform/ui/phone/screen.ts';
import type { HerReport } from '../../contract.ts';
import { type Gift, giveOwn, openOwn, sealPart } from '../../sealing/hers.ts';
import { answers, clearAnswers, figuresOf } from './answers.ts';
import { desks, fetchDesks, offeredTo } from './desks.ts';
import { clearOf, giftsFor, sending } from './send.ts';

export type Mine = { secrets: ReceiptSecrets; report: HerReport };

export const mine = signal<Mine | null>(null);
/** What was opened, by part; `null` for what could not be. */
export const texts = signal<ReadonlyMap<string, string | null>>(new Map());
/** She is sending a draft: the questions are about that. */
export const finishing = signal(false);

effect(() => {
  if (screen.value !== 'home') return;
  mine.value = null;
  texts.value = new Map();
  finishing.value = false;
});

/** Shows a report, and opens what is in it. */
export function openMine(secrets: ReceiptSecrets, report: HerReport): void {
  mine.value = { secrets, report };
  if (report.clear !== null) void fetchDesks(report.clear.district);
  void openTexts({ secrets, report });
}

async function openTexts({ secrets, report }: Mine): Promise<void> {
  const opened = await Promise.all(
    report.parts.map(async (part) => {
      const known = texts.peek().get(part.id);
      const text = known ?? (await openOwn(report.id, part, secrets.keys).catch(() => null));
      return [part.id, text] as const;
    }),
  );
  if (mine.peek()?.report.id === report.id) texts.value = new Map(opened);
}

/** Asks the city as whoever holds these words. */
export function askMine(secrets: ReceiptSecrets, route: string, body?: unknown) {
  return ask<HerReport>(route, {
    authorization: `Receipt ${secrets.token}`,
    timeout: 20_000,
    ...(body === undefined ? {} : { body }),
  });
}

/** Looks again. */
export async function renewMine(): Promise<boolean> {
  const now = mine.value;
  if (now === null) return false;
  const told = await askMine(now.secrets, 'GET /api/reports/mine');
  if (told.ok) openMine(now.secrets, told.value);
  return told.ok;
}

/** Takes a step with what `make` seals; once more with fresh keys where a desk has a new one. True when it was taken. */
async function take(
  path: string,
  make: (now: Mine) => Promise<object | undefined>,
): Promise<boolean> {
  for (let tries = 0; tries < 2; tries += 1) {
    const now = mine.value;
    const body = now === null ? undefined : await make(now);
    if (now === null || body === undefined) return false;
    const told = await askMine(now.secrets, `POST /api/reports/mine/${path}`, body);
    if (told.ok) {
      openMine(now.secrets, told.value);
      return true;
    }
    const district = now.report.clear?.district ?? answers.value.district;
    if (told.code !== 'key-replaced' || !district) return false;
    await fetchDesks(district);
  }
  return false;
}

async function sealed<K extends 'narrative' | 'message'>(
  { report, secrets }: Mine,
  part: { kind: K; text: string; gifts: readonly Gift[] },
) {
  const { key: _kept, ...rest } = await sealPart(report.id, secrets.keys.publicKey, part);
  return rest;
}

/** Adds words for some desks; in a draft for herself. */
export function addWords(text: string, to: readonly string[]): Promise<boolean> {
  return take('parts', async (now) => {
    const gifts = to.length === 0 ? [] : giftsFor(to, null);
    return gifts && { part: await sealed(now, { kind: 'message', text, gifts }) };
  });
}

/** Puts another text in the place of what a draft says. */
export function changeStory(part: string, text: string): Promise<boolean> {
  return take('parts', async (now) => ({
    part: await sealed(now, { kind: 'narrative', text, gifts: [] }),
    replaces: part,
  }));
}

/** What belongs to her story, what says how she is reached, and files. */
export function hersOf(report: HerReport, kind: 'story' | 'contact' | 'files') {
  const of = { identity: 'contact', file: 'files', narrative: 'story', message: 'story' } as const;
  return report.parts.filter(
    (part) => part.from === null && part.kind !== 'answers' && of[part.kind] === kind,
  );
}

/** Whether a desk may read it now. */
export function isGiven({ consents }: HerReport, desk: string, part: string): boolean {
  return consents.some(
    (one) =>
      one.desk === desk &&
      one.part === part &&
      one.revokedAt === null &&
      (one.endsAt === null || Date.parse(one.endsAt) > Date.now()),
  );
}

/** Gives and takes back in one step. */
export function changeConsents(
  give: readonly { desk: string; part: string }[],
  revoke: readonly { desk: string; part: string }[],
): Promise<boolean> {
  return take('consents', async (now) => {
    const grant = await grants(now, give, null);
    return grant && { grant, revoke };
  });
}

async function grants(
  { report, secrets }: Mine,
  give: readonly { desk: string; part: string }[],
  endsIn: number | null,
) {
  const made = give.map(async ({ desk, part }) => {
    const found = report.parts.find(({ id }) => id === part);
    const gift = giftsFor([desk], endsIn)?.[0];
    return found && gift && giveOwn(report.id, found, secrets.keys, gift);
  });
  const all = await Promise.all(made);
  return all.every((one) => one !== undefined) ? all : undefined;
}

/** Sends the draft to those she chose now. */
export async function sendDraft(): Promise<void> {
  const said = answers.value;
  sending.value = { state: 'sending' };
  const done = await take('send', async (now) => {
    const give = [
      ...[...hersOf(now.report, 'story'), ...hersOf(now.report, 'files')].flatMap(({ id }) =>
        said.who.map((desk) => ({ desk, part: id })),
      ),
      ...hersOf(now.report, 'contact').flatMap(({ id }) =>
        said.identity.map((desk) => ({ desk, part: id })),
      ),
    ];
    const made = await grants(now, give, said.endsIn);
    return made && { clear: clearOf(said), grants: made, figures: figuresOf(said) };
  });
  sending.value = done ? { state: 'none' } : { state: 'refused', code: 'failed' };
  if (!done) return;
  finishing.value = false;
  clearAnswers();
  go('again');
}

/** Destroys everything sealed. */
export function withdraw(): Promise<boolean> {
  return take('withdraw', async () => ({}));
}

/** Desks by id, as far as their keys are known here. */
export function knownDesks() {
  const minor = mine.value?.report.clear?.minor ?? null;
  return desks.value.state === 'known' ? offeredTo(desks.value.items, minor) : [];
}
