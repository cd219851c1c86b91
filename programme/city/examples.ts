// Look-alikes of official files: a city of 25 square districts with the shapes, codes and faults that real files have.
import type { Polygon, Position } from 'geojson';

const columns = 5;
const west = 126.8;
const south = 37.4;
/** Degrees: about 3.5 by 3.3 km. */
const wide = 0.04;
const high = 0.03;

export type ExampleDistrict = {
  index: number;
  ko: string;
  en: string;
  mois: string;
  kostat: string;
};

/** The second is 중구, whose own code is another district's in the other scheme, as in Seoul. */
export const exampleDistricts: readonly ExampleDistrict[] = Array.from(
  { length: 25 },
  (_, index) => ({
    index,
    ko: index === 1 ? '중구' : `${'가나다라마바사아자차카타파하거너더러머버서어저처커'[index]}온구`,
    en: index === 1 ? 'Jung-gu' : `Example ${index + 1}-gu`,
    mois: String(11110 + index * 30),
    kostat: String(11010 + index * 10),
  }),
);

/** A point in a district; `x` and `y` run from 0 (west, south) to 1. */
export function examplePoint(district: number, x: number, y: number): { lat: number; lon: number } {
  const [lon, lat] = corner((district % columns) + x, Math.floor(district / columns) + y, 0);
  return { lat: lat!, lon: lon! };
}

/** Border of a district. `coarse` moves every inner corner by as many degrees, as simplified borders do. */
export function exampleBorder(district: number, coarse = 0): Polygon {
  return square(district % columns, Math.floor(district / columns), 1, coarse);
}

/** GeoJSON of 100 neighbourhoods with the properties of the administrative boundaries, escaped as Python writes it. */
export function exampleNeighbourhoods(): string {
  const features = exampleDistricts.flatMap((district) =>
    [0, 1, 2, 3].map((quarter) => ({
      type: 'Feature',
      properties: {
        OBJECTID: district.index * 4 + quarter + 1,
        adm_nm: `서울특별시 ${district.ko} 보기${quarter + 1}동`,
        adm_cd: `${district.kostat.slice(0, 5)}${50 + quarter}`,
        adm_cd2: `${district.mois}${500 + quarter}00`,
        sgg: district.mois,
        sido: '11',
        sidonm: '서울특별시',
        sggnm: district.ko,
      },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          square(
            (district.index % columns) + (quarter % 2) / 2,
            Math.floor(district.index / columns) + Math.floor(quarter / 2) / 2,
            0.5,
            0,
          ).coordinates,
        ],
      },
    })),
  );
  const text = JSON.stringify({ type: 'FeatureCollection', name: 'temp', features });
  return text.replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** GeoJSON of the 25 districts with codes of Statistics Korea and simplified borders. */
export function exampleDistrictBorders(): string {
  const features = exampleDistricts.map((district) => ({
    type: 'Feature',
    properties: {
      code: district.kostat,
      name: district.ko,
      name_eng: district.en,
      base_year: '2013',
    },
    geometry: exampleBorder(district.index, 0.002),
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** The table of both codes. */
export function exampleCodes(): string {
  const rows = exampleDistricts.map(
    ({ ko, en, mois, kostat }) => `${ko},${en},${mois},${kostat}\n`,
  );
  return `gu_ko,gu_en,mois_sigungu_code,kostat_code\n${rows.join('')}`;
}

/** 453 police offices in the columns of the official list, with a byte order mark. */
export function examplePolice(): string {
  const counts = { 경찰서: 31, 청: 1, 순찰대: 2, 치안센터: 179, 파출소: 152, 지구대: 88 };
  const kinds = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, at) => ({ kind, at })),
  );
  const rows = kinds.map(({ kind, at }, index) => {
    const district = exampleDistricts[index % 25]!;
    const { lat, lon } = examplePoint(
      district.index,
      0.1 + (index % 17) / 20,
      0.1 + (index % 13) / 15,
    );
    const station = `서울${district.ko.slice(0, -1)}`;
    const own =
      kind === '청'
        ? '서울'
        : kind === '경찰서'
          ? `${district.ko.slice(0, -1)}${at < 25 ? '' : '동부'}`
          : `보기${at % 60}`;
    return `서울청,${station},${own},${district.ko},${kind},서울 ${district.ko}  보기로 ${index + 1},${lat.toFixed(7)},${lon.toFixed(7)}\n`;
  });
  return `\uFEFF지방청,경찰서,관서명,동,구분,주소,위도,경도\n${rows.join('')}`;
}

function corner(x: number, y: number, coarse: number): Position {
  const rim = x === 0 || y === 0 || x === columns || y === columns;
  const shift = rim ? 0 : coarse;
  return [west + x * wide + shift, south + y * high - shift];
}

function square(x: number, y: number, size: number, coarse: number): Polygon {
  const corners: [number, number][] = [
    [0, 0],
    [size, 0],
    [size, size],
    [0, size],
    [0, 0],
  ];
  return {
    type: 'Polygon',
    coordinates: [corners.map(([dx, dy]) => corner(x + dx, y + dy, coarse))],
  };
}
