// A city adds a language as the guide says: files beside the others, one setting. Built and started from a copy, shown on a phone.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../scripts/browser.mjs';
import { findings } from './axe-for-test.ts';
import { phoneSize } from './phone-for-test.ts';
import { forThumbs } from './thumbs-for-test.ts';

const root = join(import.meta.dirname, '..');
const parts = ['apps', 'platform', 'programme', 'gateways', 'migrations', 'demo-city'];
/** What these say is looked for on the screen; every other text is the English one, longer. */
const said: Record<string, string> = {
  'home.help': 'Tôi cần giúp đỡ',
  'help.now': 'Báo ngay',
  'count.now': 'Gửi ngay bây giờ',
  'live.received': 'Đã báo rồi',
  'say.title': 'Viết cho trung tâm',
  'say.followed': 'Có người theo tôi',
};

let folder: string;
let server: ChildProcess;
let address: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ansim-language-'));
  // The database server runs as another user when we are root, and must be able to enter.
  await chmod(folder, 0o755);
  for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
  for (const file of ['package.json', 'vite.config.ts'])
    await cp(join(root, file), join(folder, file));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const words = join(folder, 'apps/citizen/words');
  for (const name of await readdir(words, { recursive: true }))
    if (name.endsWith('en.json')) await translate(join(words, name));
  await run([
    '--input-type=module',
    '--eval',
    `const { createBuilder } = await import('vite');
     const builder = await createBuilder({ logLevel: 'error' });
     await builder.build(builder.environments.citizen);`,
  ]);
  server = start(['apps/server/main.ts']);
  address = await addressOf(server);
  const port = new URL(address).port;
  await run(['apps/ansim/main.ts', 'city', 'set', 'languages', '["ko","en","vi"]'], { PORT: port });
  browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  if (server?.exitCode === null) {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

/** Writes `vi.json` beside an English file. */
async function translate(english: string): Promise<void> {
  const texts = JSON.parse(await readFile(english, 'utf8')) as Record<string, string>;
  const longer = Object.entries(texts).map(([key, text]) => [key, said[key] ?? `${text} đấy`]);
  await writeFile(
    english.replace(/en\.json$/, 'vi.json'),
    JSON.stringify(Object.fromEntries(longer)),
  );
}

function start(words: string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    ANSIM_DATA: join(folder, '.data'),
    ANSIM_DEMO_SCALE: '0.05',
    PORT: '0',
    MQTT_PORT: '0',
    ...more,
  };
  return spawn(process.execPath, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(words: string[], more: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = start(words, more);
  let heard = '';
  child.stdout?.on('data', (data) => (heard += data));
  child.stderr?.on('data', (data) => (heard += data));
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`${words.at(-1)} ended with ${code}: ${heard}`);
}

/** Where the server says that it is. */
function addressOf(child: ChildProcess): Promise<string> {
  let heard = '';
  return new Promise((done, fail) => {
    child.stdout?.on('data', (data) => {
      heard += data;
      const found = /http:\/\/127\.0\.0\.1:(\d+)\/\s/.exec(heard);
      if (found) done(`http://localhost:${found[1]}`);
    });
    child.stderr?.on('data', (data) => (heard += data));
    child.once('exit', (code) => fail(new Error(`The server ended with ${code}: ${heard}`)));
  });
}

test('the first screen and the call for help in it, from its own file, chosen by the phone', async () => {
  const complaints: string[] = [];
  const context = await browser.newContext({ ...phoneSize, locale: 'vi-VN', bypassCSP: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  async function expectFit(where: string): Promise<void> {
    expect(await page.locator('html').getAttribute('lang'), where).toBe('vi');
    expect(await findings(page), where).toEqual([]);
    expect(await forThumbs(page), where).toEqual([]);
  }
  // A server hears of a change to its city's configuration within two seconds.
  await expect
    .poll(async () => (await fetch(`${address}/api/city`)).text(), { timeout: 60_000 })
    .toContain('"vi"');
  await page.goto(address);
  await page.getByText(said['home.help']!).waitFor();
  expect(await page.getByRole('combobox').locator('option').allTextContents()).toEqual([
    '한국어',
    'English',
    'Tiếng Việt',
  ]);
  await expectFit('home');
  await page.getByText(said['home.help']!).tap();
  await page.getByText(said['help.now']!).waitFor();
  await expectFit('help');
  await page.getByText(said['help.now']!).tap();
  await page.getByText(said['count.now']!).tap();
  await page.getByText(said['live.received']!, { exact: true }).waitFor();
  await page.getByText(said['say.title']!).waitFor();
  await page.getByRole('button', { name: said['say.followed']! }).tap();
  await page.getByRole('log').getByText(said['say.followed']!).waitFor();
  await expectFit('live');
  expect(complaints).toEqual([]);
});

test('a phone of another language has it one touch away', async () => {
  const context = await browser.newContext({ ...phoneSize, locale: 'ko-KR' });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByText('도움이 필요해요').waitFor();
  await page.getByRole('combobox').selectOption('vi');
  await page.getByText(said['home.help']!).waitFor();
  // It is hers from then on.
  await page.reload();
  await page.getByText(said['home.help']!).waitFor();
});
