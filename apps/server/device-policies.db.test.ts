// Proves at the doors of a running server what a device's own policy does: mapping, model, countdown, hold, silent, training, and retries.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { networkSecret } from '#gateways/buttons/index.ts';
import { system, type Tx } from '#platform/db/index.ts';
import { type DevicePolicy, keepModel, setDevicePolicy } from '#programme/devices/index.ts';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

let served: ServedCity;
beforeAll(async () => {
  served = await serveSmallCity();
});
afterAll(() => served.close());

const act = <T>(work: (tx: Tx) => Promise<T>) => served.city.db.transaction(system, work);
const set = (id: string, policy: DevicePolicy) => act((tx) => setDevicePolicy(tx, id, policy));

let stores = 0;
/** A device in a store of its own. */
async function device(protocol: string, name = `d-${randomUUID()}`): Promise<string> {
  const [near] = served.city.districts;
  const [row] = await served.city.asOwner(
    `with store as (insert into safe_houses.stores (name, district, address, phone, lat, lon)
        values ($1, $2, '보기로 1', '02-000-0000', 37.41, 126.81) returning id),
      device as (insert into devices.devices (external_id, protocol, label, place_kind, place_id, district)
        select $3, $4, '보기', 'store', id, $2 from store returning id)
     insert into devices.vitals (device_id) select id from device returning device_id as id`,
    [`가게 ${++stores}`, near, name, protocol],
  );
  return String(row!.id);
}

type Answer = { outcome?: string; incidentId?: string | null; code?: string };
async function post(path: string, secret: string, body: object): Promise<Answer> {
  const answer = await fetch(served.server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Answer;
}

const press = (id: string, event = 'press') =>
  post(`/api/webhooks/devices/${id}`, served.keyring.deviceSecret(id, 1), {
    id: randomUUID(),
    event,
  });

async function incident(id: string | null | undefined) {
  const [row] = await served.city.asOwner(
    'select state, silent, presses, drill, hand_over from incidents.incidents where id = $1',
    [id],
  );
  return row!;
}

const eui = (number: number) => `0004a30b001c${number.toString(16).padStart(4, '0')}`;

/** As The Things Stack sends it; fields that are zero are left out. */
function ttnUplink(number: number, frame: number, bytes: number[], port = 5, at = '15:15:45.787') {
  return {
    end_device_ids: {
      device_id: `button-${number}`,
      application_ids: { application_id: 'safe-houses' },
      dev_eui: eui(number).toUpperCase(),
      join_eui: '800000000000000C',
      dev_addr: '00BCB929',
    },
    correlation_ids: ['as:up:01E0WZGT6Y7657CPFPE5WEYDSQ'],
    received_at: `2026-11-24T${at}Z`,
    uplink_message: {
      session_key_id: 'AXA50tHUSoG4gMcQ8Q==',
      f_port: port,
      ...(frame === 0 ? {} : { f_cnt: frame }),
      frm_payload: Buffer.from(bytes).toString('base64'),
      rx_metadata: [
        {
          gateway_ids: { gateway_id: 'gtw1', eui: '9C5C8E00001A05C4' },
          time: '2026-11-24T15:15:45.787Z',
          timestamp: 2463457000,
          rssi: -35,
          channel_rssi: -35,
          snr: 5.2,
        },
      ],
      settings: {
        data_rate: { lora: { bandwidth: 125000, spreading_factor: 7 } },
        frequency: '922100000',
      },
      received_at: `2026-11-24T${at}Z`,
      consumed_airtime: '0.056576s',
      network_ids: { net_id: '000013', tenant_id: 'city', cluster_id: 'ap1' },
    },
  };
}

/** As ChirpStack v4 sends it. */
function chirpstackUp(number: number, bytes: number[], port = 5) {
  return {
    deduplicationId: randomUUID(),
    time: '2026-11-24T09:34:15.775023242+00:00',
    deviceInfo: {
      tenantId: '52f14cd4-c6f1-4fbd-8f87-4025e1d49242',
      tenantName: 'city',
      applicationId: '17c82e96-be03-4f38-aef3-f83d48582d97',
      applicationName: 'safe-houses',
      deviceProfileId: '14855bf7-d10d-4aee-b618-ebfcb64dc7ad',
      deviceProfileName: 'button',
      deviceName: `button-${number}`,
      devEui: eui(number),
      tags: {},
    },
    devAddr: '00189440',
    adr: true,
    dr: 1,
    fCnt: 4,
    fPort: port,
    confirmed: false,
    data: Buffer.from(bytes).toString('base64'),
    rxInfo: [{ gatewayId: '0016c001f153a14c', uplinkId: 4217106255, rssi: -36, snr: 10.5 }],
    txInfo: {
      frequency: 922100000,
      modulation: { lora: { bandwidth: 125000, spreadingFactor: 11, codeRate: 'CR_4_5' } },
    },
  };
}

const ttn = (body: object) =>
  post('/api/webhooks/the-things-stack', networkSecret(served.keyring, 'lorawan-ttn'), body);
const chirpstack = (body: object) =>
  post(
    '/api/webhooks/chirpstack?event=up',
    networkSecret(served.keyring, 'lorawan-chirpstack'),
    body,
  );

test('a model that speaks otherwise is read by its mapping, a device by its own before that, and back by neither', async () => {
  const first = await device('lorawan-ttn', eui(1));
  const second = await device('lorawan-chirpstack', eui(2));
  // Byte 0 is 9: no known layout.
  expect(await ttn(ttnUplink(1, 1, [9, 80]))).toMatchObject({ outcome: 'quarantined' });
  await act((tx) =>
    keepModel(tx, 'WB-7', { from: 'bytes', fPort: 5, at: 0, presses: { '9': 'long' }, battery: 1 }),
  );
  await set(first, { model: 'WB-7' });
  await set(second, { model: 'WB-7' });
  expect(await ttn(ttnUplink(1, 2, [9, 80]))).toMatchObject({ outcome: 'call' });
  expect(await chirpstack(chirpstackUp(2, [9, 70]))).toMatchObject({ outcome: 'call' });
  expect(await ttn(ttnUplink(1, 3, [9, 80], 6))).toMatchObject({ outcome: 'alive' });
  expect(await ttn(ttnUplink(1, 4, [1, 80]))).toMatchObject({ outcome: 'alive' });
  const vitals = await served.city.asOwner(
    'select battery_percent from devices.vitals where device_id = any ($1) order by battery_percent',
    [[first, second]],
  );
  expect(vitals).toEqual([{ battery_percent: 70 }, { battery_percent: 80 }]);
  await set(second, { mapping: { from: 'bytes', at: 1, mask: 0x0f, presses: { '3': 'double' } } });
  expect(await chirpstack(chirpstackUp(2, [9, 0xf3]))).toMatchObject({ outcome: 'call' });
  expect(await chirpstack(chirpstackUp(2, [9, 0xf4]))).toMatchObject({ outcome: 'alive' });
  await set(second, { mapping: null, model: null });
  expect(await chirpstack(chirpstackUp(2, [1, 60]))).toMatchObject({ outcome: 'call' });
  await expect(set(first, { model: 'nobody knows' })).rejects.toMatchObject({
    code: 'unknown-model',
  });
  await expect(set(await device('webhook'), { model: 'WB-7' })).rejects.toMatchObject({
    code: 'no-mapping',
  });
});

test('what The Things Stack tells again after 4 and 8 minutes is one alarm, also the frame whose counter is left out', async () => {
  await device('lorawan-ttn', eui(3));
  const first = await ttn(ttnUplink(3, 0, [1, 90]));
  expect(first).toMatchObject({ outcome: 'call' });
  for (const at of ['15:19:45.900', '15:27:46.100'])
    expect(await ttn(ttnUplink(3, 0, [1, 90], 5, at))).toMatchObject({ outcome: 'duplicate' });
  expect(await incident(first.incidentId)).toMatchObject({ presses: 1 });
  expect(await ttn(ttnUplink(3, 1, [1, 90]))).toMatchObject({ incidentId: first.incidentId });
  expect(await incident(first.incidentId)).toMatchObject({ presses: 2 });
});

test('a store button calls at once; one with a countdown waits, is a call by itself, and at once when pressed again', async () => {
  const plain = await device('webhook');
  expect(await incident((await press(plain)).incidentId)).toMatchObject({ state: 'raised' });
  const waiting = await device('webhook');
  await set(waiting, { countdownSeconds: 60 });
  const { incidentId } = await press(waiting);
  expect(await incident(incidentId)).toMatchObject({ state: 'counting-down', hand_over: 'none' });
  expect(await press(waiting)).toMatchObject({ incidentId });
  await expect
    .poll(() => incident(incidentId))
    .toMatchObject({ state: 'raised', presses: 2, hand_over: expect.not.stringMatching('none') });
  const short = await device('webhook');
  await set(short, { countdownSeconds: 1 });
  const counted = await press(short);
  expect(await incident(counted.incidentId)).toMatchObject({ state: 'counting-down' });
  await expect.poll(async () => (await incident(counted.incidentId)).state).toBe('raised');
});

test('a press that was taken back in time never leaves the city; a raised call is not taken back', async () => {
  const id = await device('webhook');
  await set(id, { countdownSeconds: 60 });
  const [page] = await served.city.asOwner(
    `insert into devices.devices (external_id, protocol, kind, label, place_kind, place_id, district)
     select 'page-of-it', 'page', 'page', '보기', 'store', place_id, district from devices.devices where id = $1 returning id`,
    [id],
  );
  const phone = `${page!.id}.${served.keyring.deviceSecret(String(page!.id), 1)}`;
  const takeBack = () => post('/api/clerk/take-back', phone, {});
  const { incidentId } = await press(id);
  expect(await takeBack()).toEqual({ takenBack: true });
  expect(await incident(incidentId)).toMatchObject({ state: 'cancelled', hand_over: 'none' });
  const again = await press(id);
  await press(id);
  await expect.poll(async () => (await incident(again.incidentId)).state).toBe('raised');
  expect(await takeBack()).toEqual({ takenBack: false });
  expect(await incident(again.incidentId)).toMatchObject({ state: 'raised' });
});

test('hold, silent and training do what they say', async () => {
  const id = await device('webhook');
  await set(id, { holdOnly: true, silent: true });
  expect(await press(id)).toMatchObject({ outcome: 'touch', incidentId: null });
  const { incidentId } = await press(id, 'long');
  expect(await incident(incidentId)).toMatchObject({ state: 'raised', silent: true });
  const token = await served.token('city-operator');
  const drill = () => post('/api/drills', token, { deviceId: id, press: 'long' });
  expect(await drill()).toMatchObject({ code: 'no-drill' });
  await set(id, { training: true });
  const practised = await drill();
  expect(await incident(practised.incidentId)).toMatchObject({ drill: true, hand_over: 'none' });
});
