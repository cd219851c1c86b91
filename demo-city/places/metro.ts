// Eight metro lines through the districts, their stations on the main streets, and the numbered exits.
import { curveThrough, distance, lengthOf } from '../geometry.ts';
import { type GroundAt, ground } from '../land/ground.ts';
import type { Nearby } from '../near.ts';
import { nearby, nearest, place } from '../near.ts';
import type { Line, Spot } from '../plane.ts';
import { between, type Random, randomFor, whole } from '../prng.ts';
import { romanised } from '../romanise.ts';
import type { Field } from '../streets/field.ts';
import type { GrownStreet } from '../streets/grow.ts';

export type MetroExit = { number: string; spot: Spot };
export type MetroStation = {
  id: string;
  word: string;
  spot: Spot;
  lines: string[];
  exits: MetroExit[];
};
export type MetroLine = { number: string; track: Line };
export type Metro = { stations: MetroStation[]; lines: MetroLine[] };

type Route = { closed?: boolean; through: readonly string[] };

// Where the lines go, by district; 2 is the circle, as it is everywhere.
const routes: readonly Route[] = [
  { through: ['한빛구', '소담구', '해늘구', '다솜구', '솔내구', '느루구', '나래구', '윤슬구'] },
  {
    closed: true,
    through: [
      '다솜구',
      '마루구',
      '라온구',
      '새봄구',
      '나래구',
      '느루구',
      '솔내구',
      '초롱구',
      '아라구',
      '도담구',
      '예빛구',
    ],
  },
  { through: ['가온구', '온유구', '이든구', '다솜구', '예빛구', '초롱구', '별내구'] },
  { through: ['은하구', '이든구', '마루구', '솔내구', '하늘구', '바다구'] },
  { through: ['미르구', '해늘구', '이든구', '보람구'] },
  { through: ['푸름구', '라온구', '마루구', '다솜구', '초롱구', '바다구', '별내구'] },
  { through: ['보람구', '온유구', '라온구', '새봄구', '윤슬구'] },
  { through: ['도담구', '미르구', '소담구', '은하구', '보람구', '가온구', '푸름구'] },
];

/** Where stations may be: spots on major and main streets. */
export function streetCorners(streets: readonly GrownStreet[], at: GroundAt): Nearby<null> {
  const corners = nearby<null>(400);
  for (const { class: kind, line } of streets) {
    if (kind === 'minor') continue;
    for (let i = 1; i < line.length; i += 1) {
      const a = line[i - 1]!;
      const b = line[i]!;
      const parts = Math.max(1, Math.round(distance(a, b) / 220));
      for (let k = 0; k < parts; k += 1) {
        const x = a[0] + ((b[0] - a[0]) * k) / parts;
        const y = a[1] + ((b[1] - a[1]) * k) / parts;
        if (at(x, y) === ground.city) place(corners, [x, y], null);
      }
    }
  }
  return corners;
}

/** The metro for a seed: about 150 stations. `seats` are the district seats by name; each station takes a word. */
export function buildMetro(
  seed: number,
  seats: ReadonlyMap<string, Spot>,
  corners: Nearby<null>,
  field: Field,
  words: string[],
): Metro {
  const random = randomFor(seed, 'metro');
  const stations: MetroStation[] = [];
  const found = nearby<MetroStation>(700);
  const lines = routes.map(({ through, closed = false }, index): MetroLine => {
    const number = String(index + 1);
    const way = through.map((name): Spot => {
      const [x, y] = seats.get(name)!;
      return [x + between(random, -900, 900), y + between(random, -700, 700)];
    });
    const curve = curveThrough(way, 14, closed);
    const stops = stopsAlong(curve, random, corners, found, (spot) => {
      const station: MetroStation = {
        id: `station-${String(stations.length + 1).padStart(3, '0')}`,
        word: words.pop() ?? `정거장${stations.length + 1}`,
        spot,
        lines: [],
        exits: exitsOf(spot, field(spot[0], spot[1]), random),
      };
      stations.push(station);
      place(found, spot, station);
      return station;
    });
    for (const stop of stops) if (!stop.lines.includes(number)) stop.lines.push(number);
    const track = curveThrough(
      stops.map((stop) => stop.spot),
      6,
      closed,
    );
    return { number, track };
  });
  return { stations, lines };
}

function stopsAlong(
  curve: Line,
  random: Random,
  corners: Nearby<null>,
  found: Nearby<MetroStation>,
  open: (spot: Spot) => MetroStation,
): MetroStation[] {
  const stops: MetroStation[] = [];
  let walked = 0;
  let due = 0;
  const length = lengthOf(curve);
  for (let i = 1; i < curve.length; i += 1) {
    const a = curve[i - 1]!;
    const b = curve[i]!;
    const step = distance(a, b);
    while (due <= walked + step && due < length - 500) {
      const t = (due - walked) / step;
      const spot: Spot = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
      due += between(random, 1_150, 1_800);
      const corner = nearest(corners, spot, 520);
      if (!corner) continue;
      // Lines that come near each other share the station, so that one can change there.
      const stop = nearest(found, corner.spot, 620)?.item ?? open(corner.spot);
      if (!stops.includes(stop)) stops.push(stop);
    }
    walked += step;
  }
  return stops;
}

/** Exits numbered clockwise from the north, on the corners of the crossing. */
function exitsOf([x, y]: Spot, angle: number, random: Random): MetroExit[] {
  const count = whole(random, 2, 4) * 2;
  const along = angle + Math.PI / 4;
  return Array.from({ length: count }, (_, i) => {
    const turn = along - (i / count) * 2 * Math.PI;
    const far = between(random, 55, 130);
    return { number: String(i + 1), spot: [x + Math.cos(turn) * far, y + Math.sin(turn) * far] };
  });
}

/** "솔밭역" and "Solbat Station". */
export function stationName(word: string): { ko: string; en: string } {
  return { ko: `${word}역`, en: `${romanised(word)} Station` };
}
