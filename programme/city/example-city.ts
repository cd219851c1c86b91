// A made-up city as screens know it, with the policies a new city starts from.
import type { City } from './contract.ts';

const districts = [
  ['다솜구', 'Dasom-gu'],
  ['은하구', 'Eunha-gu'],
  ['새봄구', 'Saebom-gu'],
  ['마루구', 'Maru-gu'],
  ['나래구', 'Narae-gu'],
  ['별내구', 'Byeollae-gu'],
  ['라온구', 'Raon-gu'],
  ['온유구', 'Onyu-gu'],
] as const;

/** Eight districts, 101 to 108. */
export const exampleCity: City = {
  name: { ko: '가온시', en: 'Gaon City' },
  demo: true,
  timeZone: 'Asia/Seoul',
  languages: ['ko', 'en'],
  numbers: { emergency: '112', fire: '119', hotline: '120', womensHotline: '1366' },
  labels: {
    programme: { ko: '안심', en: 'Ansim' },
    safeHouse: { ko: '지킴이집', en: 'Safe house' },
  },
  bounds: [126.9, 37.4, 127.1, 37.6],
  districts: districts.map(([ko, en], index) => ({
    code: String(101 + index),
    name: { ko, en },
    lat: 37.5,
    lon: 127,
  })),
  signIn: { password: true, passkey: true, openid: false },
  escalation: { widerAfterSeconds: 10, neighbourAfterSeconds: 20 },
};
