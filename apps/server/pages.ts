// The built pages, with a strict content security policy and nothing from any other host.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const policy = [
  "default-src 'none'",
  // Argon2id is WebAssembly (decision 0030); nothing else of eval comes with this word.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "media-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** Headers of every answer. Source: trust.md "Pages"; OWASP Secure Headers Project. */
const headers: Record<string, string> = {
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'geolocation=(self), camera=(), microphone=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
};

const pages: Record<string, string> = {
  '/desk': 'console',
  '/police': 'police',
  '/field': 'field',
  '/gallery': 'gallery',
};

/** What the field app's phone keeps on its home screen; `/field` is all that it claims of the site. */
const fieldManifest = {
  id: '/field',
  name: '안심 현장',
  short_name: '안심 현장',
  lang: 'ko',
  start_url: '/field',
  scope: '/field',
  display: 'standalone',
  background_color: '#faf8f4',
  theme_color: '#faf8f4',
  icons: [
    { src: '/icons/mark.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ...(['icon', 'maskable'] as const).flatMap((kind) =>
      [192, 512].map((size) => ({
        src: `/icons/${kind}-${size}.png`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose: kind === 'icon' ? 'any' : 'maskable',
      })),
    ),
  ],
};

/**
 * Serves the pages of `dist`; files with a hash in their name for a year, the pages themselves fresh each time.
 * The gallery is there only while `isDemo` says so.
 */
export async function servePages(
  app: FastifyInstance,
  dist: string,
  isDemo: () => boolean,
): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(headers))
      if (!reply.hasHeader(name)) reply.header(name, value);
  });
  if (!existsSync(join(dist, 'assets'))) return;
  await app.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    index: false,
    preCompressed: true,
  });
  app.get('/field/app.webmanifest', (_request, reply) =>
    reply.type('application/manifest+json').header('cache-control', 'no-cache').send(fieldManifest),
  );
  // The mark as phones and browsers want it; drawn by scripts/draw-icons.mjs.
  await app.register(fastifyStatic, {
    root: join(import.meta.dirname, '../../platform/ui/mark'),
    prefix: '/icons/',
    allowedPath: (path) => /\.(?:svg|png)$/.test(path),
    decorateReply: false,
    maxAge: '1d',
    index: false,
  });
  app.get('/field/worker.js', (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      // Its page has no slash at the end and lies beside this folder, not in it.
      .header('service-worker-allowed', '/field')
      .send(readFileSync(join(dist, 'field/worker.js'), 'utf8')),
  );
  for (const [url, name] of Object.entries(pages)) {
    app.get(url, (_request, reply) => {
      if (name === 'gallery' && !isDemo()) return reply.callNotFound();
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
      return reply.send(readFileSync(join(dist, name, 'index.html'), 'utf8'));
    });
  }
}
