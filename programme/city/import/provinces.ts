// The seventeen provinces and metropolitan cities of Korea, by every name that official files give them.

export type Province = {
  ko: string;
  en: string;
  short: string;
  others: readonly string[];
  mois: string;
  kostat: string;
};

function province(
  short: string,
  ko: string,
  en: string,
  mois: string,
  kostat: string,
  ...others: string[]
): Province {
  return { short, ko, en, mois, kostat, others };
}

/** Names, and the first two digits of their codes in both schemes (MOIS 2024, Statistics Korea 2024). */
export const provinces: readonly Province[] = [
  province('서울', '서울특별시', 'Seoul', '11', '11', '서울시'),
  province('부산', '부산광역시', 'Busan', '26', '21', '부산시'),
  province('대구', '대구광역시', 'Daegu', '27', '22', '대구시'),
  province('인천', '인천광역시', 'Incheon', '28', '23', '인천시'),
  province('광주', '광주광역시', 'Gwangju', '29', '24', '광주시'),
  province('대전', '대전광역시', 'Daejeon', '30', '25', '대전시'),
  province('울산', '울산광역시', 'Ulsan', '31', '26', '울산시'),
  province('세종', '세종특별자치시', 'Sejong', '36', '29', '세종시'),
  province('경기', '경기도', 'Gyeonggi-do', '41', '31'),
  province('강원', '강원특별자치도', 'Gangwon', '51', '32', '강원도'),
  province('충북', '충청북도', 'Chungcheongbuk-do', '43', '33'),
  province('충남', '충청남도', 'Chungcheongnam-do', '44', '34'),
  province('전북', '전북특별자치도', 'Jeonbuk', '52', '35', '전라북도'),
  province('전남', '전라남도', 'Jeollanam-do', '46', '36'),
  province('경북', '경상북도', 'Gyeongsangbuk-do', '47', '37'),
  province('경남', '경상남도', 'Gyeongsangnam-do', '48', '38'),
  province('제주', '제주특별자치도', 'Jeju', '50', '39', '제주도'),
];

/** The province of any of its names, or `undefined`. */
export function provinceNamed(name: string): Province | undefined {
  const wanted = name.normalize('NFC').replace(/\s/gu, '');
  return provinces.find(
    ({ ko, short, others }) => wanted === ko || wanted === short || others.includes(wanted),
  );
}

/** One spelling for every name of a province; other names stay as they are. */
export function provinceKey(name: string): string {
  return provinceNamed(name)?.ko ?? name.trim();
}
