// Made-up stores of the register: one in order, one that lacks much, one struck off; and a board of devices that need a person.
import type { RegisterRow, Store } from './shapes.ts';

const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const sound: RegisterRow = {
  id: id(5000),
  name: '한별마트 무지개로점',
  nameEn: 'Hanbyeol Mart Mujigae-ro',
  address: '무지개로 41, 1층',
  phone: '02-000-0141',
  district: '101',
  state: 'operating',
  designatedUntil: '2027-06-30',
  buttons: 2,
  testedAt: '2026-11-02T03:00:00Z',
  inspectedAt: '2026-09-14T02:00:00Z',
  year: { calls: 3, real: 2, falseAlarms: 1, tests: 12 },
  needs: [],
};

/** Three rows of the register, and as many more as a full list needs. */
export function exampleRegister(many = 3): RegisterRow[] {
  const rows: RegisterRow[] = [
    sound,
    {
      ...sound,
      id: id(5001),
      name: '초록편의점 은하수점',
      nameEn: null,
      address: '은하수로 118',
      district: '102',
      state: 'suspended',
      buttons: 0,
      testedAt: null,
      inspectedAt: null,
      year: { calls: 0, real: 0, falseAlarms: 0, tests: 0 },
      needs: ['no-button', 'untrained', 'test-overdue', 'inspection-overdue', 'designation-ending'],
    },
    { ...sound, id: id(5002), name: '새봄마트 강변점', district: '103', state: 'destroyed' },
  ];
  for (let n = rows.length; n < many; n += 1)
    rows.push({ ...sound, id: id(5000 + n), name: `한별마트 ${n}호점` });
  return rows;
}

/** The first of them whole. */
export function exampleStore(): Store {
  return {
    ...sound,
    chain: '한별마트',
    hint: '솔밭역 3번 출구에서 북쪽 180 m · 뒷문 골목길',
    lat: 37.5,
    lon: 127,
    hours: '24h',
    stateReason: null,
    designatedOn: '2023-07-01',
    source: 'hand',
    updatedAt: '2026-11-20T04:00:00Z',
    changedByHand: ['phone'],
    policeOffice: { id: id(6000), name: '다솜서 무지개지구대', phone: '02-000-0112' },
    officesNear: [],
    possible: ['suspend', 'renew', 'close', 'strike'],
    devices: [
      {
        id: id(6100),
        label: '계산대',
        protocol: 'mqtt-zigbee2mqtt',
        name: '0x00158d0001',
        silent: false,
        holdOnly: false,
        training: false,
        problem: null,
        batteryPercent: 82,
        lastSeenAt: '2026-11-24T14:50:00Z',
        testedAt: '2026-11-02T03:00:00Z',
      },
      {
        id: id(6101),
        label: '창고',
        protocol: 'lorawan-chirpstack',
        name: 'a84041000181',
        silent: true,
        holdOnly: true,
        training: false,
        problem: 'battery',
        batteryPercent: 11,
        lastSeenAt: '2026-11-24T13:10:00Z',
        testedAt: null,
      },
    ],
    clerks: [
      { id: id(6200), name: '오하늘', trainedOn: '2026-03-02' },
      { id: id(6201), name: '정은', trainedOn: null },
    ],
    shifts: [{ name: '오하늘', acceptedAt: '2026-11-24T12:58:00Z', knowsButton: true }],
    inspections: [
      {
        at: '2026-09-14T02:00:00Z',
        inspector: '김도연',
        passed: false,
        failed: ['door-lit'],
        note: '문 앞 등 교체 요청',
      },
    ],
    history: [
      {
        at: '2023-07-01T00:00:00Z',
        step: 'designate',
        state: 'operating',
        until: '2027-06-30',
        reason: null,
        by: '김도연',
      },
    ],
  };
}
