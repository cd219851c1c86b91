// How stores are called and found: the fictional chains, the words after the station exit, the compass.
import type { Names } from '../model.ts';
import type { Spot } from '../plane.ts';

/** The fictional chains, with how common each is. */
export const chains: readonly (readonly [Names, number])[] = [
  [{ ko: '한별마트', en: 'Hanbyeol Mart' }, 24],
  [{ ko: '초록편의점', en: 'Chorok Convenience' }, 22],
  [{ ko: '새봄마트', en: 'Saebom Mart' }, 16],
  [{ ko: '달빛24', en: 'Dalbit 24' }, 15],
  [{ ko: '온누리편의점', en: 'Onnuri Convenience' }, 10],
  [{ ko: '하루편의점', en: 'Haru Convenience' }, 8],
  [{ ko: '모퉁이24', en: 'Motungi 24' }, 5],
];

/** What a runner needs to know about the place itself. */
export const approaches: readonly Names[] = [
  { ko: '뒷문 골목길', en: 'back door to the alley' },
  { ko: '모퉁이 1층', en: 'corner, ground floor' },
  { ko: '버스 정류장 앞', en: 'by the bus stop' },
  { ko: '약국 옆', en: 'next to the pharmacy' },
  { ko: '오피스텔 1층', en: 'ground floor of the flats' },
  { ko: '횡단보도 앞', en: 'at the crossing' },
  { ko: '빵집 맞은편', en: 'across from the bakery' },
  { ko: '세탁소 옆', en: 'next to the laundry' },
  { ko: '언덕길 아래', en: 'at the foot of the slope' },
  { ko: '주차장 입구', en: 'at the car park entrance' },
  { ko: '시장 들머리', en: 'at the market entrance' },
  { ko: '뒷문 없음', en: 'no back door' },
  { ko: '계단 세 칸 위', en: 'up three steps' },
  { ko: '놀이터 건너편', en: 'across from the playground' },
];

/** What every neighbourhood has, for stores far from a station. */
export const landmarks: readonly Names[] = [
  { ko: '주민센터', en: 'community centre' },
  { ko: '초등학교 정문', en: 'primary school gate' },
  { ko: '우체국', en: 'post office' },
  { ko: '공원 입구', en: 'park entrance' },
  { ko: '시장 입구', en: 'market entrance' },
];

const compass: readonly Names[] = [
  { ko: '동쪽', en: 'east' },
  { ko: '북동쪽', en: 'north-east' },
  { ko: '북쪽', en: 'north' },
  { ko: '북서쪽', en: 'north-west' },
  { ko: '서쪽', en: 'west' },
  { ko: '남서쪽', en: 'south-west' },
  { ko: '남쪽', en: 'south' },
  { ko: '남동쪽', en: 'south-east' },
];

/** The side of `from` on which `to` lies. */
export function sideOf(from: Spot, to: Spot): Names {
  const turn = Math.atan2(to[1] - from[1], to[0] - from[0]) / (Math.PI / 4);
  return compass[(Math.round(turn) + 8) % 8]!;
}
