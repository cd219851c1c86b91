// A made-up register of units: on duty by phone and by the desk, at a call, off duty, without a phone, out of service.
import type { UnitRow } from './contract.ts';

const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Six units of two districts in the night of `at` (milliseconds). */
export function exampleRegister(at: number): UnitRow[] {
  const from = (minutes: number) => new Date(at + minutes * 60_000).toISOString();
  const car: UnitRow = {
    id: id(801),
    callSign: '순찰 21',
    kind: 'patrol-car',
    district: '101',
    organisation: '다솜서 무지개지구대',
    active: true,
    phone: true,
    onDuty: true,
    dutyBy: 'phone',
    dutyUntil: from(240),
    positionAt: from(-0.4),
    busy: false,
  };
  const off = { onDuty: false, dutyBy: null, dutyUntil: null, positionAt: null };
  return [
    car,
    { ...car, id: id(802), callSign: '순찰 14', busy: true },
    {
      ...car,
      id: id(803),
      callSign: '한결경비 3조',
      kind: 'guards',
      district: '102',
      organisation: '한결경비',
      phone: false,
      dutyBy: 'desk',
      dutyUntil: null,
      positionAt: null,
    },
    { ...car, ...off, id: id(804), callSign: '스카우트 6조', kind: 'scouts', organisation: null },
    { ...car, ...off, id: id(805), callSign: '도보 순찰 3', kind: 'foot-patrol', phone: false },
    { ...car, ...off, id: id(806), callSign: '순찰 9', active: false, phone: false },
  ];
}
