// Fetching a page's later parts on a phone: their styles before their script, and nothing of what Vite's own helper does for other pages.
import type { Plugin } from 'vite';

/** Vite's module by this name is what every dynamic import goes through. */
const helper = '\0vite/preload-helper.js';

/** As the original where its parts are styles only (`build.modulePreload.resolveDependencies`): `load` is called when the styles are there; a style that does not come rejects. */
const code = `
export const __vitePreload = (load, styles = []) =>
  Promise.all(styles.map((part) => {
    const href = '/' + part;
    return document.querySelector('link[href="' + href + '"]') ?? new Promise((done, fail) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      link.onload = done;
      link.onerror = () => { link.remove(); fail(Error(href)); };
      document.head.append(link);
    });
  })).then(load);
`;

/** In the environment of this name only: half a kilobyte of script is worth it on a phone alone. */
export function preloadPlugin(environment: string): Plugin {
  return {
    name: 'ansim-preload',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === environment,
    load: (id) => (id === helper ? code : null),
  };
}
