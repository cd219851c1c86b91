// The gallery shows made-up people: a demo city has it, a real one does not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { servePages } from './pages.ts';

const dist = mkdtempSync(join(tmpdir(), 'ansim-pages-'));
for (const name of ['assets', 'gallery', 'console']) mkdirSync(join(dist, name));
for (const name of ['gallery', 'console']) writeFileSync(join(dist, name, 'index.html'), name);
afterAll(() => rmSync(dist, { recursive: true }));

test('the icons of the home screen are there, and nothing else of their folder', async () => {
  const app = fastify();
  await servePages(app, dist, () => true);
  for (const name of [
    'mark.svg',
    'icon-192.png',
    'icon-512.png',
    'maskable-192.png',
    'maskable-512.png',
  ])
    expect((await app.inject(`/icons/${name}`)).statusCode, name).toBe(200);
  for (const name of ['mark.test.ts', 'mark.css', '..%2fMark.tsx'])
    expect((await app.inject(`/icons/${name}`)).statusCode, name).toBe(404);
  const { icons } = (await app.inject('/field/app.webmanifest')).json() as {
    icons: { src: string }[];
  };
  for (const { src } of icons) expect((await app.inject(src)).statusCode, src).toBe(200);
  await app.close();
});

test('the gallery is a demo city’s own', async () => {
  let demo = true;
  const app = fastify();
  await servePages(app, dist, () => demo);
  const shown = await app.inject('/gallery');
  expect([shown.statusCode, shown.body]).toEqual([200, 'gallery']);
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
  demo = false;
  expect((await app.inject('/gallery')).statusCode).toBe(404);
  expect((await app.inject('/desk')).statusCode).toBe(200);
  await app.close();
});
