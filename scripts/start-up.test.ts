// Proves what the start-up scripts promise to somebody with nothing but Node: install, build, run, and pass everything on.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const lock = JSON.stringify({
  packages: {
    '': {},
    'node_modules/node': { version: '24.1.0' },
    'node_modules/for-another-machine': { version: '1.0.0', optional: true },
  },
});

/** Does what `npm ci` would, counts itself, and obeys `ignore-scripts` until asked to rebuild. */
const standInForNpm = `
  const fs = require('node:fs');
  fs.appendFileSync('npm-was-asked', process.argv.slice(2).join(' ') + '\\n');
  console.log('npm speaks on stdout');
  fs.mkdirSync('node_modules/node/bin', { recursive: true });
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  if (process.argv[2] === 'rebuild' || !process.env.npm_config_ignore_scripts) fs.symlinkSync(process.execPath, 'node_modules/node/bin/node');`;

const standInForVite = `
  const fs = require('node:fs');
  if (fs.existsSync('apps/console/broken.ts')) { console.error('broken.ts is broken'); process.exit(2); }
  fs.mkdirSync('dist', { recursive: true });
  fs.appendFileSync('builds', 'x');`;

/** A checkout without packages: the real scripts, and stand-ins for what would be downloaded or is not under test. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ansim-start-up-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(import.meta.dirname, join(folder, 'scripts'), { recursive: true });
  const files = {
    'package.json': '{"type":"module"}',
    'package-lock.json': lock,
    'npm/npm-cli.cjs': standInForNpm,
    'apps/ansim/main.ts':
      'const said: string[] = process.argv.slice(2); console.log(JSON.stringify(said)); if (said[0] === "fail") process.exitCode = 7;',
    'apps/server/main.ts':
      'let stopping = false; for (const s of ["SIGINT", "SIGTERM"] as const) process.on(s, () => { if (!stopping) setTimeout(() => { console.log("stopped by " + s); process.exit(5); }, 50); stopping = true; }); setInterval(() => {}, 1000); console.log("serving");',
  };
  write(folder, files);
  return folder;
}

function installed(): string {
  const folder = checkout();
  write(folder, {
    'node_modules/.package-lock.json': lock,
    'node_modules/node/bin/readme': '',
    'node_modules/vite/package.json': '{"type":"commonjs"}',
    'node_modules/vite/bin/vite.js': standInForVite,
    'vite.config.ts': '',
    'apps/console/main.ts': '',
    'programme/incidents/service.ts': '',
  });
  symlinkSync(process.execPath, join(folder, 'node_modules/node/bin/node'));
  return folder;
}

function write(folder: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

function launch(folder: string, words: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, npm_execpath: join(folder, 'npm/npm-cli.cjs'), ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function run(folder: string, words: string[], env: NodeJS.ProcessEnv = {}) {
  const child = launch(folder, words, env);
  let out = '';
  let err = '';
  child.stdout?.on('data', (part) => {
    out += part;
  });
  child.stderr?.on('data', (part) => {
    err += part;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

const asked = (folder: string) =>
  existsSync(join(folder, 'npm-was-asked'))
    ? readFileSync(join(folder, 'npm-was-asked'), 'utf8')
    : '';

test('the first command installs and still prints nothing but its own output', async () => {
  const folder = checkout();
  const first = await run(folder, ['scripts/run.mjs', 'ansim', 'devices', '--json']);
  expect(first.out).toBe('["devices","--json"]\n');
  expect(first.err).toContain('Installing the packages');
  expect(asked(folder)).toMatch(/^ci .*--include=dev/);
  const second = await run(folder, ['scripts/run.mjs', 'drill', '--calm']);
  expect(second).toEqual({ code: 0, out: '["drill","--calm"]\n', err: '' });
});

test('a changed package-lock.json and an installation that was cut short are installed again', async () => {
  const folder = installed();
  writeFileSync(join(folder, 'package-lock.json'), lock.replace('24.1.0', '24.2.0'));
  rmSync(join(folder, 'node_modules/node'), { recursive: true });
  await run(folder, ['scripts/run.mjs', 'ansim']);
  expect(asked(folder).split('\n')).toHaveLength(2);
  rmSync(join(folder, 'node_modules/.package-lock.json'));
  rmSync(join(folder, 'node_modules/node'), { recursive: true });
  await run(folder, ['scripts/run.mjs', 'ansim']);
  expect(asked(folder).split('\n')).toHaveLength(3);
});

test('install scripts that npm was told not to run are made up for', async () => {
  const folder = checkout();
  const { code, out } = await run(folder, ['scripts/run.mjs', 'ansim', 'ok'], {
    npm_config_ignore_scripts: 'true',
  });
  expect({ code, out }).toEqual({ code: 0, out: '["ok"]\n' });
  expect(asked(folder)).toContain('rebuild node --ignore-scripts=false');
});

test('an installation that fails ends with a sentence and a failure', async () => {
  const folder = checkout();
  writeFileSync(join(folder, 'npm/npm-cli.cjs'), 'console.error("no network"); process.exit(1)');
  const { code, err } = await run(folder, ['scripts/start.mjs']);
  expect(code).toBe(1);
  expect(err).toMatch(/no network.*Ansim cannot go on: the packages could not be installed/s);
});

test("a command's exit code is kept, and an unknown command is named", async () => {
  const folder = installed();
  expect((await run(folder, ['scripts/run.mjs', 'ansim', 'fail'])).code).toBe(7);
  const unknown = await run(folder, ['scripts/run.mjs', 'anism']);
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain(
    'there is no command "anism". There are: ansim, drill, bench, simulate, check.',
  );
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s reaches the server, whose clean stop is waited for',
  async (signal) => {
    const folder = installed();
    const child = launch(folder, ['scripts/start.mjs']);
    let out = '';
    child.stdout?.on('data', (part) => {
      out += part;
    });
    await expect.poll(() => out, { timeout: 10_000 }).toContain('serving');
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect(out).toContain(`stopped by ${signal}`);
    expect(code).toBe(5);
  },
);

test('pages are built when a page changed, and only then', async () => {
  const folder = installed();
  write(folder, { 'apps/server/main.ts': 'console.log("served")' });
  const start = () => run(folder, ['scripts/start.mjs']);
  const builds = () => readFileSync(join(folder, 'builds'), 'utf8').length;
  await start();
  await start();
  expect(builds()).toBe(1);
  write(folder, { 'programme/incidents/service.ts': '// the server alone' });
  await start();
  expect(builds(), 'built again for a change of the server').toBe(1);
  write(folder, { 'apps/console/queue.ts': '' });
  await start();
  expect(builds(), 'a new file was not noticed').toBe(2);
  write(folder, { 'apps/console/broken.ts': '' });
  const broken = await start();
  expect(broken.code).toBe(1);
  expect(broken.out).toBe('');
  expect(broken.err).toMatch(/broken.ts is broken\s+The pages could not be built/);
});
