// A Chromium that is led to a place and then let go of: devtools that listen to the network keep every body that is sent, and what is measured would be theirs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../scripts/browser.mjs';

/** MB that are no file's: of the largest page, and of all its processes together. */
export type BrowserMb = { page: number; all: number };

/** A page that nobody listens to. */
export type QuietPage = {
  evaluate<T>(expression: string): Promise<T>;
  /** Chooses a file of the disk in the field that the expression names. */
  chooseFile(field: string, path: string): Promise<void>;
  close(): Promise<void>;
};

export type QuietBrowser = {
  /** Opens a page, leads it by Playwright and lets go. */
  lead(url: string, work: (page: Page) => Promise<void>): Promise<QuietPage>;
  memory(): Promise<BrowserMb>;
  close(): Promise<void>;
};

/** Opens it, in Korean. */
export async function openQuietBrowser(): Promise<QuietBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'ansim-bench-browser-'));
  const child = spawn(
    findChromium() ?? 'chromium',
    [
      '--headless=new',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--lang=ko',
      '--accept-lang=ko',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.once('exit', () => reject(new Error(`Chromium did not start:\n${said}`)));
    child.stderr.on('data', (words: Buffer) => {
      said += words;
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
  });
  return {
    async lead(url, work) {
      const browser = await chromium.connectOverCDP(address);
      const page = await browser.contexts()[0]!.newPage();
      page.setDefaultTimeout(300_000);
      await page.goto(url);
      await work(page);
      const session = await page.context().newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      // Lets go of it; the browser and the page stay.
      await browser.close();
      return attach(address, targetInfo.targetId);
    },
    memory: () => memoryOf(child.pid!),
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Answer = { id?: number; result?: unknown; error?: { message: string } };

/** Speaks to a page with the two devtools domains that keep nothing. */
async function attach(address: string, targetId: string): Promise<QuietPage> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  async function send<T>(method: string, params: object, sessionId?: string): Promise<T> {
    last += 1;
    const id = last;
    const answer = await new Promise<Answer>((done) => {
      waiting.set(id, done);
      socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
    waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result as T;
  }
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  type Value<T> = { result: { value: T; objectId: string } };
  return {
    async evaluate<T>(expression: string) {
      const words = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      const { result } = await send<Value<T>>('Runtime.evaluate', words, sessionId);
      return result.value;
    },
    async chooseFile(expression, path) {
      const { result } = await send<Value<never>>('Runtime.evaluate', { expression }, sessionId);
      const words = { files: [path], objectId: result.objectId };
      await send('DOM.setFileInputFiles', words, sessionId);
    },
    async close() {
      await send('Target.closeTarget', { targetId });
      socket.close();
    },
  };
}

/** Memory of a process and of all that it started, files of the disk left out. */
async function memoryOf(root: number): Promise<BrowserMb> {
  const status = new Map<number, string>();
  for (const pid of await readdir('/proc')) {
    if (/^\d+$/.test(pid))
      status.set(Number(pid), await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''));
  }
  const parent = (pid: number) => Number(/PPid:\s+(\d+)/.exec(status.get(pid) ?? '')?.[1] ?? 0);
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parent(pid)));
  const most: BrowserMb = { page: 0, all: 0 };
  for (const [pid, words] of status) {
    if (!isOurs(pid)) continue;
    const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(words)?.[1] ?? 0);
    const mb = (kb('RssAnon') + kb('RssShmem')) / 1024;
    most.all += mb;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('--type=renderer')) most.page = Math.max(most.page, mb);
  }
  return most;
}
