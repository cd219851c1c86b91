// What the thread of a page does while something happens in it, by Chromium's own trace.
import type { Page } from 'playwright-core';

export type Tasks = {
  /** Milliseconds of processor time of each task, in the order they ran. */
  each: number[];
  longest: number;
  total: number;
  /** Frames that the page was asked to draw meanwhile. */
  frames: number;
};

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

/**
 * Traces the page's thread during `work`. Processor time, not the clock: what other programs of this machine take away is no
 * fault of the page.
 */
export async function tasksOf(page: Page, work: () => Promise<void>): Promise<Tasks> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const mine = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const onMain = traceEvents.filter(({ pid, tid }) => mine.has(`${pid}:${tid}`));
  const each = onMain
    .filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
    .map(({ dur = 0, tdur = dur }) => tdur / 1000);
  if (each.length === 0) throw new Error('The trace holds no task of the page.');
  return {
    each,
    longest: Math.max(...each),
    total: each.reduce((sum, one) => sum + one, 0),
    frames: onMain.filter(({ name }) => name === 'FireAnimationFrame').length,
  };
}
