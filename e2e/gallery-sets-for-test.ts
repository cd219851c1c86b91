// The names of all sets of examples by where their files lie, so that one the gallery forgets is missed.
import { globSync } from 'node:fs';
import { join } from 'node:path';

/** As `apps/gallery/sets.ts` names them. */
export function setsOnDisk(): string[] {
  const cwd = join(import.meta.dirname, '..');
  return globSync('{platform/ui,programme/*/pages/*,apps/*}/**/examples.tsx', { cwd })
    .map((file) =>
      file
        .replaceAll('\\', '/')
        .replace(/\/examples\.tsx$/, '')
        .replace(/^platform\/ui\/?/, 'ui-')
        .replace(/^programme\/([^/]+)\/pages\//, '$1-')
        .replace(/^apps\//, 'app-')
        .replaceAll('/', '-')
        .replace(/-$/, ''),
    )
    .sort();
}
