// Names of fictional people, in the proportions of Korean surnames.
import { type Random, pick, pickWeighted } from '../prng.ts';

const surnames: readonly (readonly [string, number])[] = [
  ['김', 215], ['이', 147], ['박', 84], ['최', 47], ['정', 43], ['강', 24], ['조', 21], ['윤', 20], ['장', 20], ['임', 16],
  ['한', 15], ['오', 15], ['서', 15], ['신', 15], ['권', 14], ['황', 14], ['안', 14], ['송', 14], ['류', 13], ['홍', 11],
  ['전', 11], ['고', 10], ['문', 10], ['손', 9], ['양', 9], ['배', 8], ['백', 8], ['허', 7], ['남', 5], ['노', 5], ['하', 5], ['곽', 4], ['차', 4],
];

const given = [
  '도연', '해인', '하늘', '수연', '지우', '서연', '민서', '예린', '소윤', '다은', '가은', '나연', '채원', '유진', '은서', '지안', '하린', '세은',
  '보람', '슬기', '아름', '새롬', '한별', '다솜', '초롱', '이슬', '가람', '누리', '미르', '라온', '윤슬', '온유', '시온', '이든', '노을', '단비',
  '지현', '은영', '미경', '영숙', '정희', '순영', '명자', '경숙', '혜진', '선미', '주희', '현정', '미란', '은주', '수진', '지영', '윤정', '소영',
  '민준', '도윤', '시우', '주원', '하준', '지호', '준서', '건우', '우진', '현우', '선우', '연우', '정우', '승현', '재윤', '태윤', '민재', '성민',
  '상훈', '동현', '병철', '영호', '재훈', '기태', '원석', '진수', '광수', '철민', '용준', '태식', '경호', '인수', '찬영', '세훈', '규민', '승기',
  '희수', '태희', '재희', '현서', '지수', '윤하', '서하', '유나', '리안', '예준', '은채', '지율', '서우', '다온', '하율', '소율', '나은', '유림',
] as const;

/** A name such as 김도연. */
export function personName(random: Random): string {
  return pickWeighted(random, surnames) + pick(random, given);
}

/** A name that nobody in `taken` has yet; it is added there. */
export function unusedName(random: Random, taken: Set<string>): string {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const name = personName(random);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
  // Beyond some thousand people names repeat, as they do in life.
  return personName(random);
}
