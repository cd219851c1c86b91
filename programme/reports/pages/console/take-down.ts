// Sealing what somebody said, for the desks that they named and for the seven words that are read out to them; fetched when it is needed.
import {
  loadWordList,
  makeReceipt,
  openReceipt,
  toBase64url,
  wordsOf,
} from '#platform/sealing/index.ts';
import type { Recipient } from '../../sealing/book.ts';
import { sealPart } from '../../sealing/hers.ts';
import type { Said } from './taken-said.ts';

/** The report as the route takes it, and the words that open it again. Nothing of either is kept here. */
export async function sealTaken(
  said: Said,
  offered: readonly Recipient[],
  story: string,
  reach: string,
) {
  const list = await loadWordList(said.language === 'ko' ? 'ko' : 'en');
  const receipt = makeReceipt();
  const { token, keys } = await openReceipt(receipt);
  const id = crypto.randomUUID();
  const giftsFor = (chosen: readonly string[]) =>
    offered.filter(({ desk }) => chosen.includes(desk)).map((to) => ({ to, endsAt: null }));
  const seal = async <K extends 'narrative' | 'identity'>(
    kind: K,
    text: string,
    chosen: readonly string[],
  ) => {
    const { key: _own, ...part } = await sealPart(id, keys.publicKey, {
      kind,
      text,
      gifts: giftsFor(chosen),
    });
    return part;
  };
  const parts = [
    await seal('narrative', story, said.who),
    ...(reach === '' ? [] : [await seal('identity', reach, said.identity)]),
  ];
  return {
    words: wordsOf(receipt, list),
    body: {
      id,
      receipt: token,
      herKey: toBase64url(keys.publicKey),
      source: said.source ?? 'telephone',
      clear: {
        district: said.district ?? '',
        urgency: said.urgency,
        language: said.language,
        teller: said.teller,
        minor: said.age === null ? null : said.age === 'under-13' || said.age === '13-18',
        services: [...said.services],
      },
      parts,
      figures: {
        violence: said.violence,
        relation: said.relation,
        ageBand: said.age,
        placeKind: said.place,
      },
    },
  };
}
