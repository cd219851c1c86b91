// Turns `some-icon.svg?icon` into its shapes at build time, so that no page parses markup while it runs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const suffix = '?icon';
const require = createRequire(import.meta.url);

/**
 * Vite plugin. `import phone from 'lucide-static/icons/phone.svg?icon'` yields
 * `[['path', { d: '…' }], …]`, the children of the icon's `<svg>`; anything but plain shapes is refused,
 * because Trusted Types leave no way to insert markup later.
 */
export function iconPlugin(): Plugin {
  return {
    name: 'ansim-icons',
    enforce: 'pre',
    resolveId(source) {
      if (!source.endsWith(suffix)) return null;
      return `\0icon:${require.resolve(source.slice(0, -suffix.length))}`;
    },
    load(id) {
      if (!id.startsWith('\0icon:')) return null;
      const shapes = readShapes(readFileSync(id.slice('\0icon:'.length), 'utf8'));
      return `export default ${JSON.stringify(shapes)};`;
    },
  };
}

/** The shapes inside one icon file; throws when it holds anything else. */
export function readShapes(svg: string): [string, Record<string, string>][] {
  const body = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
  if (body === undefined) throw new Error('This is not an SVG icon: no <svg> element was found.');
  const shapes: [string, Record<string, string>][] = [];
  const rest = body.replace(
    /<(path|circle|rect|line|polyline|polygon|ellipse)\s([^>]*)\/>/g,
    (_, tag, list) => {
      const attributes: Record<string, string> = {};
      for (const [, name, value] of String(list).matchAll(/([\w-]+)="([^"]*)"/g)) {
        if (name !== undefined && value !== undefined) attributes[name] = value;
      }
      shapes.push([String(tag), attributes]);
      return '';
    },
  );
  if (rest.trim() !== '')
    throw new Error(`This icon holds more than shapes: ${rest.trim().slice(0, 80)}`);
  return shapes;
}
