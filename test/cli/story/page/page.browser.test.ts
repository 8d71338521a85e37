import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPage } from '../../../../src/cli/story/page/render-page.ts';
import { scratch } from '../../kept-run.ts';
import { openBrowser } from './browser.ts';
import { contrasts } from './contrasts.ts';
import { state, withWords } from './samples.ts';

type Opened = { readonly page: Page; readonly heard: readonly string[] };

describe('a page in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  /** Opens a page as a file; hears what it asks for and complains about. */
  async function opened(text: string, colorScheme: 'light' | 'dark', width: number): Promise<Opened> {
    const file = join(await scratch(), 'page.html');
    await writeFile(file, text);
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(String(error)));
    page.on('request', (request) => {
      if (request.url() !== `file://${file}` && !request.url().startsWith('data:')) heard.push(request.url());
    });
    await page.goto(`file://${file}`);
    return { page, heard };
  }

  it.each(['light', 'dark'] as const)('asks for nothing and complains of nothing (%s)', async (scheme) => {
    const { page, heard } = await opened(renderPage(state), scheme, 1000);
    expect(await page.title()).toBe('octo/demo');
    expect(heard).toEqual([]);
    await page.close();
  });

  it.each([
    ['as it is', renderPage(state)],
    ['with a word that is longer than the page', renderPage(withWords('w'.repeat(300)))],
    [
      'with a wide table',
      renderPage(withWords('|a|b|\n|-|-|\n|' + 'word'.repeat(30) + '|' + 'x'.repeat(200) + '|')),
    ],
  ])('does not scroll sideways at 360 pixels (%s)', async (_, text) => {
    const { page } = await opened(text, 'light', 360);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'can be read: every text stands out from what is behind it (%s)',
    async (scheme) => {
      const { page } = await opened(renderPage(state), scheme, 1000);
      const found = await contrasts(page);
      expect(found.length).toBeGreaterThan(40);
      expect(found.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      await page.close();
    },
  );
});
