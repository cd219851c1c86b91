// The hand-over to the police: facts from the incident, EIDO from the gateway, receipt back into the incident.
import { type EidoInput, incidentToEido, postEido, signRequest } from '#gateways/police/index.ts';
import { type Database, gather, system } from '#platform/db/index.ts';
import type { Keyring } from '#platform/keys/index.ts';
import type { Adapter, DeliveryResult, OutboxRow } from '#platform/outbox/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { type HandOverFacts, keepReceipts, readHandOverFacts } from '#programme/incidents/index.ts';

export type PoliceContext = {
  db: Database;
  config(): CityConfig;
  keyring: Keyring;
  demoEndpoint(): string | null;
};

const timeoutMs = 5000;

/** Where hand-overs go: the city's endpoint, or the demo desk of a demo city. */
export function policeEndpoint(context: PoliceContext): string | null {
  const config = context.config();
  return config.police.endpoint ?? (config.demo ? context.demoEndpoint() : null);
}

/** Outbox adapter for `police-eido`. Drills and tests are refused here a last time, whatever wrote the row. */
export function policeAdapter(context: PoliceContext): Adapter {
  // Those of calls that are handed over at once are read at once (decision 0015).
  const readFacts = gather<string, HandOverFacts | undefined>({
    keyOf: (id) => id,
    lanes: 1,
    most: 64,
    together: async (ids) => {
      const facts = await context.db.transaction(system, (tx) => readHandOverFacts(tx, ids));
      return ids.map((id) => facts.get(id));
    },
    async alone(id) {
      const facts = await context.db.transaction(system, (tx) => readHandOverFacts(tx, [id]));
      return facts.get(id);
    },
  });

  async function deliver(row: OutboxRow): Promise<DeliveryResult> {
    const facts = await readFacts(row.subjectId);
    if (!facts) return { result: 'given-up', error: 'incident-gone' };
    if (facts.drill || facts.test) return { result: 'given-up', error: 'drill-or-test' };
    const endpoint = policeEndpoint(context);
    if (!endpoint) return { result: 'later', error: 'no-endpoint' };
    const config = context.config();
    const input: EidoInput = {
      incidentId: facts.id,
      version: facts.version,
      state: facts.state,
      door: facts.door,
      urgency: facts.urgency,
      verified: facts.verified,
      silent: facts.silent,
      raisedAt: new Date(facts.raisedAt),
      updatedAt: new Date(facts.updatedAt),
      place: {
        ...facts.place,
        positionAt: facts.place.positionAt ? new Date(facts.place.positionAt) : null,
      },
      callbackNumber: facts.callbackNumber,
      language: facts.language,
      disposition: facts.disposition,
      city: cityOf(config),
    };
    const answer = await postEido({
      endpoint,
      eido: incidentToEido(input),
      sign: (message) =>
        signRequest({
          ...message,
          keyId: context.keyring.keyId,
          privateKey: context.keyring.privateKey,
          created: Math.floor(Date.now() / 1000),
        }),
      timeoutMs,
    });
    if ('receipt' in answer) return { result: 'delivered', receipt: answer.receipt.id };
    if (answer.failure.kind === 'no-receipt') return { result: 'delivered', receipt: null };
    // Never dropped: even what the desk refuses is tried again while the operator is told to telephone.
    return { result: 'later', error: answer.failure.kind };
  }
  return { deliver, keepReceipts };
}

/** The city as the police know it. */
export function cityOf(config: CityConfig): EidoInput['city'] {
  return {
    cityName: config.name.ko ?? Object.values(config.name)[0] ?? '',
    countryCode: config.police.countryCode,
    dialCode: config.police.dialCode,
    language: config.languages[0] ?? 'ko',
    agencyId: config.police.agency,
    elementId: `desk.${config.police.agency}`,
  };
}
