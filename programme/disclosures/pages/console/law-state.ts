// Disclosures of the chosen case as the team sees them: what the law may ask, the step that is next, each step as one call.
import { signal } from '@preact/signals';
import { toBase64url } from '#platform/sealing/index.ts';
import { type Answer, createClient } from '#platform/ui/client.ts';
import { tell as notice } from '#platform/ui/notices.ts';
import type { reportsContract } from '#programme/reports/contract.ts';
import { inbox } from '#programme/reports/pages/console/index.ts';
import { checkRecipients } from '#programme/reports/sealing/book.ts';
import { sealMessage } from '#programme/reports/sealing/desk.ts';
import type { Disclosure, disclosuresContract } from '../../contract.ts';
import type { DropReason } from '../../names.ts';
import { sealDisclosure } from '../../sealing/disclosure.ts';
import { fetchLaw } from './law-facts.ts';
import { sayLawProblem, t } from './words.ts';

const call = createClient<typeof disclosuresContract & typeof reportsContract>();
export type Case = { id: string; district: string };

export const busy = signal(false);

async function take(id: string, asking: Promise<Answer<Disclosure>>): Promise<Disclosure | null> {
  const answer = await asking;
  if (!answer.ok) notice(sayLawProblem(answer.problem), 'refused');
  await fetchLaw(id);
  return answer.ok ? answer.value : null;
}

async function during<T>(work: () => Promise<T>): Promise<T> {
  busy.value = true;
  try {
    return await work();
  } finally {
    busy.value = false;
  }
}

/** The newest signed key of a desk; `null`, having said so, when the city's list does not hold or cannot be had. */
async function keyOf(district: string, desk: string) {
  const answer = await call('GET /api/reports/recipients', { query: { district } });
  if (!answer.ok) {
    notice(sayLawProblem(answer.problem), 'refused');
    return null;
  }
  const known = await checkRecipients(answer.value).catch(() => null);
  const found = known?.find((one) => one.desk === desk);
  if (found === undefined) {
    notice(t('problem.keys'), 'refused');
    return null;
  }
  return { id: found.keyId, publicKey: toBase64url(found.publicKey) };
}

const herKeyOf = (id: string) => inbox.value?.items.find((one) => one.id === id)?.herKey ?? null;

export type Beginning = {
  /** Made once for a form, so that trying again begins no second one. */
  id: string;
  desk: string;
  basis: string;
  recipient: string;
  corrects: string | null;
};

/** Begins it where it has not begun, and tells her; answers whether she was told. */
export function tellHer(of: Case, beginning: Beginning, text: string): Promise<boolean> {
  return during(async () => {
    const herKey = herKeyOf(of.id);
    const key = await keyOf(of.district, beginning.desk);
    if (herKey === null || key === null) return false;
    const params = { id: of.id };
    const begun = await take(
      of.id,
      call('POST /api/cases/:id/disclosures', { params, body: beginning }),
    );
    if (begun === null) return false;
    const message = await sealMessage(of.id, herKey, { id: beginning.desk, key }, text);
    const told = await take(
      of.id,
      call('POST /api/cases/:id/disclosures/:disclosure/tell', {
        params: { ...params, disclosure: begun.id },
        body: { message },
      }),
    );
    if (told !== null) notice(t('done.told'));
    return told !== null;
  });
}

/** Seals the text for the recipient and for her, and discloses it; answers whether it was. */
export function disclose(of: Case, act: Disclosure, text: string): Promise<boolean> {
  return during(async () => {
    const herKey = herKeyOf(of.id);
    const key = await keyOf(of.district, act.recipient.id);
    if (herKey === null || key === null) return false;
    const body = await sealDisclosure({ report: of.id, id: act.id }, text, herKey, key);
    const params = { id: of.id, disclosure: act.id };
    const done = await take(
      of.id,
      call('POST /api/cases/:id/disclosures/:disclosure/disclose', { params, body }),
    );
    if (done !== null) notice(t('done.disclosed'));
    return done !== null;
  });
}

/** It is not made after all. */
export function drop(of: Case, act: Disclosure, reason: DropReason): Promise<void> {
  return during(async () => {
    const params = { id: of.id, disclosure: act.id };
    const done = await take(
      of.id,
      call('POST /api/cases/:id/disclosures/:disclosure/drop', { params, body: { reason } }),
    );
    if (done !== null) notice(t('done.dropped'));
  });
}
