// Builds the pages of every app; each is its own entry, so that a phone never downloads the desk.
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { iconPlugin } from './platform/ui/icon-plugin.ts';

export default defineConfig({
  root: 'apps',
  base: '/',
  publicDir: false,
  plugins: [iconPlugin(), preact({ devToolsEnabled: false })],
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
          output: {
            // A worker's address is its identity: a browser looks there for a newer one.
            entryFileNames: ({ name }) =>
              name === 'field-worker' ? 'field/worker.js' : 'assets/[name]-[hash].js',
          },
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
