// Paper by day, dark by night: as the phone is set.

/** Follows the phone's own setting. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  function show(): void {
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'paper';
  }
  show();
  dark.addEventListener('change', show);
}
