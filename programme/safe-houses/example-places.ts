// A made-up list as residents' phones hold it: five stores and two police boxes around one station, and one night's answers.
import type { PhoneNight, PhonePlaces } from './contract.ts';

const rows: readonly [
  name: string,
  nameEn: string | null,
  address: string,
  phone: string | null,
  lat: number,
  lon: number,
  open: 0 | 1 | 2,
][] = [
  [
    '한별마트 무지개로점',
    'Hanbyeol Mart Mujigae-ro',
    '무지개로 41, 1층',
    '02-000-0141',
    37.5,
    127,
    0,
  ],
  [
    '초록편의점 솔밭역점',
    'Chorok Store Solbat Station',
    '솔밭길 12',
    '02-000-0142',
    37.5021,
    127.0012,
    1,
  ],
  ['새봄마트 강변점', null, '강변길 7', '02-000-0143', 37.4972, 126.9985, 2],
  ['달빛약국', 'Dalbit Pharmacy', '무지개로 88', '02-000-0144', 37.5044, 126.9971, 1],
  ['은하24 나루점', 'Eunha 24 Naru', '나루길 3, 별관 1층', null, 37.4951, 127.0043, 0],
  ['무지개지구대', 'Mujigae Police Box', '무지개로 60', '02-000-0112', 37.5033, 127.0031, 0],
  ['강변파출소', 'Gangbyeon Police Box', '강변길 20', '02-000-0113', 37.4928, 126.9964, 0],
];
const stores = 5;
const tag = 'example-places';
const hundredThousandths = (degrees: number) => Math.round(degrees * 1e5);

/** Open round the clock; until two in the morning; by day only. */
export function examplePlaces(): PhonePlaces {
  const days = [0, 1, 2, 3, 4, 5, 6];
  return {
    tag,
    stores,
    hours: ['24h', [{ days, from: '09:00', to: '02:00' }], [{ days, from: '08:00', to: '23:00' }]],
    name: rows.map(([name]) => name),
    nameEn: rows.map(([, nameEn]) => nameEn),
    address: rows.map(([, , address]) => address),
    phone: rows.map(([, , , phone]) => phone),
    lat: rows.map(([, , , , lat]) => hundredThousandths(lat)),
    lon: rows.map(([, , , , , lon]) => hundredThousandths(lon)),
    open: rows.map(([, , , , , , open]) => open),
  };
}

/** Four of the five answered in the night of `at` (milliseconds). */
export function exampleNight(at: number): PhoneNight {
  return {
    tag,
    stores,
    offices: rows.length - stores,
    confirmed: 4,
    answered: btoa(String.fromCharCode(0b01111)),
    rollCallAt: new Date(at - 3 * 3_600_000).toISOString(),
    asOf: new Date(at - 20_000).toISOString(),
  };
}
