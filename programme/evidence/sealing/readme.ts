// How a package is checked with what every machine has, in Korean and English; what is not as it should be stands first.

import type { CustodyToPack, PackedItem, PackFacts, PackProblem } from './about.ts';
import { rootOf } from './custody.ts';

type About = {
  facts: PackFacts;
  items: readonly PackedItem[];
  problems: readonly PackProblem[];
  custody: CustodyToPack;
};

const problemsKo = {
  incomplete: '다 올라오지 않아 넣지 않음',
  damaged: '보관된 조각이 손상되어 앞부분만 들어 있음',
  differs: '휴대전화에서 봉인 전에 계산한 SHA-256과 다름',
} as const;
const problemsEn = {
  incomplete: 'left out: it had not arrived whole',
  damaged: 'only its beginning is here: a stored piece is damaged',
  differs: 'its SHA-256 is not the one taken on the phone before sealing',
} as const;

/** The text of README.txt. */
export function readmeText(about: About): string {
  return `${korean(about)}\n\n${'='.repeat(72)}\n\n${english(about)}\n`;
}

function listOf(problems: readonly PackProblem[], words: Record<PackProblem['what'], string>) {
  return problems.map(({ what, path }) => `  ${path}: ${words[what]}`).join('\n');
}

function korean({ facts, items, problems, custody }: About): string {
  const { by, desk, recipient, reason, begunAt, id } = facts.package;
  const root = rootOf(custody.rows);
  const stamped = custody.stamps.filter(({ reply }) => reply !== null).length;
  const originals = items.filter(({ kind }) => kind === 'original').length;
  return [
    `증거 꾸러미 · ${facts.city}`,
    '',
    `꾸러미 ${id}`,
    `사건 ${facts.case.id} · ${facts.case.district}`,
    `만든 사람 ${by} (${desk}) · ${begunAt}`,
    `받는 곳 ${recipient[0]} · 까닭 ${reason[0]}`,
    '',
    ...(problems.length > 0
      ? ['그대로 믿으면 안 되는 파일:', listOf(problems, problemsKo), '']
      : []),
    '들어 있는 것',
    `  originals/       받은 그대로의 파일 ${originals}개. SHA-256은 휴대전화가 봉인하기 전에 계산한 값과 견주었고,`,
    '                   결과는 contents.json의 fits에 있습니다.',
    '  clean/           촬영 정보 등을 없앤 사본',
    '  words/           그분이 쓴 글과 주고받은 글',
    '  case/            팀의 기록',
    '  contents.json    모든 파일의 출처, 시각, SHA-256',
    '  custody.csv      누가 언제 열고, 건네고, 내보냈는지 (custody.json은 같은 내용)',
    '  custody/links/   위 기록의 해시 사슬',
    '  SHA256SUMS       모든 파일의 SHA-256',
    '',
    '확인하는 법 (리눅스, macOS, Windows의 WSL에 있는 도구만 씁니다)',
    '  1. 파일이 그대로인지:      sha256sum -c SHA256SUMS',
    '  2. 이 꾸러미가 시를 떠난 그 꾸러미인지: sha256sum SHA256SUMS',
    '     이 값이 시의 감사 기록(evidence.left)에 남아 있습니다. 시에 물어 견주십시오.',
    '  3. 보관 기록의 사슬:       sha256sum -c custody/LINKS',
    '     사슬의 각 파일은 앞 고리(32바이트)와 기록 한 줄이며, 그 SHA-256이 그 기록의 고리입니다.',
    root === null
      ? '     아직 사슬에 들어간 기록이 없습니다.'
      : `     시의 감사관에게 다음을 실행하게 하면 사슬 전체와 이 꾸러미가 맞는지 알 수 있습니다:\n     ansim verify --root ${root}`,
    ...(custody.sealed
      ? []
      : ['     마지막 몇 초의 기록은 아직 사슬에 없습니다(hash가 비어 있음).']),
    stamped === 0
      ? '  4. 시점 확인(RFC 3161):    없음. 이 꾸러미에는 외부 기관의 시점 확인이 없습니다.'
      : '  4. 시점 확인(RFC 3161):    아래 영어 설명을 보십시오.',
  ].join('\n');
}

function english({ facts, items, problems, custody }: About): string {
  const { by, desk, recipient, reason, begunAt, id } = facts.package;
  const root = rootOf(custody.rows);
  const stamped = custody.stamps.filter(({ reply }) => reply !== null).length;
  const originals = items.filter(({ kind }) => kind === 'original').length;
  return [
    `Package of evidence · ${facts.city}`,
    '',
    `Package ${id}`,
    `Case ${facts.case.id} · ${facts.case.district}`,
    `Made by ${by} (${desk}) · ${begunAt}`,
    `For ${recipient[1]} · because ${reason[1]}`,
    '',
    ...(problems.length > 0
      ? ['Not to be relied on as they are:', listOf(problems, problemsEn), '']
      : []),
    'What is in it',
    `  originals/       ${originals} files exactly as they were taken. Their SHA-256 was compared with the one that the phone`,
    '                   took before sealing; contents.json says under "fits" what came of it.',
    '  clean/           copies without what a camera writes into a file',
    '  words/           what she wrote, and what was written to and fro',
    '  case/            what the team wrote',
    '  contents.json    where every file comes from, when, and its SHA-256',
    '  custody.csv      who opened, handed over and took out what, and when (custody.json says the same)',
    '  custody/links/   the hash chain of that log',
    '  SHA256SUMS       SHA-256 of every file',
    '',
    'How to check it (with what Linux, macOS, or WSL on Windows has)',
    '  1. Is every file as it was?    sha256sum -c SHA256SUMS',
    '  2. Is this the package that left the city?    sha256sum SHA256SUMS',
    '     That value stands in the audit log of the city (evidence.left). Ask the city and compare.',
    '  3. The chain of the log of custody:    sha256sum -c custody/LINKS',
    '     Each file of it is the link before (32 bytes) and one row of the log; its SHA-256 is the link of that row.',
    root === null
      ? '     No row is in the chain yet.'
      : `     The city's auditor can say whether the whole chain agrees with this package by running\n     ansim verify --root ${root}`,
    ...(custody.sealed
      ? []
      : ['     Rows of the last seconds are not in the chain yet (their hash is empty).']),
    stamped === 0
      ? '  4. Time stamps (RFC 3161):    none. No outside authority says in this package when something existed.'
      : '  4. Time stamps (RFC 3161):    see timestamps/.',
  ].join('\n');
}
