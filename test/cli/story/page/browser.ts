/** A real browser, for what only one can judge. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { processEnv } from '../../../../src/env/settings.ts';

/** Where the browser is: `CHROMIUM`, or where Debian and Ubuntu put it. */
export function chromiumPath(): string {
  return processEnv()['CHROMIUM'] ?? '/usr/bin/chromium';
}

/** Starts Chromium; says in one sentence what to do where there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!existsSync(executablePath))
    throw new Error(
      `Chromium was not found at ${executablePath}, so no page was looked at in a browser: install it (apt-get install chromium) or set CHROMIUM to its path.`,
    );
  // Root may not use the sandbox, and the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
