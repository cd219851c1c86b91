// Every room's examples, found by where they lie; each set is fetched when it is looked at.
import type { ExampleSet } from '#platform/ui/example.ts';

const files = import.meta.glob<{ examples: ExampleSet }>([
  '../../platform/ui/**/examples.tsx',
  '../../programme/*/pages/**/examples.tsx',
  '../*/examples.tsx',
]);

/** `platform/ui/menu` is the set `ui-menu`, `programme/incidents/pages/console` is `incidents-console`, `apps/field` is `app-field`. */
function nameOf(file: string): string {
  return file
    .replace(/\/examples\.tsx$/, '')
    .replace(/^(?:\.\.\/)+platform\/ui\/?/, 'ui-')
    .replace(/^(?:\.\.\/)+programme\/([^/]+)\/pages\//, '$1-')
    .replace(/^\.\.\//, 'app-')
    .replaceAll('/', '-')
    .replace(/-$/, '');
}

const loaders = new Map(Object.entries(files).map(([file, load]) => [nameOf(file), load]));

export const setNames: readonly string[] = [...loaders.keys()].sort();

/** One set, or null when there is none of that name. */
export async function loadSet(name: string): Promise<ExampleSet | null> {
  return (await loaders.get(name)?.())?.examples ?? null;
}
