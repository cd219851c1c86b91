// The dependency rule: apps and gateways → programme → platform, modules by their face only, no import runs up, no cycles.

/** The floors of the programme, from the ground. A module imports its own floor and those below. */
const floors = [
  ['city'],
  ['devices', 'duty', 'network', 'reports', 'patterns', 'partners', 'voice'],
  ['incidents', 'cases', 'control-zones', 'education', 'neighbourhoods'],
  [
    'safe-houses',
    'home-patrol',
    'escorts',
    'sos',
    'advisers',
    'overrides',
    'disclosures',
    'evidence',
    'figures',
  ],
  ['hotline', 'monitoring'],
];

const test = '[.]test[.]tsx?$';
const anyOf = (names) => `(?:${names.join('|')})`;
const pageApps = '^apps/(?:citizen|field|console|dashboard|police|gallery)/';
const pages = '^programme/[^/]+/pages/';

// What of a module may run anywhere, a browser included: no database, no Node.
const contracts = '[a-z-]*(?:contract|shapes|roles|names)[.]ts$';
const rules = 'rules(?:[.]ts$|/)';

/** Examples of pages: only the gallery shows them, found by where they lie. */
const galleryOnly = '/examples[.]tsx$|/pages/[a-z]+/example-[\\w-]*[.]ts$';
const fromPages = `^programme/[^/]+/(?:pages/|sealing/|(?:ko|en)[.]json$|${contracts}|${rules})`;

const noRunUp = floors.slice(0, -1).map((floor, level) => ({
  name: `no-run-up-from-floor-${level}`,
  comment:
    'A module knows its own floor and those below. What lies above subscribes or hands in a handler.',
  severity: 'error',
  from: { path: `^programme/${anyOf(floor)}/` },
  to: { path: `^programme/${anyOf(floors.slice(level + 1).flat())}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Take out what both need, or turn one arrow round by an event or a handler.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere would also slip through every other rule.',
      severity: 'error',
      from: {},
      // MapLibre and GeoJSON types come without a module behind them; Vite answers "virtual:" imports.
      to: { couldNotResolve: true, pathNot: '^(?:virtual:|geojson$)' },
    },
    {
      name: 'platform-knows-no-programme',
      comment: 'The platform would serve any city system; it knows nothing of this one.',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: '^(?:programme|gateways|apps|demo-city|e2e|bench|simulate)/' },
    },
    {
      name: 'programme-knows-no-outside',
      comment:
        'Wire formats, composition and the fictional city stand on the programme, not under it.',
      severity: 'error',
      from: { path: '^programme/' },
      to: { path: '^(?:gateways|apps|demo-city|e2e|bench|simulate)/' },
    },
    {
      name: 'gateways-know-no-composition',
      severity: 'error',
      from: { path: '^gateways/' },
      to: { path: '^(?:apps|demo-city|e2e|bench|simulate)/' },
    },
    {
      name: 'demo-city-knows-no-outside',
      severity: 'error',
      from: { path: '^demo-city/' },
      to: { path: '^(?:gateways|apps|e2e|bench|simulate)/' },
    },
    {
      name: 'apps-are-ends',
      comment: 'An app puts things together; two apps share through programme or platform.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'every-module-has-a-floor',
      comment: 'Name the new module in "floors" above, and in the drawing of ARCHITECTURE.md.',
      severity: 'error',
      from: { path: '^programme/', pathNot: `^programme/${anyOf(floors.flat())}/` },
      to: {},
    },
    ...noRunUp,
    {
      name: 'module-by-its-face',
      comment:
        'Another module is used through its index.ts; what browsers seal with through sealing/, which has a rule of its own, and a test through what the other keeps for tests.',
      severity: 'error',
      from: {
        path: '^programme/([^/]+)/',
        // Contracts, rules and pages have the two rules below: an index.ts would drag the database into them. The tests of
        // rules play them against the rules of other rooms.
        pathNot: `^programme/[^/]+/(?:pages/|${contracts}|${rules}|rules[.]test[.]ts$)`,
      },
      to: {
        path: '^programme/',
        pathNot: '^programme/(?:$1/|[^/]+/(?:index[.]ts$|sealing/|[a-z-]+-for-test[.]ts$))',
      },
    },
    {
      name: 'outside-by-the-face',
      comment:
        'Everybody else uses a module through its index.ts, its contract, its examples or its pages.',
      severity: 'error',
      from: { pathNot: '^programme/' },
      to: {
        path: '^programme/',
        pathNot: `^programme/[^/]+/(?:index[.]ts$|example[\\w-]*[.]ts$|(?:ko|en)[.]json$|pages/|sealing/|${contracts}|${rules})`,
      },
    },
    {
      name: 'rules-are-pure',
      comment:
        'rules.ts imports contracts and rules only: no clock, no database, no Node, no package.',
      severity: 'error',
      from: { path: `^programme/[^/]+/${rules}`, pathNot: test },
      to: { pathNot: `^programme/[^/]+/(?:${contracts}|${rules})` },
    },
    {
      name: 'contracts-are-light',
      comment:
        'A contract goes to the browser as types and to the OpenAPI document: schemas and nothing behind them.',
      severity: 'error',
      from: { path: `^programme/[^/]+/${contracts}` },
      to: {
        pathNot: `^programme/[^/]+/${contracts}|^platform/http/contract[.]ts$|^node_modules/zod/`,
      },
    },
    {
      name: 'pages-hold-no-schema',
      comment:
        'A page takes types from a contract, and values from names.ts: a schema weighs more than the page, and probes for eval.',
      severity: 'error',
      from: { path: `${pages}|${pageApps}`, pathNot: test },
      to: {
        path: '^programme/[^/]+/[a-z-]*(?:contract|shapes)[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages-see-no-server',
      comment:
        'Pages import contracts, rules, words, other pages and platform/ui; the server is reached by HTTP only.',
      severity: 'error',
      from: { path: `${pages}|${pageApps}`, pathNot: `${test}|${galleryOnly}` },
      to: {
        path: '^(?:programme|gateways|demo-city|platform)/',
        pathNot: `${fromPages}|^platform/(?:ui|sealing)/|^platform/live/client[.]ts$|^platform/http/contract[.]ts$`,
      },
    },
    {
      name: 'examples-are-light',
      comment:
        'What the gallery shows is made of pages and of made-up facts; no page needs either of its examples.',
      severity: 'error',
      from: { path: galleryOnly },
      to: {
        path: '^(?:programme|gateways|demo-city|platform|apps)/',
        pathNot: `${fromPages}|^programme/[^/]+/example[\\w-]*[.]ts$|^platform/ui/|^apps/`,
      },
    },
    {
      name: 'nothing-needs-an-example',
      severity: 'error',
      from: {
        pathNot: `${galleryOnly}|${test}|^(?:e2e|bench)/|-for-test[.]ts$|/example[\\w-]*[.]ts$`,
      },
      to: { path: galleryOnly },
    },
    {
      name: 'pages-ship-no-schemas',
      comment:
        'A page knows contracts by `import type` only: a schema library would cost more than the page. Lists it holds are in names.ts.',
      severity: 'error',
      from: { path: `${pages}|${pageApps}`, pathNot: test },
      to: {
        path: '^programme/[^/]+/(?:contract|shapes|[^/]*-contract)[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sealing-is-for-browsers',
      comment:
        'What a page seals with runs in a browser: names and types of the room, and the platform below it.',
      severity: 'error',
      from: { path: '^programme/[^/]+/sealing/', pathNot: test },
      to: {
        path: '^(?:programme|gateways|demo-city|apps|platform)/',
        pathNot: '^programme/[^/]+/(?:sealing/|names[.]ts$)|^platform/sealing/',
      },
    },
    {
      name: 'browsers-have-no-node',
      severity: 'error',
      from: {
        path: `${pages}|${pageApps}|^programme/[^/]+/sealing/|^platform/(?:ui|sealing)/`,
        pathNot: `${test}|-plugin[.]ts$`,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-door-to-the-database',
      comment:
        'The raw connection stays inside platform/db, so that no statement runs without an actor.',
      severity: 'error',
      from: { pathNot: `^platform/(?:db|testing)/|^(?:bench|e2e)/|${test}` },
      to: { path: '^node_modules/pg/' },
    },
    {
      name: 'nothing-needs-a-test',
      severity: 'error',
      from: { pathNot: `^e2e/|${test}` },
      to: { path: test },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|[.]data)/' },
    // Types count: what a module may not run it may not know either.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
};
