// The words from which streets, neighbourhoods and stations of the fictional city take their names.
import { type Random, shuffled } from '../prng.ts';

const whole = [
  '무지개', '은하수', '솔밭', '달맞이', '별무리', '꽃다지', '물안개', '산마루', '들꽃', '솔바람', '새벽별', '봄내', '가람', '누리', '미리내',
  '너울', '노을', '단비', '이슬', '시나브로', '아라', '여우비', '하늬', '마파람', '샛별', '한가람', '온새미', '푸른솔', '라일락', '민들레',
  '해바라기', '도라지', '진달래', '개나리', '수국', '느티', '은행나무', '버드나무', '소나무', '참나무', '자작', '단풍', '모과', '살구',
  '감나무', '대추', '앵두', '머루', '다래', '매화', '목련', '동백', '연꽃', '구절초', '코스모스', '제비', '종달새', '두루미', '까치', '뻐꾸기',
  '파랑새', '반딧불', '나비', '잠자리', '다람쥐', '고라니', '돌고래', '물수제비', '징검다리', '나들목', '장터', '우물터', '방앗간', '대장간',
  '물레', '옹기', '한지', '붓꽃', '서당', '글샘', '책마루', '소리', '춤터', '놀이터', '햇살', '햇귀', '볕뉘', '윤슬', '아침', '저녁노을',
  '첫눈', '함박눈', '가을', '여름', '봄볕', '겨울', '다사랑', '한마음', '어울림', '두레', '품앗이', '사랑방', '희망', '평화', '보름달', '초승달',
] as const;

const first = [
  '솔', '달', '별', '꽃', '샘', '들', '바람', '새', '참', '한', '푸른', '맑은', '고운', '너른', '돌', '밤', '배', '감', '버들', '구름', '물', '높은',
] as const;
const second = [
  '밭', '빛', '숲', '뜰', '마루', '여울', '터', '고개', '골', '못', '재', '울', '우물', '나루', '바위', '마을', '들', '섬', '언덕', '누리',
] as const;

// Words that would read badly, or are places that everybody in Korea knows.
const unwanted = new Set(['별밤', '들들', '배못', '새재', '한밭', '한울', '돌섬', '밤섬', '참터', '감재', '배재', '새못', '샘우물', '한터', '물섬', '꽃섬']);

/** Every word once, in an order that depends on the stream; the words of the drawings come last, for pinning. */
export function placeWords(random: Random, pinned: readonly string[]): string[] {
  const made = first.flatMap((a) => second.map((b) => a + b)).filter((word) => !unwanted.has(word));
  const words = [...new Set([...whole, ...made])].filter((word) => !pinned.includes(word));
  return shuffled(random, words);
}
