// Who is out tonight: patrol cars, officers on foot, security guards and pairs of scouts.
import type { District, Names, Unit, UnitKind } from '../model.ts';
import { drawLot, type Lots } from '../places/lots.ts';
import { onGlobeGrid, type Spot, toLonLat } from '../plane.ts';
import { between, type Random, randomFor, shuffled } from '../prng.ts';

type Fleet = {
  kind: UnitKind;
  perDistrict: number;
  onDuty: number;
  call: (number: number) => Names;
};

const firms: readonly Names[] = [
  { ko: '한결경비', en: 'Hangyeol Security' },
  { ko: '든든경비', en: 'Deundeun Security' },
  { ko: '새벽경비', en: 'Saebyeok Security' },
];

const fleets: readonly Fleet[] = [
  {
    kind: 'patrol-car',
    perDistrict: 6,
    onDuty: 0.9,
    call: (n) => ({ ko: `순찰 ${n}`, en: `Patrol ${n}` }),
  },
  {
    kind: 'foot-patrol',
    perDistrict: 2,
    onDuty: 0.85,
    call: (n) => ({ ko: `도보 ${n}`, en: `Foot ${n}` }),
  },
  {
    kind: 'guards',
    perDistrict: 3,
    onDuty: 0.9,
    call(n) {
      const firm = firms[n % firms.length]!;
      const team = Math.ceil(n / firms.length);
      return { ko: `${firm.ko} ${team}조`, en: `${firm.en} Team ${team}` };
    },
  },
  {
    kind: 'scouts',
    perDistrict: 5,
    onDuty: 0.88,
    call: (n) => ({ ko: `스카우트 ${n}조`, en: `Scouts ${n}` }),
  },
];

// Who is near the store of the drawings, and how far east and north of it in metres.
const drawn: readonly { ko: string; kind: UnitKind; off: Spot }[] = [
  { ko: '순찰 21', kind: 'patrol-car', off: [-340, 230] },
  { ko: '순찰 14', kind: 'patrol-car', off: [470, -505] },
  { ko: '스카우트 6조', kind: 'scouts', off: [-430, -290] },
  { ko: '한결경비 3조', kind: 'guards', off: [760, 700] },
];

/** About 400 units at scale 1. Those of the drawings stand around `scene`. */
export function buildUnits(
  seed: number,
  districts: readonly District[],
  lots: Lots,
  scale: number,
  scene: Spot,
): Unit[] {
  const units: Unit[] = [];
  for (const fleet of fleets) {
    const random = randomFor(seed, `units ${fleet.kind}`);
    const each = Math.max(1, Math.round(fleet.perDistrict * scale));
    const numbers = shuffled(
      random,
      Array.from({ length: districts.length * each }, (_, i) => i + 1),
    );
    const calls = bringForward(numbers.map(fleet.call), fleet.kind);
    calls.forEach((callSign, i) => {
      const index = Math.floor(i / each);
      units.push(standing(fleet, callSign, districts[index]!, index, lots, random, scene));
    });
  }
  return units;
}

/** The first district is the one of the drawings: its units come first. */
function bringForward(calls: Names[], kind: UnitKind): Names[] {
  const wanted = drawn.filter((unit) => unit.kind === kind).map((unit) => unit.ko);
  const isDrawn = (call: Names): boolean => wanted.includes(call.ko);
  return [...calls.filter(isDrawn), ...calls.filter((call) => !isDrawn(call))];
}

function standing(
  fleet: Fleet,
  callSign: Names,
  district: District,
  index: number,
  lots: Lots,
  random: Random,
  scene: Spot,
): Unit {
  const place = drawn.find((unit) => unit.ko === callSign.ko);
  const spot = place
    ? onGlobeGrid([scene[0] + place.off[0], scene[1] + place.off[1]])
    : drawLot(lots, index, random).spot;
  const [lon, lat] = toLonLat(spot);
  const number = callSign.en.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase();
  return {
    id: `unit-${number}`,
    callSign,
    kind: fleet.kind,
    district: district.code,
    lat,
    lon,
    onDuty: place ? true : between(random, 0, 1) < fleet.onDuty,
  };
}
