// Proves that the dependency rule reads our files and catches each kind of breach.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = ['platform', 'programme', 'gateways', 'apps', 'demo-city'];

type Report = {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
};

/** Runs the rule as `npm run check` does, over `folder`. */
function cruise(folder: string): Report {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, '.dependency-cruiser.cjs');
  const present = folders.filter((name) => existsSync(join(folder, name)));
  const words = [tool, '--config', config, '--output-type', 'json', ...present];
  return JSON.parse(
    execFileSync(process.execPath, words, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 200_000_000,
    }),
  );
}

const legal: Record<string, string> = {
  'platform/db/index.ts': "import pg from 'pg';\nexport type Tx = typeof pg;",
  'platform/http/contract.ts': 'export type Contract = object;',
  'platform/ui/button.ts':
    "import type { Contract } from '#platform/http/contract.ts';\nexport type B = Contract;",
  'programme/city/contract.ts':
    "import type { Contract } from '#platform/http/contract.ts';\nexport type C = Contract;\nexport const c = 1;",
  'programme/city/index.ts': "export { type S, s } from './service.ts';",
  'programme/city/service.ts':
    "import type { Tx } from '#platform/db/index.ts';\nexport type S = Tx;\nexport const s = 1;",
  'programme/incidents/contract.ts':
    "import type { C } from '#programme/city/contract.ts';\nexport type I = C;",
  'programme/incidents/rules.ts':
    "import type { I } from './contract.ts';\nexport const decide = (i: I) => i;",
  'programme/incidents/service.ts':
    "import { s } from '#programme/city/index.ts';\nimport { decide } from './rules.ts';\nexport const raise = () => decide(Object(s));",
  'programme/incidents/index.ts': "export { raise } from './service.ts';",
  'programme/incidents/pages/console/queue.ts':
    "import { decide } from '../../rules.ts';\nimport type { B } from '#platform/ui/button.ts';\nexport const queue = (b: B) => decide(b);",
  'gateways/mqtt/broker.ts':
    "import { s } from '#programme/city/index.ts';\nexport const broker = s;",
  'apps/server/main.ts':
    "import { raise } from '#programme/incidents/index.ts';\nimport { broker } from '#gateways/mqtt/broker.ts';\nraise();\nvoid broker;",
  'apps/console/main.ts':
    "import { queue } from '#programme/incidents/pages/console/queue.ts';\nvoid queue;",
  'demo-city/build.ts': "import { s } from '#programme/city/index.ts';\nvoid s;",
};

/** One file per breach, and the rule that must name it. */
const breaches: [rule: string, file: string, code: string][] = [
  [
    'pages-ship-no-schemas',
    'programme/city/pages/console/city.ts',
    "import { c } from '../../contract.ts';\nexport const d = c;",
  ],
  ['platform-knows-no-programme', 'platform/geo/near.ts', "import '#programme/city/index.ts';"],
  ['programme-knows-no-outside', 'programme/sos/send.ts', "import '#gateways/mqtt/broker.ts';"],
  [
    'gateways-know-no-composition',
    'gateways/police/send.ts',
    "import '../../apps/server/main.ts';",
  ],
  ['demo-city-knows-no-outside', 'demo-city/press.ts', "import '#gateways/mqtt/broker.ts';"],
  ['apps-are-ends', 'apps/worker/main.ts', "import '../server/main.ts';"],
  ['no-run-up-from-floor-2', 'programme/incidents/tell.ts', "import '#programme/sos/index.ts';"],
  [
    'no-run-up-from-floor-0',
    'programme/city/count.ts',
    "import type { I } from '#programme/incidents/index.ts';\nexport type J = I;",
  ],
  [
    'every-module-has-a-floor',
    'programme/weather/index.ts',
    "import '#platform/http/contract.ts';",
  ],
  [
    'pages-hold-no-schema',
    'programme/incidents/pages/console/states.ts',
    "import { states } from '../../contract.ts';\nexport const all = states;",
  ],
  ['module-by-its-face', 'programme/sos/peek.ts', "import '#programme/city/service.ts';"],
  ['outside-by-the-face', 'gateways/sms/peek.ts', "import '#programme/city/service.ts';"],
  ['rules-are-pure', 'programme/sos/rules/clock.ts', "import 'node:timers';"],
  [
    'rules-are-pure',
    'programme/escorts/rules.ts',
    "import type { Tx } from '#platform/db/index.ts';\nexport type T = Tx;",
  ],
  ['contracts-are-light', 'programme/sos/contract.ts', "import './peek.ts';"],
  ['pages-see-no-server', 'programme/sos/pages/citizen/send.ts', "import '../../send.ts';"],
  ['pages-see-no-server', 'apps/citizen/main.ts', "import '#platform/db/index.ts';"],
  ['browsers-have-no-node', 'platform/ui/save.ts', "import 'node:fs';"],
  ['one-door-to-the-database', 'programme/sos/store.ts', "import 'pg';"],
  ['nothing-needs-a-test', 'platform/geo/far.ts', "import './far.test.ts';"],
  ['no-cycles', 'platform/geo/egg.ts', "import './hen.ts';"],
  ['resolvable', 'platform/geo/lost.ts', "import '#platform/nowhere/index.ts';"],
];

const support: Record<string, string> = {
  'programme/sos/index.ts': 'export const sos = 1;',
  'platform/geo/far.test.ts': 'export {};',
  'platform/geo/hen.ts': "import './egg.ts';",
};

function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ansim-dependency-rule-'));
  const given = {
    'package.json': JSON.stringify({
      type: 'module',
      imports: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports,
      dependencies: { pg: '1' },
    }),
    'tsconfig.json': readFileSync(join(root, 'tsconfig.json'), 'utf8'),
    'node_modules/pg/package.json': '{"name":"pg","version":"1.0.0","main":"index.js"}',
    'node_modules/pg/index.js': 'module.exports = {};',
  };
  for (const [file, text] of Object.entries({ ...given, ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  return folder;
}

describe('on a planted tree', () => {
  const planted: string[] = [];
  afterAll(() => planted.forEach((folder) => void rmSync(folder, { recursive: true })));

  test('what the architecture allows is allowed', () => {
    const folder = plant(legal);
    planted.push(folder);
    const { modules, summary } = cruise(folder);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual(
      [],
    );
    const read = modules.map(({ source }) => source);
    expect(read).toEqual(expect.arrayContaining(Object.keys(legal)));
  });

  let violations: Report['summary']['violations'] = [];
  beforeAll(() => {
    const wrong = Object.fromEntries(breaches.map(([, file, code]) => [file, code]));
    const folder = plant({ ...legal, ...support, ...wrong });
    planted.push(folder);
    violations = cruise(folder).summary.violations;
  });

  test.each(breaches)('%s catches %s', (rule, file) => {
    const caught = violations.filter(({ from }) => from === file).map((found) => found.rule.name);
    expect(caught, `nothing of the kind was found in ${file}`).toContain(rule);
  });
});

test('every TypeScript file of the repository is read', () => {
  const onDisk = folders
    .filter((name) => existsSync(join(root, name)))
    .flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
        .map((file) => join(name, file))
        .filter((file) => /\.tsx?$/.test(file)),
    );
  const read = new Set(cruise(root).modules.map(({ source }) => source));
  expect(read.size).toBeGreaterThan(50);
  expect(onDisk.filter((file) => !read.has(file))).toEqual([]);
});
