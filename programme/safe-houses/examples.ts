// Look-alikes of the national standard data of safe houses, with as many rows and faults of each kind as Seoul's file has.
import { squareDistricts, squarePoint } from '#platform/testing/square-city.ts';

/** The official columns, in their order. */
export const safeHouseColumns = [
  '점포명',
  '시도명',
  '시군구명',
  '시군구코드',
  '소재지도로명주소',
  '소재지지번주소',
  '위도',
  '경도',
  '여성안심지킴이집전화번호',
  '관할경찰서명',
  '지정연도',
  '운영여부',
  '데이터기준일자',
  '제공기관코드',
  '제공기관명',
] as const;

export type ExampleSafeHouse = Record<(typeof safeHouseColumns)[number], string>;

const chains = ['CU', 'GS25', '세븐일레븐', '이마트24', '씨스페이스'];

/** 713 rows: 18 not operating, 3 in a neighbouring district, 244 without telephone, 18 of 중구 with the other code. */
export function exampleSafeHouses(): ExampleSafeHouse[] {
  return Array.from({ length: 713 }, (_, index) => {
    const jung = index < 18;
    const others = squareDistricts.filter((each) => each.ko !== '중구');
    const district = jung ? squareDistricts[1]! : others[index % 24]!;
    // The last three stand 40 m beyond the eastern border of their district, in the next one.
    const stray = index >= 710;
    const home = stray ? squareDistricts[index - 704]! : district;
    const { lat, lon } = squarePoint(
      home.index,
      stray ? 1.01 : 0.05 + (index % 31) / 35,
      0.05 + (index % 29) / 33,
    );
    const phone = index % 3 === 0 ? '' : `02-${String(2000 + index)}-${String(1000 + index)}`;
    return {
      점포명: `${chains[index % 5]} 보기${index + 1}호점`,
      시도명: '서울특별시',
      시군구명: home.ko,
      시군구코드: jung ? home.kostat : home.mois,
      소재지도로명주소: `서울특별시 ${home.ko} 보기로 ${index + 1}${index % 9 === 0 ? ', 1층' : ''}`,
      소재지지번주소: '',
      위도: lat.toFixed(8),
      경도: lon.toFixed(8),
      // Every third of 713 is 238; six more make the 244 of Seoul.
      여성안심지킴이집전화번호: [1, 4, 7, 10, 13, 16].includes(index) ? '' : phone,
      관할경찰서명: `서울${home.ko.slice(0, -1)}경찰서`,
      지정연도: index % 4 === 0 ? String(2014 + (index % 10)) : '',
      운영여부: index >= 300 && index < 318 ? 'N' : 'Y',
      데이터기준일자: '2026-01-15',
      제공기관코드: '3000000',
      제공기관명: `서울특별시 ${home.ko}`,
    };
  });
}

/** CSV text of rows, quoted where it must be. */
export function safeHouseCsv(rows: readonly ExampleSafeHouse[]): string {
  const quote = (field: string) =>
    /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  const lines = rows.map((row) => safeHouseColumns.map((name) => quote(row[name])).join(','));
  return `${[safeHouseColumns.join(','), ...lines].join('\n')}\n`;
}

/** The national standard JSON: the rows among 2,103 of other provinces, whose districts share names with ours. */
export function safeHouseJson(rows: readonly ExampleSafeHouse[]): string {
  const elsewhere = Array.from(
    { length: 2103 },
    (_, index): ExampleSafeHouse => ({
      ...rows[index % rows.length]!,
      점포명: `먼곳${index + 1}호점`,
      시도명: index % 3 ? '인천광역시' : '대전광역시',
      위도: String(36.3 + index / 10_000),
      경도: index % 7 ? '127.4' : '',
      소재지도로명주소: `인천광역시 중구 먼곳로 ${index + 1}`,
    }),
  );
  const records = [...elsewhere.slice(0, 1000), ...rows, ...elsewhere.slice(1000)];
  return JSON.stringify({ fields: safeHouseColumns.map((id) => ({ id })), records });
}
