// Draws the app icons of platform/ui/mark from its two SVG files; run it by hand after a change of the mark.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './browser.mjs';
import { root } from './install.mjs';
import { say } from './say.mjs';

const folder = join(root, 'platform/ui/mark');
/** `any` keeps its rounded corners; `maskable` fills its square and keeps the mark in the safe circle of four fifths. */
const drawings = [
  { from: 'mark.svg', to: 'icon', sizes: [192, 512] },
  { from: 'maskable.svg', to: 'maskable', sizes: [192, 512] },
];

const browser = await chromium.launch({
  executablePath: findChromium() ?? 'chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const { from, to, sizes } of drawings) {
  const svg = readFileSync(join(folder, from), 'utf8');
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    const file = `${to}-${size}.png`;
    writeFileSync(join(folder, file), await page.screenshot({ omitBackground: true }));
    say(`Drew platform/ui/mark/${file}.`);
  }
}
await browser.close();
