// The desk's side of a sealed report: taken on, unlocked, opened with its mark, answered; taken back; a list of keys that does not hold; a new key of one's own.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberOf } from '#programme/reports/names.ts';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import { comeBack, openPhone } from './phone-for-test.ts';
import { openWords, sendReport, type Teller } from './reports-for-test.ts';

const run = promisify(execFile);
const patient = { timeout: 60_000, interval: 200 };
const story = '어젯밤 골목에서\n<img src=x onerror=alert(1)> 있었던 일';
/** One dot, as PNG. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const name = '부르는 이름은 바람';
let city: City;
let district: string;

beforeAll(async () => {
  city = await openCity();
  const { districts } = (await (await fetch(`${city.server.url}/api/city`)).json()) as {
    districts: { code: string; name: { ko: string } }[];
  };
  district = districts.find((one) => one.name.ko === '다솜구')!.code;
});
afterAll(async () => {
  await city?.close();
});

const send = (kinds: ('crisis-team' | 'police' | 'city')[]) =>
  sendReport(city.server.url, { district, kinds }, { narrative: story, identity: name });

/** Waits for the room and stands on a report. */
async function choose(page: Page, report: string): Promise<void> {
  await page.locator(`[data-report="${report}"]`).click();
  await page.locator('.report-whole').waitFor();
}

async function unlock(page: Page): Promise<void> {
  await page.locator('.key-bar-locked').waitFor();
  await page.keyboard.press('o');
  const field = page.locator('input[name=passphrase]');
  await field.waitFor();
  await field.fill('ansim-demo-keys');
  await page.keyboard.press('Enter');
  await page.locator('.key-bar-open').waitFor({ timeout: 60_000 });
}

/** Takes a ZIP from the disk of the page and unpacks it; the tools find every file as it was. */
async function unpack(page: Page, zip: string): Promise<string> {
  const address = await page.evaluate(async (called) => {
    const root = await navigator.storage.getDirectory();
    const reader = new FileReader();
    reader.readAsDataURL(await (await root.getFileHandle(called)).getFile());
    await new Promise((done) => reader.addEventListener('load', done));
    return String(reader.result);
  }, zip);
  const folder = await mkdtemp(join(tmpdir(), 'ansim-package-'));
  const options = { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  await writeFile(join(folder, zip), Buffer.from(address.split(',')[1] ?? '', 'base64'));
  await run('unzip', ['-q', zip], options);
  await run('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], options);
  return folder;
}

test('a report is taken on by key, opened with a mark that she sees, and answered so that only she can read it', async () => {
  const teller = await send(['crisis-team', 'city']);
  const page = await city.openDesk('dasom-crisis-1');
  await choose(page, teller.id);
  expect(await page.locator('body').textContent()).not.toContain('골목');
  await page.getByRole('button', { name: '우리가 맡음' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.report-group-taken').waitFor();
  await expect
    .poll(
      async () => (await teller.look()).desks.filter((one) => one.acknowledgedAt).length,
      patient,
    )
    .toBe(1);
  expect((await teller.look()).openings).toEqual([]);

  await unlock(page);
  await page.getByText('언제 열었는지 그분이 봅니다').first().waitFor();
  await page.keyboard.press('o');
  await page.locator('.part-narrative .part-words').waitFor();
  // As text, never as a page.
  expect(await page.locator('.part-narrative .part-words').textContent()).toBe(story);
  expect(await page.locator('.part img').count()).toBe(0);
  expect(await page.locator('.part-identity .part-words').count()).toBe(0);
  const { openings } = await teller.look();
  expect(openings.map(({ kind }) => kind)).toEqual(['narrative']);

  await page.keyboard.press('o');
  await page.locator('.part-identity .part-words').waitFor();
  await page.keyboard.press('m');
  await page.getByRole('button', { name: '받았습니다' }).click();
  await page.getByRole('button', { name: '봉인해서 보내기' }).click();
  await expect.poll(() => teller.answers(), patient).toHaveLength(1);
  expect((await teller.answers())[0]).toContain('보내 주신 글을 잘 받았습니다');
  await teller.write('저녁에 문자 주세요');
  await page.locator('.part-message:not(.part-ours) button').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.part-message:not(.part-ours) button').click();
  await page.getByText('저녁에 문자 주세요').waitFor();
  expect(await findings(page)).toEqual([]);

  // A clean picture is shown, an original goes to the disk as it is; both are compared with what her phone wrote down.
  const bytes = new Uint8Array(randomBytes(1_500_000));
  const original = await teller.file({ name: '../사진.heic', type: 'image/heic' }, bytes);
  const dot = new Uint8Array(Buffer.from(picture, 'base64'));
  const copy = await teller.file({ name: '사진.png', type: 'image/png' }, dot, original);
  const fileOf = (id: string) => page.locator(`[data-part="${id}"]`);
  await fileOf(copy).getByRole('button').first().click();
  await fileOf(copy).locator('img').waitFor();
  await fileOf(copy).getByText('SHA-256 일치').waitFor();
  await fileOf(original).getByRole('button').first().click();
  await fileOf(original).getByText('사진.heic').first().waitFor();
  await page.evaluate(() => {
    const disk = async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    Object.assign(globalThis, { showSaveFilePicker: disk });
  });
  await fileOf(original).getByRole('button', { name: '저장' }).click();
  await fileOf(original).getByText('저장함').waitFor();
  const saved = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await (await root.getFileHandle('_사진.heic')).getFile();
    const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
  expect(saved).toBe(createHash('sha256').update(bytes).digest('hex'));
  const looked = (await teller.look()).openings.filter(({ kind }) => kind === 'file');
  expect(looked.map(({ part }) => part).sort()).toEqual([original, copy].sort());
  expect(await findings(page)).toEqual([]);

  // What she takes back leaves the screen by itself.
  const identity = (await teller.look()).parts.find(({ kind }) => kind === 'identity')!;
  await teller.revoke('crisis-team', identity.id);
  await page.locator('.part-gone').waitFor();
  expect(await page.locator('body').textContent()).not.toContain(name);
  await page.locator('.part-narrative .part-words').waitFor();
  await teller.revoke('crisis-team');
  await page.getByText('이 신고는 더 열 수 없음').waitFor();
  expect(await page.locator('body').textContent()).not.toContain('골목');

  // What somebody says by telephone is written down here, sealed, and kept nowhere; it is in the list at once, told by the feed.
  await page.locator('.menu-button').click();
  await page.getByText('신고를 듣고 옮기기').click();
  await page.getByLabel('전화', { exact: true }).check();
  await page.getByLabel('있었던 일').fill('전화로 들은 일');
  await page.getByLabel('도움받을 구').selectOption({ label: '다솜구' });
  await page.getByLabel('다솜구 위기개입팀').check();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: '봉인해서 보내기' }).last().click();
  await page.locator('.take-print li').nth(6).waitFor();
  const words = await page.locator('.take-print li').allTextContents();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.take-print').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await page.getByText('낱말을 다 전했나요?').waitFor();
  await page.getByRole('button', { name: '돌아가기' }).click();
  await page.getByRole('button', { name: '다 전했음' }).click();
  await page.locator('.report-group-waiting .report-row').first().click();
  await page.getByText('전화로 듣고 옮김').waitFor();
  expect(await page.locator('body').textContent()).not.toContain(words[0]);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toMatch(new RegExp(words.join('|')));
  expect(await openWords(city.server.url, words)).toMatchObject({ state: 'sent' });
  expect(city.complaints).toEqual([]);
});

test('the team takes it on as a case: declared, written sealed for the desks she lets in, closed to the police at once when she takes it back, ended, answered once; closed to whom she does not want', async () => {
  const teller = await send(['crisis-team', 'police']);
  const page = await city.openDesk('dasom-crisis-1');
  await choose(page, teller.id);
  await page.getByRole('button', { name: '우리가 맡음' }).click();
  await unlock(page);
  await page.getByRole('button', { name: '사건으로 맡기' }).click();
  await page.getByRole('button', { name: '관련 없음 · 일 시작' }).click();
  await page.getByText('진행 중', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: '사건 열기' }).click();
  const words = page.locator('.case-write textarea');
  await words.waitFor();
  await page.locator('.case-write select').first().selectOption('task');
  await words.fill('쉼터 자리를 알아보기');
  await page.locator('.case-readers').getByRole('checkbox').check();
  await page.getByRole('button', { name: '봉인해서 적기' }).click();
  const entry = page.locator('.case-entries li').filter({ hasText: '쉼터 자리를 알아보기' });
  await entry.getByText('경찰', { exact: false }).waitFor();
  expect(await findings(page)).toEqual([]);

  // A package that a court checks with what every machine has, written to the disk as it is made.
  const bytes = randomBytes(1_500_000);
  await teller.file({ name: '골목.mp4', type: 'video/mp4' }, new Uint8Array(bytes));
  await page.getByRole('button', { name: '꾸러미 만들기' }).click();
  const form = page.locator('.evidence-form');
  await form.getByText('첨부 파일 1개').waitFor();
  await form.getByRole('checkbox', { name: '팀의 기록 1개' }).check();
  expect(await findings(page)).toEqual([]);
  await page.evaluate(() => {
    const disk = async () =>
      (await navigator.storage.getDirectory()).getFileHandle('package.zip', { create: true });
    Object.assign(globalThis, { showSaveFilePicker: disk });
  });
  await form.getByRole('button', { name: '저장할 곳을 고르고 만들기' }).click();
  await page.getByText('꾸러미가 완성됨').waitFor({ timeout: 60_000 });
  expect(await findings(page)).toEqual([]);
  const unpacked = await unpack(page, 'package.zip');
  expect(await readFile(join(unpacked, 'originals/01-골목.mp4'))).toEqual(bytes);
  expect(await readFile(join(unpacked, 'case/01-task.txt'), 'utf8')).toBe('쉼터 자리를 알아보기');
  expect(await readFile(join(unpacked, 'words/01-narrative.txt'), 'utf8')).toBe(story);
  expect(existsSync(join(unpacked, 'words/02-identity.txt'))).toBe(false);
  await rm(unpacked, { recursive: true });

  const police = await city.openDesk('dasom-police-1', '/desk');
  await choose(police, teller.id);
  await police.getByRole('button', { name: '우리가 맡음' }).click();
  await unlock(police);
  await police.getByRole('button', { name: '사건 열기' }).click();
  await police.locator('.case-entries').getByText('쉼터 자리를 알아보기').waitFor();
  await teller.revoke('police', null);
  await police.locator('.case').waitFor({ state: 'detached' });
  expect(await police.locator('body').textContent()).not.toContain('쉼터 자리');

  await override(teller, police, page);
  await page.getByRole('link', { name: '신고함' }).click();
  await choose(page, teller.id);
  await entry.getByRole('button', { name: '마침' }).click();
  await entry.locator('strong').waitFor();
  await page.getByRole('button', { name: '사건 마치기' }).click();
  await page.getByRole('button', { name: '다시 열기' }).waitFor();

  // Her two answers are taken once; then it is opened again, and whom she does not want has lost it at once.
  const phone = await openPhone(city);
  await comeBack(phone.page, (await teller.words()).join(' '));
  const hers = phone.page.getByRole('region', { name: '도와주는 팀' });
  await hers.getByRole('button', { name: '답 보내기' }).tap();
  await hers.getByText('하나라도 골라 주세요').waitFor();
  await hers.getByRole('group', { name: '도움이 되었나요?' }).getByText('꽤').tap();
  expect(await findings(phone.page)).toEqual([]);
  await hers.getByRole('button', { name: '답 보내기' }).tap();
  await hers.getByText('답을 받았어요').waitFor();
  expect(await teller.satisfied({ helped: 1, respected: 1 })).toBe('answered');
  await page.getByRole('button', { name: '다시 열기' }).click();
  await page.getByRole('button', { name: '사건 마치기' }).waitFor();
  await hers.getByRole('button', { name: /이 사람은 아니었으면 해요/ }).tap();
  await hers.getByRole('button', { name: '네, 그렇게 해 주세요' }).tap();
  await page.locator('.case').waitFor({ state: 'detached' });
  expect(await page.locator('body').textContent()).not.toMatch(/쉼터 자리|골목/);
  await hers.getByText('담당을 정하고 있어요').waitFor();
});

/** The police ask for who she is, the city decides, the team hands over; she sees all of it, and ends with the report. */
async function override(teller: Teller, police: Page, team: Page): Promise<void> {
  const view = (page: Page) => page.getByRole('link', { name: /^긴급 열람/ });
  await view(police).click();
  await police.getByLabel('신고 번호').fill(numberOf(teller.id));
  await police.getByLabel(/^사유의 글/).fill('문 앞에 그 사람이 있다는 연락 뒤 끊김');
  await police.getByRole('button', { name: '봉인해서 요청' }).click();
  await police.locator('.override-asked').waitFor();
  expect(await findings(police)).toEqual([]);

  const office = await city.openDesk('city-night-1', '/desk#/overrides');
  await unlock(office);
  const waiting = office.locator('[data-override]');
  await waiting.getByText('문 앞에 그 사람이').waitFor();
  await waiting.getByRole('button', { name: /^승인/ }).click();
  await waiting.locator('.override-approved').waitFor();
  expect(await findings(office)).toEqual([]);
  await office.close();

  await view(team).click();
  await team.getByRole('button', { name: '열쇠 건네기' }).click();
  await team.locator('.override-carried-out').waitFor();
  expect(await team.locator('body').textContent()).not.toContain(name);
  await police.locator('.override-carried-out').waitFor();
  await police.locator('[data-override]').getByRole('button', { name: '열기' }).click();
  await police.locator('.override-words').getByText(name).waitFor();

  const { page } = await openPhone(city);
  await comeBack(page, (await teller.words()).join(' '));
  const hers = page.getByRole('region', { name: '동의 없이 보려는 요청' });
  await hers.getByText('생명이 위험해서').waitFor();
  await hers.getByText('문 앞에 그 사람이').waitFor();
  await hers.getByText(/님이 봄/).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.close();
  // Ended by the team that handed it over: it leaves the other screen by itself.
  await team.getByRole('button', { name: '끝내기' }).click();
  await police.locator('.override-ended').waitFor();
  expect(await police.locator('body').textContent()).not.toContain(name);
}

test('a list of keys that was tampered with closes everything, and says so', async () => {
  const teller = await send(['city']);
  const page = await city.openDesk('city-night-1');
  await page.route('**/api/keys/log**', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { entries: { text: string }[] };
    const entries = body.entries.map((entry) => ({ ...entry, text: `${entry.text} ` }));
    await route.fulfill({ json: { ...body, entries } });
  });
  await page.keyboard.press('i');
  await choose(page, teller.id);
  // Calls stay in sight beside reports.
  await page.locator('#calls').waitFor();
  await page.locator('.key-bar-locked').waitFor();
  await page.keyboard.press('o');
  await page.locator('input[name=passphrase]').fill('ansim-demo-keys');
  await page.keyboard.press('Enter');
  await page.getByText('아무것도 열지 않음').waitFor({ timeout: 60_000 });
  expect(await page.locator('.part').count()).toBe(0);
  expect((await teller.look()).openings).toEqual([]);
  expect(await findings(page)).toEqual([]);
});

test('a new key, locked by a passkey, waits for the signature; a colleague hands the desk on, and it opens', async () => {
  const teller = await send(['police']);
  const page = await city.openDesk('dasom-police-1');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.locator('.menu-button').click();
  await page.getByText('패스키 등록').click();
  await page.getByText('패스키 등록됨').waitFor();

  // On a new machine, as far as this page is told: nobody of the demo city is without a key.
  let isNew = true;
  await page.route('**/api/keys/mine', async (route) => {
    if (route.request().method() !== 'GET' || !isNew) return route.continue();
    const answer = await route.fetch();
    await route.fulfill({ json: { ...((await answer.json()) as object), keys: [] } });
  });
  await page.locator('.key-bar-none').waitFor();
  await page.getByRole('button', { name: '내 열쇠 만들기' }).click();
  await page.getByRole('button', { name: '패스키로 잠그기' }).click();
  await page.getByText('시의 서명을 기다림').first().waitFor({ timeout: 60_000 });
  isNew = false;

  // The older key, locked by the passphrase, is the colleague: it hands the desk on to the new one.
  await unlock(page);
  await page.getByRole('button', { name: /^건네기/ }).click({ timeout: 60_000 });
  await page.getByText('모두 가지고 있음').waitFor({ timeout: 60_000 });
  await page.keyboard.press('z');
  await page.locator('.key-bar-locked').waitFor();
  await page.keyboard.press('o');
  await page.getByRole('button', { name: '패스키로 열기' }).click();
  await page.locator('.key-bar-open').waitFor({ timeout: 60_000 });
  await choose(page, teller.id);
  await page
    .getByRole('button', { name: '열기: 있었던 일' })
    .or(page.getByRole('button', { name: '열기 있었던 일' }))
    .click();
  await page.getByText('어젯밤 골목에서').waitFor();
});
