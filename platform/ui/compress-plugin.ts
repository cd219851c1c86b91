// Lays a compressed copy beside every built file that gains by it, so that no server compresses while people wait.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const gains = /\.(?:js|css|json|svg|webmanifest)$/;

/** Vite plugin: writes `name.br` and `name.gz` for `@fastify/static` to choose from. */
export function compressPlugin(): Plugin {
  return {
    name: 'ansim-compress',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle)) {
        // Names carry a hash of what is inside: two builds that share a file compress it once.
        if (!gains.test(name) || existsSync(join(dir, `${name}.br`))) continue;
        const bytes = readFileSync(join(dir, name));
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, quality));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
