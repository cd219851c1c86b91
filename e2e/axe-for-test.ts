// What axe finds on a page against WCAG 2.2 AA, as short lines.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Finding = { id: string; nodes: { target: string[]; failureSummary: string }[] };

/** Every finding, or only those about contrast: what a change of colours can change. */
export async function findings(page: Page, only: 'all' | 'contrast' = 'all'): Promise<string[]> {
  // Colours on their way from one to another are nobody's contrast.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        // What is folded away stands still, and would be waited for without end.
        .filter((each) => (each.effect as KeyframeEffect | null)?.target?.checkVisibility())
        .map((each) => each.finished),
    ),
  );
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const runOnly = JSON.stringify(only === 'all' ? all : ['color-contrast']);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${runOnly}, resultTypes: ['violations'] }).then((result) => result.violations)`,
  )) as Finding[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary.split('\n')[1]}`),
  );
}
