// What a thumb is given less than 56 px of, and what reaches over the side of the window.
import type { Page } from 'playwright-core';

/** Lines about what is too small or too wide: WCAG asks for 24 px, a hand in a hurry for 56. A box to tick has its label. */
export function forThumbs(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>(
      'button, a[href], select, input, textarea, summary, [role="button"], [role="radio"], [role="switch"]',
    );
    const small = [...targets]
      .filter((one) => one.checkVisibility())
      .map((one) => (one.matches('[type=checkbox], [type=radio]') && one.closest('label')) || one)
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.height < 55.5 || box.width < 55.5))
      .map(
        ({ one, box }) =>
          `${one.className} ${one.textContent.trim()} ${Math.round(box.width)}×${Math.round(box.height)}`,
      );
    const over = document.documentElement.scrollWidth - innerWidth;
    return over > 0 ? [...small, `${over} px over the side`] : small;
  });
}
