import type { Page } from 'playwright-core';
import { z } from 'zod';

const found = z.array(z.object({ text: z.string(), colour: z.string(), behind: z.string() }));

/** Asked in the page: each text with its colour, and the nearest colour behind it. */
const question = `[...document.querySelectorAll('body *')]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
  .map((one) => {
    let behind = one;
    while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    return {
      text: one.textContent.trim().slice(0, 40),
      colour: getComputedStyle(one).color,
      behind: behind ? getComputedStyle(behind).backgroundColor : 'none',
    };
  })`;

/** The contrast of every text of a page as WCAG 2 counts it: 1 is none, 4.5 can be read. */
export async function contrasts(page: Page): Promise<{ text: string; ratio: number }[]> {
  return found.parse(await page.evaluate(question)).map(({ text, colour, behind }) => {
    const [lighter = 0, darker = 0] = [luminance(colour), luminance(behind)].toSorted((a, b) => b - a);
    return { text: `${text} (${colour} on ${behind})`, ratio: (lighter + 0.05) / (darker + 0.05) };
  });
}

/** Relative luminance of `rgb(r, g, b)`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (/^rgb\((.*)\)$/.exec(colour)?.[1] ?? '').split(',').map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
