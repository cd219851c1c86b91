// A report from a phone to the desks she chose and back, by seven words; with rubbish, without a network, without keys to trust, without a script.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HerReport } from '#programme/reports/contract.ts';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import { type DeskMember, forge, openMember } from './desk-for-test.ts';
import { comeBack, everythingSent, openPhone, tabTo } from './phone-for-test.ts';
import { forThumbs } from './thumbs-for-test.ts';

let city: City;
let team: DeskMember;
beforeAll(async () => {
  city = await openCity();
  team = await openMember(city.server.url, 'dasom-crisis-1');
});
afterAll(async () => {
  await city?.close();
});

const story = '퇴근길 전철에서 낯선 사람이 따라왔어요';
const name = '부르는 이름은 바람';
const sound = randomBytes(2_500_000);

/** A photo as phones take them: with a block that says where. */
async function photo(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    canvas.getContext('2d')?.fillRect(8, 8, 30, 20);
    return canvas.toDataURL('image/jpeg');
  });
  const plain = Buffer.from(text.split(',')[1] ?? '', 'base64');
  const block = Buffer.from('Exif\0\0GPS-127.0276');
  const head = Buffer.from([0xff, 0xe1, 0, block.length + 2]);
  return Buffer.concat([plain.subarray(0, 2), head, block, plain.subarray(2)]);
}

const next = (page: Page) => page.locator('.tell-main').tap();
const heading = (page: Page, words: string) => page.getByRole('heading', { name: words }).waitFor();

async function openReport(page: Page): Promise<void> {
  await page.locator('.card-tell').tap();
  await page.locator('.card-report').tap();
  await heading(page, '먼저, 지금 안전한가요?');
}

/** Answers everything up to "who should know". */
async function answerAll(page: Page): Promise<void> {
  await next(page);
  await heading(page, '누구의 일인가요?');
  await page.getByRole('button', { name: '제가 겪었어요' }).tap();
  await page.getByText('19살이 안 됐다면 먼저 알아 두세요').waitFor();
  await next(page);
  await page.getByLabel('있었던 일').fill(story);
  await next(page);
  await page.getByRole('button', { name: '버스·지하철' }).tap();
  await page.getByLabel('노선').fill('2호선');
  await page.locator('option', { hasText: '다솜구' }).waitFor({ state: 'attached' });
  await page.getByLabel('어느 구에서').selectOption({ label: '다솜구' });
  await next(page);
  await heading(page, '무엇이 필요한가요?');
  await next(page);
  await page.getByLabel('어떻게 부를까요?').fill(name);
  await next(page);
  await page.locator('.tell-pick', { hasText: '다솜구 위기개입팀' }).waitFor();
}

/** Reads the seven words and types one back. */
async function writeDown(page: Page): Promise<string[]> {
  await page.locator('.tell-words li').nth(6).waitFor();
  const words = await page.locator('.tell-words li').allTextContents();
  await page.getByRole('button', { name: '적었어요' }).tap();
  const asked = await page.getByText(/번째 낱말을 써 보세요/).textContent();
  const field = page.getByLabel(/번째 낱말을 써 보세요/);
  await field.fill('아무 말');
  await next(page);
  await page.getByText('조금 달라요').waitFor();
  await field.fill(words[Number(/\d/.exec(asked ?? '')?.[0]) - 1] ?? '');
  await next(page);
  await heading(page, '다 됐어요');
  return words;
}

test('a report reaches whom she chose, sealed; an answer comes back by seven words on another phone; she takes it back', async () => {
  // By a partner's link: the address is neutral at once, and nothing of it is in the history.
  const { page, requests } = await openPhone(city, {}, '/tell?from=gaon-counsel');
  await page.locator('.card-report').waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/');
  await page.locator('.card-report').tap();
  await heading(page, '먼저, 지금 안전한가요?');
  await answerAll(page);
  // Nothing is chosen beforehand, and nobody chosen is no answer.
  expect(await page.locator('.tell [aria-pressed=true]').count()).toBe(0);
  await next(page);
  await page.getByText('한 곳이라도 고르거나').waitFor();
  await page.locator('.tell-pick', { hasText: '다솜구 위기개입팀' }).tap();
  await page.locator('.tell-pick', { hasText: '다솜구 경찰' }).tap();
  await page.locator('.chip', { hasText: '다솜구 위기개입팀' }).tap();
  await next(page);
  await heading(page, '사진이나 소리가 있나요?');
  await page
    .locator('.tell-file', { hasText: '휴대전화에서 고르기' })
    .locator('input')
    .setInputFiles([
      { name: '사진.jpg', mimeType: 'image/jpeg', buffer: await photo(page) },
      { name: '소리.m4a', mimeType: 'audio/mp4', buffer: sound },
    ]);
  await page.locator('.tell-files li', { hasText: '소리.m4a' }).waitFor();
  await next(page);
  await page.getByText('다솜구 위기개입팀이 봐요').waitFor();
  await page.getByText('gaon-counsel의 안내로 왔다는 표시가 함께 가요').waitFor();
  const before = new Set((await team.list()).map(({ id }) => id));
  await next(page);
  const words = await writeDown(page);
  const sent = await everythingSent(requests);
  for (const secret of [story, '따라왔어요', name, '2호선', ...words])
    expect(sent).not.toContain(secret);
  const kept = await page.evaluate(async () =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.length, document.title]),
  );
  expect(kept).not.toMatch(new RegExp([story, name, ...words].join('|')));
  expect(await page.title()).toBe('동네 생활 정보');
  // Her words are there before the files, and the files before she leaves this screen.
  await page.locator('.tell-files li', { hasText: '다 갔어요' }).nth(1).waitFor();

  const report = (await team.list()).find(({ id }) => !before.has(id))!;
  expect(report).toMatchObject({
    teller: 'survivor',
    minor: null,
    services: [],
    partner: 'gaon-counsel',
  });
  const read = await team.readAll(report.id);
  expect(read.join('\n')).toContain(story);
  expect(read.join('\n')).toContain('버스·지하철 · 2호선');
  expect(read.join('\n')).toContain(name);
  const files = await team.files(report.id);
  expect(files.map(({ facts }) => facts.name).sort()).toEqual(['사진.jpg', '사진.jpg', '소리.m4a']);
  for (const { facts, bytes } of files)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(facts.sha256);
  const original = files.find(({ facts }) => facts.type === 'image/jpeg' && facts.of === null)!;
  const copy = files.find(({ facts }) => facts.of !== null)!;
  // The original is as it was; its copy is a picture without where it was taken.
  expect(original.bytes.toString('latin1')).toContain('GPS-127.0276');
  expect(copy.bytes.toString('latin1')).not.toMatch(/GPS|Exif/);
  expect(copy.bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
  const police = await openMember(city.server.url, 'dasom-police-1');
  const theirs = (await police.readAll(report.id)).join('\n');
  expect(theirs).toContain(story);
  expect(theirs).not.toContain(name);
  await team.acknowledge(report.id);
  await team.answer(report.id, '잘 읽었어요. 내일 낮에 이야기할까요?');

  const other = await openPhone(city);
  await comeBack(other.page, words.slice(0, 6).join(' '));
  await other.page.getByText('지금 6개예요').waitFor();
  await other.page.getByLabel('일곱 낱말').fill(['<b>없는말</b>', ...words.slice(1)].join(', '));
  await next(other.page);
  await other.page.getByText('1번째 ‘<b>없는말</b>’').waitFor();
  await other.page.getByLabel('일곱 낱말').fill(words.toReversed().join(' '));
  await next(other.page);
  await other.page.getByText('이 순서로 열리는 글이 없어요').waitFor();
  await other.page.getByLabel('일곱 낱말').fill(`  ${words.join(',\n')} `);
  await next(other.page);
  await other.page.getByText('내일 낮에 이야기할까요?').waitFor();
  await other.page.getByText(/에 확인했어요/).waitFor();
  await other.page.locator('.tell-looks li', { hasText: '다솜구 경찰' }).first().waitFor();
  await other.page.getByLabel('글', { exact: true }).fill('네, 좋아요');
  await other.page.getByRole('button', { name: '잠가서 보내기' }).tap();
  await other.page.getByText('볼 곳을 골라 주세요').waitFor();
  await other.page
    .getByRole('group', { name: '누가 볼까요?' })
    .getByText('다솜구 위기개입팀')
    .tap();
  await other.page.getByRole('button', { name: '잠가서 보내기' }).tap();
  await other.page.getByText('보냈어요', { exact: true }).waitFor();
  expect(await team.readAll(report.id)).toContain('네, 좋아요');
  expect((await police.readAll(report.id)).join()).not.toContain('네, 좋아요');
  // Taken back from the police, it is theirs no more at once.
  const ofPolice = other.page.getByRole('group', { name: /^다솜구 경찰/ });
  await ofPolice.getByText('이야기').tap();
  await ofPolice.getByText('파일').tap();
  await other.page.getByRole('button', { name: '이대로 바꾸기' }).tap();
  await other.page.getByText('바꾸었어요').waitFor();
  expect((await police.list()).map(({ id }) => id)).not.toContain(report.id);
  expect(await findings(other.page)).toEqual([]);
  expect(await forThumbs(other.page)).toEqual([]);
  await other.page.getByRole('button', { name: '모두 거두기' }).tap();
  await other.page.getByRole('button', { name: '네, 모두 거둘게요' }).tap();
  await other.page.getByText('거두었어요', { exact: true }).waitFor();
  expect((await team.list()).map(({ id }) => id)).not.toContain(report.id);
  expect(await everythingSent(other.requests)).not.toContain('좋아요');
});

test('nobody yet: a draft that nobody has, sent later from another phone; over a line that was cut while it was sent', async () => {
  const line = await city.line();
  const { page } = await openPhone(city, { line });
  await openReport(page);
  await answerAll(page);
  await page.locator('.tell-pick', { hasText: '아직 아무도' }).tap();
  await next(page);
  await page
    .locator('.tell-file', { hasText: '소리 녹음하기' })
    .locator('input')
    .setInputFiles({ name: '소리.m4a', mimeType: 'audio/mp4', buffer: sound });
  await next(page);
  // The line goes in the middle of the file, too.
  await page.route('**/pieces/1', (route) => route.abort());
  line.cut();
  await page.getByRole('button', { name: '나만 보게 잠가 두기' }).tap();
  await page.getByText('이 화면을 두면 계속 보낼게요').waitFor();
  line.mend();
  const words = await writeDown(page);
  await page.getByText('연결을 기다려요').waitFor();
  await page.getByRole('button', { name: '잠시 멈추기' }).tap();
  await page.getByText('멈춰 두었어요').waitFor();
  await page.getByRole('button', { name: '이어서 보내기' }).tap();
  await page.getByText('연결을 기다려요').waitFor();
  await page.getByRole('button', { name: '처음으로 (파일은 여기서 멈춰요)' }).tap();
  const before = new Set((await team.list()).map(({ id }) => id));
  const other = await openPhone(city);
  await comeBack(other.page, words.join(' '));
  await other.page.getByText('아직 아무도 읽을 수 없어요').waitFor();
  await other.page.getByText(story).first().waitFor();
  expect((await team.list()).every(({ id }) => before.has(id))).toBe(true);
  // Only the very same file goes on where the first phone was cut off.
  const again = other.page.locator('.tell-file', { hasText: '파일 다시 고르기' }).locator('input');
  const wrong = Buffer.from(sound).fill(0, 0, 9);
  await again.setInputFiles({ name: '소리.m4a', mimeType: 'audio/mp4', buffer: wrong });
  await other.page.getByText('처음 고른 것과 다른 파일이에요').waitFor();
  await again.setInputFiles({ name: '소리.m4a', mimeType: 'audio/mp4', buffer: sound });
  await other.page.getByText('다 갔어요').waitFor();
  // What was answered on the first phone is not asked again.
  await other.page.getByRole('button', { name: '누가 알지 정하고 보내기' }).tap();
  await heading(other.page, '누가 알면 좋을까요?');
  await other.page.locator('.tell-pick', { hasText: '다솜구 위기개입팀' }).tap();
  await next(other.page);
  await other.page.getByRole('button', { name: '잠가서 보내기' }).tap();
  await other.page.getByText(/에 보냈어요/).waitFor();
  const report = (await team.list()).find(({ id }) => !before.has(id))!;
  expect(report).toMatchObject({ teller: 'survivor' });
  expect((await team.readAll(report.id)).join()).toContain(story);
  const [file] = await team.files(report.id);
  expect(Buffer.compare(file!.bytes, sound)).toBe(0);
});

test('by keyboard alone, each screen said by its name; in a flood, and with the answer lost on the way, it is one report and its mark goes', async () => {
  const { districts } = (await (await fetch(`${city.server.url}/api/city`)).json()) as {
    districts: { code: string }[];
  };
  const district = districts[0]?.code;
  const address = { 'x-forwarded-for': '203.0.113.7' };
  for (let junk = 0; junk < 11; junk += 1) {
    const answer = await fetch(`${city.server.url}/api/reports`, {
      method: 'POST',
      headers: { ...address, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        receipt: randomBytes(32).toString('base64url'),
        herKey: randomBytes(32).toString('base64url'),
        clear: { district },
        parts: [],
      }),
    });
    expect(answer.ok).toBe(true);
  }
  const before = new Set((await team.list()).map(({ id }) => id));
  const { page } = await openPhone(city, { extraHTTPHeaders: address });
  const { keyboard } = page;
  let marked: unknown;
  await page.route('**/api/reports', async (route) => {
    if (marked !== undefined || route.request().method() !== 'POST') return route.fallback();
    marked = ((await (await route.fetch()).json()) as HerReport).suspectedFlood;
    await route.abort();
  });
  /** Presses what has the focus; the next screen takes it to its name. */
  const to = async (title: string) => {
    await keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: title }).waitFor();
  };
  await page.locator('.card-tell').waitFor();
  await tabTo(page, '.card-tell');
  await keyboard.press('Enter');
  await page.locator('.card-report').waitFor();
  await tabTo(page, '.card-report');
  await to('먼저, 지금 안전한가요?');
  await tabTo(page, '.tell-main');
  await to('누구의 일인가요?');
  await tabTo(page, '.tell-main');
  await to('무슨 일이 있었나요?');
  expect(await tabTo(page, 'textarea')).toContain('textbox "있었던 일"');
  await keyboard.type('말하기 어려운 일');
  await tabTo(page, '.tell-main');
  await to('어디에서 있었나요?');
  await page.locator('option', { hasText: '다솜구' }).waitFor({ state: 'attached' });
  await tabTo(page, 'select');
  await page.locator(':focus').selectOption({ label: '다솜구' });
  await tabTo(page, '.tell-main');
  await to('무엇이 필요한가요?');
  await tabTo(page, '.tell-main');
  await to('어떻게 연락할까요?');
  await tabTo(page, '.tell-main');
  await to('누가 알면 좋을까요?');
  await page.locator('.tell-pick').first().waitFor();
  const pick = await tabTo(page, '.tell-pick');
  await keyboard.press('Space');
  await page.locator('.tell-pick[aria-pressed=true]:focus').waitFor();
  expect(pick).toContain('다솜구');
  await tabTo(page, '.tell-main');
  await to('사진이나 소리가 있나요?');
  await tabTo(page, '.tell-main');
  await to('이대로 괜찮은가요?');
  await tabTo(page, '.tell-main');
  await keyboard.press('Enter');
  await page.locator('.tell-words li').nth(6).waitFor();
  expect(marked).toBe(true);
  const fresh = async () => (await team.list()).filter(({ id }) => !before.has(id));
  await expect
    .poll(fresh, { timeout: 120_000, interval: 500 })
    .toMatchObject([{ suspectedFlood: false }]);
});

test('a key that the city did not sign: nothing is sent, and the telephone is shown', async () => {
  const { page, requests } = await openPhone(city);
  await page.route('**/api/reports/recipients*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as {
      items: { key: { entry: Parameters<typeof forge>[0] } }[];
    };
    const [first, ...rest] = body.items;
    const items = [{ ...first, key: { ...first!.key, entry: forge(first!.key.entry) } }, ...rest];
    await route.fulfill({ json: { ...body, items } });
  });
  await openReport(page);
  await next(page);
  await next(page);
  await page.getByLabel('있었던 일').fill(story);
  await next(page);
  await page.locator('option', { hasText: '다솜구' }).waitFor({ state: 'attached' });
  await page.getByLabel('어느 구에서').selectOption({ label: '다솜구' });
  await next(page);
  await next(page);
  await next(page);
  await page.getByText('지금은 안전하게 보낼 수 없어요').waitFor();
  await page.locator('.tell-numbers a[href="tel:1366"]').waitFor();
  expect(requests.some((one) => one.method() === 'POST')).toBe(false);
});

test('guidance without a network; leaving fast leaves nothing; no sealing and no script: the telephone', async () => {
  const line = await city.line();
  const { page } = await openPhone(city, { line });
  await page.locator('.card-tell').waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  line.cut();
  await page.reload();
  await page.locator('.card-tell').tap();
  await page.locator('.card-aftercare').tap();
  await page.getByText('72시간 안이면 좋은 것').waitFor();
  await page.getByText('1366에 물으면').waitFor();
  await page.locator('.screen-back').tap();
  await page.locator('.card-report').tap();
  await page.locator('.leave').tap();
  await page.waitForURL('about:blank');
  const bare = await openPhone(city, { javaScriptEnabled: false });
  await bare.page.locator('.plain a[href="tel:112"]').waitFor();
  const old = await city.openDesk(null, 'about:blank');
  await old.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await old.goto(bare.address);
  await old.locator('.card-tell').click();
  await old.locator('.card-report').click();
  await old.getByText('안전하게 보낼 수 없어요').waitFor();
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
