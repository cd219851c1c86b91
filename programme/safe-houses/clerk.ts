// The clerk's page: who is at the till, practice, a broken bell, and the press itself. It is a device and proves itself as one.
import type { Database, Tx } from '#platform/db/index.ts';
import { system } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  type Device,
  type DoorHandler,
  hearDevice,
  quarantine,
  readDevice,
  readTestUntil,
  selectDevicesOfPlace,
  startTest,
} from '#programme/devices/index.ts';
import { cancelAtPlace, readCallAtPlace } from '#programme/incidents/index.ts';
import type { clerkContract } from './clerk-contract.ts';
import { readCallPlace } from './store.ts';

/** As long as a clerk may practise before the button is real again; trust.md, "test mode ends by itself". */
const practiceMinutes = 5;
/** A page that asks every two seconds proves its life this often. */
const aliveEverySeconds = 30;

export type ClerkPorts = {
  db: Database;
  config(): CityConfig;
  doors: ReadonlyMap<string, DoorHandler>;
  /** Whether this is the secret of that device. */
  knowsSecret(device: Device, secret: string): boolean;
};

/** Handlers of `clerkContract`. */
export function clerkRoutes(ports: ClerkPorts): Handlers<typeof clerkContract> {
  type Request = { headers: { authorization?: string | undefined } };

  function asPage<T>(request: Request, work: (tx: Tx, page: Device) => Promise<T>): Promise<T> {
    const bearer = /^Bearer ([0-9a-f-]{36})\.([a-z0-9]{10,80})$/.exec(
      request.headers.authorization ?? '',
    );
    return ports.db.transaction(system, async (tx) => {
      const page = bearer ? await readDevice(tx, bearer[1]!) : undefined;
      if (page?.protocol !== 'page' || !ports.knowsSecret(page, bearer![2]!))
        throw new Refused(
          'unknown-device',
          401,
          'This link is not valid any more. Ask your district office for a new one.',
        );
      return work(tx, page);
    });
  }

  function hear(
    tx: Tx,
    page: Device,
    signal: { kind: 'alarm' | 'supervision'; press: 'single' | 'long' | null; id: string | null },
  ) {
    return hearDevice(tx, ports.config(), ports.doors, {
      deviceId: page.id,
      signal: {
        kind: signal.kind,
        press: signal.press,
        batteryPercent: null,
        linkQuality: null,
        tampered: false,
        deliveryId: signal.id,
        occurredAt: null,
      },
      wire: { key: '', redelivered: false },
      idLifetimeSeconds: null,
      drill: false,
    });
  }

  return {
    'GET /api/clerk': (_tx, _actor, _input, request) =>
      asPage(request, async (tx, page) => {
        const place = await readCallPlace(tx, page.placeId);
        if (!place)
          throw new Refused('unknown-place', 409, 'This page belongs to no store any more.');
        const { testUntil, secondsSilent } = await readTestUntil(tx, page.id);
        if (secondsSilent === null || secondsSilent > aliveEverySeconds)
          await hear(tx, page, { kind: 'supervision', press: null, id: null });
        return {
          store: { name: place.name },
          shift: await readShift(tx, page.placeId),
          testUntil: testUntil?.toISOString() ?? null,
          incident: await readCallAtPlace(tx, page.placeId),
        };
      }),
    'POST /api/clerk/press': (_tx, _actor, { body }, request) =>
      asPage(request, (tx, page) =>
        hear(tx, page, { kind: 'alarm', press: body.kind, id: body.pressId }),
      ),
    'POST /api/clerk/test-mode': (_tx, _actor, _input, request) =>
      asPage(request, async (tx, page) => {
        // The page begins the practice of everything that hangs in its store: the clerk tries the pocket button too.
        let until = new Date();
        for (const device of await selectDevicesOfPlace(tx, page.placeKind, page.placeId))
          until = (await startTest(tx, device.id, practiceMinutes)) ?? until;
        return { testUntil: until.toISOString() };
      }),
    'POST /api/clerk/shift': (_tx, _actor, { body }, request) =>
      asPage(request, async (tx, page) => {
        await tx.sql`
          insert into safe_houses.shifts (store_id, name, knows_button)
          values (${page.placeId}, ${body.name}, ${body.knowsButton})`;
        return { done: true as const };
      }),
    'POST /api/clerk/take-back': (_tx, _actor, _input, request) =>
      asPage(request, async (tx, page) => ({
        takenBack: await cancelAtPlace(tx, page.placeId),
      })),
    'POST /api/clerk/bell-broken': (_tx, _actor, { body }, request) =>
      asPage(request, async (tx, page) => {
        await quarantine(tx, {
          protocol: page.protocol,
          deviceId: page.id,
          reason: 'told-by-clerk',
          detail: body.text,
          payload: new Uint8Array(),
        });
        return { done: true as const };
      }),
  };
}

async function readShift(
  tx: Tx,
  storeId: string,
): Promise<{ name: string; acceptedAt: string } | null> {
  const [row] = await tx.sql<{ name: string; accepted_at: Date }>`
    select name, accepted_at from safe_houses.shifts
    where store_id = ${storeId} and accepted_at > now() - interval '14 hours'
    order by accepted_at desc limit 1`;
  return row ? { name: row.name, acceptedAt: row.accepted_at.toISOString() } : null;
}
