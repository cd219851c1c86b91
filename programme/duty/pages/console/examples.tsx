// The register of units on the desk: full, empty, unanswered, and its two windows.
import type { ComponentChild } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Answered, Example, ExampleSet } from '#platform/ui/example.ts';
import type { PhoneSheet } from '../../contract.ts';
import { exampleRegister } from '../../example-units.ts';
import { AskPhone } from './AskPhone.tsx';
import { AskUnit } from './AskUnit.tsx';
import { UnitsView } from './UnitsView.tsx';
import { units } from './units-state.ts';

const moment = Date.parse('2026-11-24T14:56:07Z');
const register = exampleRegister(moment);
const first = register[0] ?? null;
const districts = [
  { code: '101', name: '다솜구' },
  { code: '102', name: '은하구' },
];
const route = 'GET /api/units';

/** A grid that looks like a code and says nothing. */
function code(): PhoneSheet['qr'] {
  const size = 25;
  const cells = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)]);
  const path = cells
    .filter(([x = 0, y = 0]) => (x * 7 + y * 5 + x * y) % 3 === 0)
    .map(([x, y]) => `M${x} ${y}h1v1h-1z`)
    .join('');
  return { size, path };
}

const sheet: PhoneSheet = {
  id: first?.id ?? '',
  callSign: first?.callSign ?? '',
  lines: [
    { name: 'page', value: 'https://ansim.example.city/field#unit.…' },
    { name: 'owntracks', value: 'https://ansim.example.city/api/owntracks' },
    { name: 'username', value: 'unit-801' },
    { name: 'password', value: 'not-a-password' },
  ],
  qr: code(),
  trackerQr: code(),
};

function view(
  name: string,
  title: Example['title'],
  answered: Answered,
  { role = 'manager', photo = false }: { role?: string; photo?: boolean } = {},
  over: () => ComponentChild = () => null,
): Example {
  return {
    name,
    title,
    sizes: ['desk', 'phone'],
    frame: 'page',
    photo,
    answers: { [route]: answered, [`POST /api/units/${sheet.id}/phone`]: { reply: sheet } },
    show: () => {
      units.value = null;
      return (
        <main class="view">
          <UnitsView role={role} districts={districts} />
          {over()}
        </main>
      );
    },
  };
}

/** The window after its one press. */
function Code() {
  useEffect(() => document.querySelector<HTMLElement>('.dialog-foot button')?.click(), []);
  return first === null ? null : <AskPhone unit={first} onClose={() => {}} />;
}

export const examples: ExampleSet = {
  title: { ko: '관제 · 순찰 단위', en: 'Control room: units' },
  usual: 'dark',
  examples: [
    view(
      'units',
      { ko: '단위 목록', en: 'The register' },
      { reply: { items: register } },
      { photo: true },
    ),
    view(
      'units-operator',
      { ko: '상황 담당이 보는 목록', en: 'The register for an operator' },
      { reply: { items: register } },
      { role: 'operator' },
    ),
    view('units-empty', { ko: '단위 없음', en: 'No unit yet' }, { reply: { items: [] } }),
    view('units-cut', { ko: '연결 없음', en: 'No connection' }, 'cut'),
    view(
      'unit-edit',
      { ko: '단위 고치기', en: 'Changing a unit' },
      { reply: { items: register } },
      {},
      () => <AskUnit unit={first} districts={districts} onClose={() => {}} />,
    ),
    view(
      'unit-phone',
      { ko: '휴대전화 등록', en: 'Enrolling a phone' },
      { reply: { items: register } },
      {},
      () => (first === null ? null : <AskPhone unit={first} onClose={() => {}} />),
    ),
    view(
      'unit-code',
      { ko: '등록 코드', en: 'The code to scan' },
      { reply: { items: register } },
      {},
      () => <Code />,
    ),
  ],
};
