import { chromium, type Browser } from 'playwright-core';
import { findChromium, noChromium } from '../../../tools/find-chromium.ts';

/** A real browser, for what only one can judge. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(noChromium);
  // Root may not use the sandbox, and the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
