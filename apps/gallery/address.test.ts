// An address says one view, and nothing in it is believed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readView, type View, writeView } from './address.ts';

test('what is written is read', () => {
  const view: View = {
    set: 'incidents-console',
    example: 'busy-night',
    language: 'zh-Hans',
    theme: 'paper',
    contrast: 'more',
  };
  expect(readView(new URL(writeView(view), 'http://city').search)).toEqual(view);
});

test('whatever the address, a view comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const view = readView(`?language=${text}&theme=${text}&contrast=${text}`);
      expect(Intl.getCanonicalLocales(view.language)).toHaveLength(1);
      expect(['dark', 'paper']).toContain(view.theme);
    }),
  );
});
