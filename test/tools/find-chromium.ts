import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu and Google put it. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What is said where there is none. */
export const noChromium =
  'Chromium was not found: install it (apt-get install chromium), or set CHROMIUM to its path.';

/** The browser of this machine: what `CHROMIUM` names, or the first that is where one would be; null: none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  return [...(named ? [named] : places)].find((path) => existsSync(path)) ?? null;
}
