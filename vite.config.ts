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
});
