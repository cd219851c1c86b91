// Look-alikes of official files about a city of 25 square districts, with the shapes, codes and faults of real files.
import {
  squareDistricts as exampleDistricts,
  squarePoint as examplePoint,
  square,
  squareBorder,
} from '#platform/testing/square-city.ts';

const columns = 5;

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
    geometry: squareBorder(district.index, 0.002),
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
