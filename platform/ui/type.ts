// The letters of every page: Noto Sans KR in small files by range of characters, fetched after the first paint and only where used.
import sheet from '@fontsource-variable/noto-sans-kr/index.css?url';
import './type.css';

/**
 * Adds the sheet that names 124 files by the characters in them; the browser fetches those whose characters are on
 * the screen. It is 27 kB compressed and nothing waits for it: until then, and where it cannot be had, a Korean
 * typeface of the machine stands in.
 */
export function startType(): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = sheet;
  document.head.append(link);
}
