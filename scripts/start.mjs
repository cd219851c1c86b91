// npm start: installs and builds what is missing or stale, then runs the server under the pinned Node.
import { join } from 'node:path';
import { become } from './child.mjs';
import { ensureInstalled, root } from './install.mjs';
import { ensurePages } from './pages.mjs';

const node = await ensureInstalled();
if (await ensurePages(node)) {
  process.exitCode = await become(node, [
    join(root, 'apps/server/main.ts'),
    ...process.argv.slice(2),
  ]);
} else {
  process.exitCode = 1;
}
