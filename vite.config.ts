// Builds the pages of every app; each is its own entry, so that a phone never downloads the desk.
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { compressPlugin } from './platform/ui/compress-plugin.ts';
import { iconPlugin } from './platform/ui/icon-plugin.ts';
import { preloadPlugin } from './platform/ui/preload-plugin.ts';

/** A worker's address is its identity: a browser looks there for a newer one. */
const namesOf =
  (worker: string, at: string) =>
  ({ name }: { name: string }) =>
    name === worker ? at : 'assets/[name]-[hash].js';

/** Walks home and what only they need: fetched when she opens them. */
function isOfWalks(id: string): boolean {
  return /escorts\/(?!pages\/citizen\/(?:card|index|WalkCard)\.)|walk-screens|words\/walk|platform\/(?:sealing|ui\/(?:qr|find))|__vite-browser|node_modules\/(?:@hpke|@noble|qrcode|dijkstrajs|es-hangul)/.test(
    id,
  );
}

/** Guidance and reports, and what seals them: fetched when she opens them. */
function isOfReports(id: string): boolean {
  return /(?:cases|advisers|overrides|disclosures|evidence)\/|reports\/(?!pages\/citizen\/(?:index|TellCard)\.)|tell-screens|words\/tell|node_modules\/(?:hash-wasm|@scure)/.test(
    id,
  );
}

/** Neither a page's own beginning, nor the map, nor the screens of later, nor the page of a trusted person. */
function isFirst(id: string): boolean {
  return !/[.]html|maplibre|platform\/ui\/map\/|HouseMap|PointMap|point-map|HouseRow|HousesScreen|houses\.css|[Pp]repare|later|icons\/|citizen\/(?:main|with|worker)|WithScreen/.test(
    id,
  );
}

export default defineConfig({
  root: 'apps',
  base: '/',
  publicDir: false,
  plugins: [
    iconPlugin(),
    preact({ devToolsEnabled: false }),
    compressPlugin(),
    preloadPlugin('citizen'),
  ],
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1300,
  },
  environments: {
    client: {
      build: {
        rollupOptions: {
          input: {
            console: 'apps/console/index.html',
            field: 'apps/field/index.html',
            'field-worker': 'apps/field/worker.ts',
            police: 'apps/police/index.html',
          },
          output: { entryFileNames: namesOf('field-worker', 'field/worker.js') },
        },
      },
    },
    // A build of its own: it draws on every page, and would cut theirs into pieces.
    gallery: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        rollupOptions: { input: { gallery: 'apps/gallery/index.html' } },
      },
    },
    // A build of its own: what residents' phones fetch shares no file with the desk, and does not change when the desk does.
    citizen: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        manifest: 'citizen/files.json',
        // Scripts are fetched by those that import them; only styles must be there before.
        modulePreload: {
          polyfill: false,
          resolveDependencies: (_file, parts) => parts.filter((part) => part.endsWith('.css')),
        },
        rollupOptions: {
          input: {
            citizen: 'apps/citizen/index.html',
            with: 'apps/citizen/with.html',
            worker: 'apps/citizen/worker.ts',
          },
          output: {
            entryFileNames: namesOf('worker', 'citizen/worker.js'),
            // One file for all that a call for help needs: each further one would be a journey on a bad network.
            codeSplitting: {
              groups: [
                {
                  name: 'first',
                  test: (id: string) => isFirst(id) && !isOfWalks(id) && !isOfReports(id),
                },
              ],
            },
          },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const { name } of Object.values(builder.environments).filter(
        ({ name }) => name !== 'ssr',
      )) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
});
