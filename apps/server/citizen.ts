// The residents' app as it leaves the server: one page with the city and the words already in it, its worker, and a manifest that tells nothing.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { CityConfig } from '#programme/city/index.ts';
import type { PhoneList } from '#programme/safe-houses/index.ts';

export type CitizenPorts = {
  config(): CityConfig;
  phoneList(): Promise<PhoneList>;
  /** Evenings with walks home, `[opens, closes]`; none where the city offers no walks. */
  walks(): Promise<[number, number][]>;
  /** Place of the city's last statement about the keys of desks. */
  keys(): Promise<number>;
};

/** Pages with words in them: the same for everybody who reads a language, and worth compressing. */
export const citizenPages = ['/', '/with'];

const words = join(import.meta.dirname, '../citizen/words');
const workerFile = 'citizen/worker.js';

type Texts = Record<string, string>;
type Built = {
  pages: Map<string, string>;
  worker: string;
  files: string[];
  texts: Map<string, Texts>;
  icons: { src: string; size: number }[];
};

/** Serves the residents' app from `dist`; nothing when it is not built. */
export function serveCitizen(app: FastifyInstance, dist: string, ports: CitizenPorts): void {
  if (!existsSync(join(dist, workerFile))) return;
  const built = readBuilt(dist);
  for (const [url, html] of built.pages) {
    app.get(url, async (request, reply) => {
      const config = ports.config();
      const language = languageFor(
        String(request.headers['accept-language'] ?? ''),
        offered(built, config),
      );
      const night = (await ports.phoneList().catch(() => null))?.night ?? null;
      const walks = await ports.walks().catch(() => []);
      const keys = await ports.keys().catch(() => 0);
      reply
        .type('text/html; charset=utf-8')
        // A page that is left leaves nothing in the browser's cache; its worker keeps it apart, for the time without a network.
        .header('cache-control', 'no-store')
        .header('vary', 'accept-language');
      return fillIn(html, built, config, language, { night, walks, keys });
    });
  }
  app.get('/sw.js', async (_request, reply) => {
    const config = ports.config();
    // A change of the city's numbers or names reaches phones as a release does.
    const version = shortHash(
      built.worker +
        built.files.join() +
        JSON.stringify([factsOf(config), config.walks, ...built.texts]),
    );
    const release = JSON.stringify({
      version,
      files: [...citizenPages, '/app.webmanifest', ...built.files],
    });
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache');
    return `const release = ${release};\n${built.worker}`;
  });
  app.get('/app.webmanifest', async (request, reply) => {
    const config = ports.config();
    const language = languageFor(
      String(request.headers['accept-language'] ?? ''),
      offered(built, config),
    );
    reply
      .type('application/manifest+json')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language');
    return JSON.stringify(manifestOf(built, config, language));
  });
  // A partner's page links here; what stays in the address bar and the history is the neutral page.
  app.get('/tell', async (request, reply) => {
    const { from } = request.query as { from?: unknown };
    const code =
      typeof from === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(from) ? `=${from}` : '';
    return reply.header('cache-control', 'no-store').redirect(`/#tell${code}`, 303);
  });
  // Leaving fast asks the browser to forget what it cached of this site; her storage she erases herself.
  app.post('/leave', async (_request, reply) => {
    reply.header('clear-site-data', '"cache"').header('cache-control', 'no-store').code(204);
    return reply.send();
  });
}

function readBuilt(dist: string): Built {
  const manifest = JSON.parse(readFileSync(join(dist, 'citizen/files.json'), 'utf8')) as Record<
    string,
    { file: string; css?: string[]; assets?: string[] }
  >;
  const files = new Set<string>();
  const icons: Built['icons'] = [];
  for (const [source, entry] of Object.entries(manifest)) {
    // The map is fetched when she asks for it, and not kept beforehand: it is many times the rest.
    if (entry.file === workerFile || isMap(source, entry.file)) continue;
    for (const file of [entry.file, ...(entry.css ?? []), ...(entry.assets ?? [])])
      if (!isMap(file, file)) files.add(`/${file}`);
    const size = /icon-(\d+)\.png$/.exec(source)?.[1];
    if (size !== undefined) icons.push({ src: `/${entry.file}`, size: Number(size) });
  }
  const texts = new Map(
    readdirSync(words)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [
        name.slice(0, -'.json'.length),
        JSON.parse(readFileSync(join(words, name), 'utf8')) as Texts,
      ]),
  );
  return {
    pages: new Map([
      ['/', readFileSync(join(dist, 'citizen/index.html'), 'utf8')],
      ['/with', readFileSync(join(dist, 'citizen/with.html'), 'utf8')],
    ]),
    worker: readFileSync(join(dist, workerFile), 'utf8'),
    files: [...files].sort(),
    texts,
    icons,
  };
}

function isMap(source: string, file: string): boolean {
  return (
    /maplibre|ui\/map\/|HouseMap|WalkMap|PointMap/.test(source) ||
    /HouseMap|WalkMap|PointMap|phone-map|library-/.test(file)
  );
}

/** Languages that the city offers and that there are words for. */
function offered(built: Built, config: CityConfig): string[] {
  const both = config.languages.filter((code) => built.texts.has(code));
  return both.length === 0 ? ['ko'] : both;
}

/** The first language of the browser that is offered; the city's own where none is. */
export function languageFor(accepted: string, codes: readonly string[]): string {
  const wishes = accepted
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';');
      const weight = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1);
      return { tag: tag.toLowerCase(), weight };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wishes) {
    const exact = codes.find((code) => code.toLowerCase() === tag);
    const near = codes.find((code) => code.split('-')[0] === tag.split('-')[0]);
    if (exact ?? near) return (exact ?? near)!;
  }
  return codes[0] ?? 'ko';
}

function factsOf(config: CityConfig) {
  const { name, numbers, labels, timeZone } = config;
  return { name, numbers, labels, timeZone };
}

function titleOf(config: CityConfig, language: string): string {
  const { title } = config.phone;
  return title[language] ?? title.en ?? Object.values(title)[0] ?? '';
}

function fillIn(
  html: string,
  built: Built,
  config: CityConfig,
  language: string,
  {
    night,
    walks,
    keys,
  }: { night: PhoneList['night'] | null; walks: [number, number][]; keys: number },
): string {
  const came = JSON.stringify({
    facts: factsOf(config),
    leaveTo: config.phone.leaveTo,
    language,
    languages: offered(built, config),
    texts: built.texts.get(language) ?? {},
    houses:
      night === null
        ? null
        : { stores: night.stores, offices: night.offices, confirmed: night.confirmed },
    walks,
    keys,
  });
  const title = inMarkup(titleOf(config, language));
  // Inside a script element nothing but "<" could end it.
  const data = `<script type="application/json" id="came">${came.replaceAll('<', '\\u003c')}</script>`;
  return html
    .replace('<html lang="ko"', `<html lang="${language}"`)
    .replace(
      '<title></title>',
      () => `<title>${title}</title><meta name="description" content="${title}" />`,
    )
    .replace('</head>', '<link rel="manifest" href="/app.webmanifest" /></head>')
    .replace(
      '<div id="app"></div>',
      () => `<div id="app"></div>${plainOf(built, config, language)}${data}`,
    );
}

/** The telephone and what each number does, for a browser that does not run the script; the script takes it away. */
function plainOf(built: Built, { numbers }: CityConfig, language: string): string {
  const texts = built.texts.get(language) ?? {};
  const lines = (['emergency', 'fire', 'womensHotline', 'hotline'] as const).map((name) => {
    const number = inMarkup(numbers[name]);
    return `<li><a href="tel:${number}">${number}</a> ${inMarkup(texts[`plain.${name}`] ?? '')}</li>`;
  });
  return `<div class="plain"><h1>${inMarkup(texts['plain.lead'] ?? '')}</h1><ul>${lines.join('')}</ul></div>`;
}

function manifestOf(built: Built, config: CityConfig, language: string) {
  const texts = built.texts.get(language) ?? {};
  const title = titleOf(config, language);
  const icons = built.icons.map(({ src, size }) => ({
    src,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  }));
  return {
    id: '/',
    name: title,
    short_name: title.slice(0, 12),
    lang: language,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#faf8f4',
    theme_color: '#faf8f4',
    icons,
    shortcuts: [
      { name: texts['shortcut.help'], url: '/#help' },
      { name: texts['shortcut.houses'], url: '/#houses' },
    ],
  };
}

function inMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
