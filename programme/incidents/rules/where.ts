// How a point is said by what lies near it: written once, in the city's language, and read again for those who speak another.

/** `way` is an eighth of the compass from the place, 0 is north, clockwise; null: at it. `metres` are rounded already. */
export type Nearby = { place: string; way: number | null; metres: number };

const ways = {
  ko: ['북쪽', '북동쪽', '동쪽', '남동쪽', '남쪽', '남서쪽', '서쪽', '북서쪽'],
  en: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
} as const;

const written = {
  ko: /^(.+)에서 ([가-힣]+쪽) (\d+) m$/,
  en: /^(\d+) m ([a-z-]+) of (.+)$/,
  koAt: /^(.+) 앞$/,
  enAt: /^At (.+)$/,
} as const;

/** 한별마트에서 북쪽 180 m, or 180 m north of 한별마트 in every language but Korean. */
export function sayNearby({ place, way, metres }: Nearby, language: string): string {
  const korean = language === 'ko';
  if (way === null) return korean ? `${place} 앞` : `At ${place}`;
  return korean
    ? `${place}에서 ${ways.ko[way]} ${metres} m`
    : `${metres} m ${ways.en[way]} of ${place}`;
}

/** The way alone: 북쪽 180 m, 180 m north; empty where it is at the place. */
export function sayWay({ way, metres }: Nearby, language: string): string {
  if (way === null) return '';
  return language === 'ko' ? `${ways.ko[way]} ${metres} m` : `${metres} m ${ways.en[way]}`;
}

/** What was written, whichever of the two languages it was; null where it is not of this kind. */
export function readNearby(text: string): Nearby | null {
  const [, koPlace = '', koWay = '', koMetres] = written.ko.exec(text) ?? [];
  const [, enMetres, enWay = '', enPlace = ''] = written.en.exec(text) ?? [];
  const way = koWay
    ? (ways.ko as readonly string[]).indexOf(koWay)
    : (ways.en as readonly string[]).indexOf(enWay);
  if (way >= 0) return { place: koPlace || enPlace, way, metres: Number(koMetres ?? enMetres) };
  const [, at] = written.koAt.exec(text) ?? written.enAt.exec(text) ?? [];
  return at === undefined ? null : { place: at, way: null, metres: 0 };
}
