// `ansim drill`: a scripted night against the running server; everything in it is practice and cannot leave the city.
import { createToken } from '#platform/auth/index.ts';
import { StartError, system } from '#platform/db/index.ts';
import { selectDevicesWithPlace } from '#programme/devices/index.ts';
import type { Disposition } from '#programme/incidents/contract.ts';
import type { CommandContext } from './command.ts';

type Scene = {
  /** Seconds after the drill began. */
  at: number;
  store: number;
  story: (step: Steps, id: string) => Promise<void>;
};
type Steps = {
  wait(seconds: number): Promise<void>;
  press(store: number): Promise<string>;
  act(
    id: string,
    verb: string,
    body?: object,
  ): Promise<{ nearby: { id: string; busy: boolean }[] }>;
};

/** The night: an answered call, one pressed twice, one that nobody takes and that escalates, an accident, one left for the desk. */
const night: readonly Scene[] = [
  { at: 0, store: 3, story: (step, id) => handle(step, id, 'handed-to-police', 3) },
  {
    at: 4,
    store: 41,
    story: async (step, id) => {
      await step.wait(2);
      await step.press(41);
      await handle(step, id, 'assisted', 6);
    },
  },
  {
    at: 9,
    store: 118,
    story: async (step, id) => {
      await step.wait(5);
      await step.act(id, 'acknowledge', {});
      await step.act(id, 'notes', { text: '훈련: 점원이 실수로 눌렀다고 함' });
      await step.wait(4);
      await step.act(id, 'close', { disposition: 'accidental' });
    },
  },
  {
    at: 14,
    store: 205,
    story: async (step, id) => {
      await step.wait(26);
      await handle(step, id, 'nobody-found', 2);
    },
  },
  { at: 22, store: 322, story: (step, id) => handle(step, id, 'medical', 5) },
  { at: 30, store: 410, story: async () => {} },
];

async function handle(
  step: Steps,
  id: string,
  disposition: Disposition,
  seconds: number,
): Promise<void> {
  await step.wait(seconds);
  const incident = await step.act(id, 'acknowledge', {});
  const unit = incident.nearby.find((one) => !one.busy);
  await step.wait(2);
  if (unit) {
    await step.act(id, 'dispatch', { unitId: unit.id });
    await step.wait(seconds + 4);
    await step.act(id, 'on-scene', {});
    await step.wait(5);
  }
  await step.act(id, 'close', { disposition, note: '훈련 종료' });
}

/** Plays the night through the running server's own API. */
export async function drillCommand({
  db,
  settings,
  flags,
  print,
}: CommandContext): Promise<boolean> {
  const origin = `http://${settings.host}:${settings.port}`;
  await fetch(`${origin}/healthz`).catch(() => {
    throw new StartError(
      `No server answers at ${origin}. Start it first in another window: npm start`,
    );
  });
  const devices = await db.transaction(system, selectDevicesWithPlace);
  const buttons = devices.filter((device) => device.protocol !== 'page');
  if (buttons.length === 0) throw new StartError('This city has no buttons yet.');
  const { token, id: tokenId } = await db.transaction(system, (tx) =>
    createToken(tx, { name: 'drill', role: 'city-operator', districts: ['*'], days: 1 }),
  );
  const pace = flags.fast ? 0.1 : 1;
  const request = async (path: string, body: object) => {
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new StartError(`The server refused ${path}: ${String(json.title)}`);
    return json;
  };
  const buttonOf = (store: number) => buttons[store % buttons.length]!;
  const step: Steps = {
    wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000 * pace)),
    press: async (store) =>
      String((await request('/api/drills', { deviceId: buttonOf(store).id })).incidentId),
    act: async (id, verb, body = {}) =>
      (await request(`/api/incidents/${id}/${verb}`, body)) as Awaited<ReturnType<Steps['act']>>,
  };
  try {
    await Promise.all(
      night.map(async (scene) => {
        await step.wait(scene.at);
        const id = await step.press(scene.store);
        print(`${buttonOf(scene.store).placeName ?? ''}  pressed (drill)`);
        await scene.story(step, id);
      }),
    );
  } finally {
    await db.transaction(
      system,
      (tx) => tx.sql`update platform.tokens set revoked_at = now() where id = ${tokenId}`,
    );
  }
  print('The drill is over; its last call was left open for the desk.');
  return true;
}
