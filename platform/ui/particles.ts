// The Korean particle that fits a word: 마트가, 편의점이, 서울로, 순찰 21이.

/** How the last digit of a number is read: 순찰 21 ends in 일, so that it takes 이 and not 가. */
const digitSounds = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
/** Latin letters whose Korean names end in a consonant (엘, 엠, 엔, 알); all others end in a vowel. */
const closedLetters = /[lmnr]$/i;

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
/** Each vowel has 28 endings; none is the first of them, ㄹ the ninth. */
const endings = 28;
const rieul = 8;

/**
 * Adds the particle, given as `after a consonant/after a vowel` (`이/가`, `을/를`, `은/는`, `과/와`, `으로/로`).
 * 으로 becomes 로 after ㄹ too. What stands in brackets or quotes at the end is not read: 마트(본점)이 goes by 점.
 * Source: 한국어 어문 규범, 표준어 규정 and the endings of the Unicode Hangul syllables block.
 */
export function withParticle(word: string, particle: string): string {
  const [afterConsonant = '', afterVowel = afterConsonant] = particle.split('/');
  const ending = endingOf(word);
  const open = ending === 0 || (ending === rieul && afterConsonant.startsWith('으로'));
  return word + (open ? afterVowel : afterConsonant);
}

/** Which of the 28 endings the last sound has; 0 when it ends in a vowel, or in something nobody can say. */
function endingOf(word: string): number {
  const read = word.replace(/[^\p{L}\p{N}]+$/u, '');
  const last = read.at(-1) ?? '';
  const sound = digitSounds[Number(last === '' ? Number.NaN : last)] ?? last;
  const code = sound.charCodeAt(0);
  if (code >= firstSyllable && code <= lastSyllable) return (code - firstSyllable) % endings;
  if (!closedLetters.test(sound)) return 0;
  return /[lr]/i.test(sound) ? rieul : 1;
}
