// The whole of an example call: steps, hand-over and units, as the detail shows them.
import type { Incident, IncidentDetail, IncidentStep, NearbyUnit } from './contract.ts';
import { car, exampleId, guards, operator } from './example-people.ts';

/** Units around a place, nearest first. */
export function exampleUnits(lat: number, lon: number): NearbyUnit[] {
  return [
    {
      id: car.id,
      callSign: '순찰 21',
      kind: 'patrol-car',
      lat: lat + 0.003,
      lon: lon - 0.004,
      metres: 410,
      minutes: 2,
      busy: false,
      ageSeconds: 12,
      stale: false,
    },
    {
      id: exampleId(804),
      callSign: '스카우트 6조',
      kind: 'scouts',
      lat: lat - 0.0035,
      lon: lon - 0.0045,
      metres: 520,
      minutes: 7,
      busy: false,
      ageSeconds: 25,
      stale: false,
    },
    {
      id: exampleId(802),
      callSign: '순찰 14',
      kind: 'patrol-car',
      lat: lat - 0.004,
      lon: lon + 0.0055,
      metres: 690,
      minutes: 4,
      busy: false,
      ageSeconds: 8,
      stale: false,
    },
    {
      id: exampleId(805),
      callSign: '도보 순찰 3',
      kind: 'foot-patrol',
      lat: lat + 0.001,
      lon: lon + 0.0075,
      metres: 840,
      minutes: 11,
      busy: false,
      ageSeconds: 240,
      stale: true,
    },
    {
      id: guards.id,
      callSign: '한결경비 3조',
      kind: 'guards',
      lat: lat + 0.006,
      lon: lon + 0.006,
      metres: 980,
      minutes: 4,
      busy: true,
      ageSeconds: 31,
      stale: false,
    },
  ];
}

/** The whole of one incident: what the detail shows for a row of the queue. */
export function exampleDetail(row: Incident): IncidentDetail {
  const raised = Date.parse(row.raisedAt);
  const steps: IncidentStep[] = [];
  function step(
    seconds: number,
    kind: IncidentStep['kind'],
    actor: string | null = null,
    detail: IncidentStep['detail'] = {},
    text: string | null = null,
  ): void {
    steps.push({
      id: exampleId(7000 + steps.length),
      at: new Date(raised + seconds * 1000).toISOString(),
      kind,
      actor,
      text,
      detail,
    });
  }
  step(0, 'raised', null, { batteryPercent: 82 });
  if (row.handOver !== 'none') step(0.2, 'hand-over-sent', null, { endpoint: '가온경찰청 상황실' });
  if (row.handOver === 'confirmed')
    step(0.9, 'hand-over-confirmed', null, { endpoint: '가온경찰청 상황실' });
  if (row.presses > 1) step(3, 'pressed-again', null, { presses: row.presses });
  if (row.acknowledgedAt !== null)
    steps.push({
      id: exampleId(7100),
      at: row.acknowledgedAt,
      kind: 'acknowledged',
      actor: operator.name,
      text: null,
      detail: {},
    });
  if (row.dispatchedAt !== null)
    steps.push({
      id: exampleId(7101),
      at: row.dispatchedAt,
      kind: 'dispatched',
      actor: operator.name,
      text: null,
      detail: { unit: row.unit?.callSign ?? '' },
    });
  if (row.onSceneAt !== null)
    steps.push({
      id: exampleId(7102),
      at: row.onSceneAt,
      kind: 'on-scene',
      actor: row.unit?.callSign ?? null,
      text: null,
      detail: { unit: row.unit?.callSign ?? '' },
    });
  const sent = row.handOver === 'none' ? null : new Date(raised + 200).toISOString();
  return {
    ...row,
    policeOffice: { name: '다솜서 무지개지구대', phone: '02-000-0112' },
    handOvers:
      sent === null
        ? []
        : [
            {
              id: exampleId(600),
              endpoint: '가온경찰청 상황실',
              state: row.handOver,
              sentAt: row.handOver === 'pending' ? null : sent,
              confirmedAt:
                row.handOver === 'confirmed' ? new Date(raised + 900).toISOString() : null,
              receipt: row.handOver === 'confirmed' ? 'G-2118' : null,
              phone: '02-000-0112',
            },
          ],
    units:
      row.unit === null
        ? []
        : [
            {
              id: row.unit.id,
              callSign: row.unit.callSign,
              kind: row.unit.kind,
              state: row.state === 'on-scene' ? 'on-scene' : 'sent',
              at: row.dispatchedAt ?? row.updatedAt,
              dueAt: null,
              reason: null,
            },
          ],
    nearby:
      row.place.lat === null || row.place.lon === null
        ? []
        : exampleUnits(row.place.lat, row.place.lon),
    withoutPlace: [],
    steps,
    messages: [],
    callbackNumber: null,
    accuracy: null,
    positionAt: null,
    sharing: null,
    twoWayText: row.door === 'sos',
    onDuty:
      row.door === 'store'
        ? {
            name: '오하늘',
            acceptedAt: new Date(raised - 7200_000).toISOString(),
            knowsButton: true,
          }
        : null,
    linked: [],
    pastYear: row.door === 'store' ? { calls: 3, real: 2, falseAlarms: 1, tests: 12 } : null,
  };
}
