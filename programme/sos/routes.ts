// The residents' contract bound to its services. A phone proves itself by its key; every transaction is opened once it is known how.
import type { FastifyRequest } from 'fastify';
import { hashSecret } from '#platform/auth/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { SosView, sosContract } from './contract.ts';
import type { FindPlace } from './place.ts';
import * as service from './service.ts';
import { selectShared, selectView } from './store.ts';
import { toSharedView, toSosView } from './view.ts';

export type SosPorts = {
  db: Database;
  config(): CityConfig;
  findPlace: FindPlace;
  /**
   * How to ask later whether this call looks like one of a flood; who asks is read at once, since a phone may be gone a moment
   * later. It changes no clock and refuses nobody.
   */
  suspectFlood(request: FastifyRequest): () => boolean;
};

type Request = { headers: { authorization?: string | undefined } };

/** Handlers of `sosContract`. Every step answers with the call as it is after it. */
export function sosRoutes(ports: SosPorts): Handlers<typeof sosContract> {
  const { db, findPlace } = ports;

  /** Runs a step of the call's own phone and answers what it then sees. */
  function asCaller(
    request: Request,
    id: string,
    work: (tx: Tx, caller: service.Caller) => Promise<void>,
  ): Promise<SosView> {
    const key = credential(request, 'Sos');
    if (key === null) throw service.unknownCall();
    const caller = { id, keyHash: hashSecret(key) };
    return db.transaction(system, async (tx) => {
      await work(tx, caller);
      return look(tx, caller);
    });
  }

  async function look(tx: Tx, caller: service.Caller): Promise<SosView> {
    const row = await selectView(tx, caller.id, caller.keyHash);
    if (!row) throw service.unknownCall();
    return toSosView(caller.id, row);
  }

  /** Stores a new call and answers it; the same one told again answers the same. */
  function make(
    body: { id: string; key: string },
    work: (tx: Tx) => Promise<void>,
  ): Promise<SosView> {
    return db.transaction(system, async (tx) => {
      await work(tx);
      return look(tx, { id: body.id, keyHash: hashSecret(body.key) });
    });
  }

  return {
    'POST /api/sos'(_tx, _actor, { body }, request) {
      const call = { ...body, suspectFlood: ports.suspectFlood(request) };
      return make(body, (tx) => service.makeCall(tx, ports.config(), call));
    },
    'POST /api/sos/for-another'(_tx, _actor, { body }, request) {
      const call = { ...body, suspectFlood: ports.suspectFlood(request) };
      return make(body, (tx) => service.callForAnother(tx, ports.config(), findPlace, call));
    },
    'GET /api/sos/:id': (_tx, _actor, { params }, request) =>
      asCaller(request, params.id, async () => {}),
    'POST /api/sos/:id/send': (_tx, _actor, { params }, request) =>
      asCaller(request, params.id, (tx, caller) => service.sendNow(tx, ports.config(), caller)),
    'POST /api/sos/:id/cancel': (_tx, _actor, { params }, request) =>
      asCaller(request, params.id, (tx, caller) => service.cancelCall(tx, caller)),
    'POST /api/sos/:id/position': (_tx, _actor, { params, body }, request) =>
      asCaller(request, params.id, (tx, caller) =>
        service.movePosition(tx, findPlace, caller, { ...body, at: new Date(body.at) }),
      ),
    'POST /api/sos/:id/sharing': (_tx, _actor, { params, body }, request) =>
      asCaller(request, params.id, (tx, caller) => service.shareOrNot(tx, caller, body.on)),
    'POST /api/sos/:id/messages': (_tx, _actor, { params, body }, request) =>
      asCaller(request, params.id, (tx, caller) =>
        service.writeToDesk(tx, caller, {
          id: body.messageId,
          phrase: body.phrase ?? null,
          text: body.text ?? null,
          language: body.language,
        }),
      ),
    'POST /api/sos/:id/callback': (_tx, _actor, { params, body }, request) =>
      asCaller(request, params.id, (tx, caller) => service.leaveNumber(tx, caller, body.number)),
    'POST /api/sos/:id/links': (_tx, _actor, { params, body }, request) =>
      asCaller(request, params.id, (tx, caller) => service.makeLink(tx, caller, body.token)),
    'POST /api/sos/:id/links/end': (_tx, _actor, { params }, request) =>
      asCaller(request, params.id, (tx, caller) => service.endLinks(tx, caller)),
    async 'GET /api/shared-sos'(_tx, _actor, _input, request) {
      const token = credential(request, 'Link');
      const row =
        token === null
          ? undefined
          : await db.transaction(system, (tx) => selectShared(tx, hashSecret(token)));
      if (row?.state === 'counting-down')
        throw new Refused('not-raised', 409, 'The call has not been raised yet. Look again.');
      const view = row ? toSharedView(row) : null;
      if (!view)
        throw new Refused('gone', 410, 'This link has ended. It lived as long as the call.');
      return view;
    },
  };
}

/** The secret after a scheme of our own in `Authorization`: 32 bytes as base64url. */
function credential(request: Request, scheme: 'Sos' | 'Link'): string | null {
  const [said, secret = ''] = (request.headers.authorization ?? '').split(' ', 2);
  return said === scheme && /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : null;
}
