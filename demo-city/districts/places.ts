// The 25 districts by name, code and rough place, as on the drawing of the console.
import type { Spot } from '../plane.ts';

export type DistrictPlace = { code: string; name: string; seat: Spot; north: boolean };

// Pixels of the drawing. Dasom, whose centre the drawing shows, takes the middle of the map.
const drawn: readonly (readonly [name: string, px: number, py: number])[] = [
  ['다솜구', 690, 392],
  ['마루구', 849, 368],
  ['은하구', 580, 125],
  ['나래구', 908, 592],
  ['새봄구', 1_030, 520],
  ['가온구', 985, 165],
  ['보람구', 775, 120],
  ['한빛구', 440, 165],
  ['온유구', 845, 232],
  ['소담구', 520, 235],
  ['푸름구', 1_035, 285],
  ['이든구', 700, 245],
  ['해늘구', 590, 290],
  ['미르구', 440, 330],
  ['라온구', 965, 362],
  ['아라구', 400, 592],
  ['예빛구', 560, 425],
  ['도담구', 430, 405],
  ['솔내구', 735, 560],
  ['초롱구', 590, 600],
  ['느루구', 812, 660],
  ['별내구', 490, 705],
  ['바다구', 625, 728],
  ['하늘구', 740, 742],
  ['윤슬구', 945, 715],
];

/** Codes begin with 900, which no Korean administrative code does (they run from 11 to 52). */
export const districtPlaces: readonly DistrictPlace[] = drawn.map(([name, px, py], i) => ({
  code: String(90_010 + i * 10),
  name,
  seat: [(px - 710) * 41, (430 - py) * 33],
  north: py < 480,
}));
