/**
 * Makes the pictures of docs/screens: tells stories on the local GitHub, opens the page that each leaves in Chromium,
 * and takes the status comment, in light and in dark. Run it when the words or the look of the comment change:
 *
 *     node test/tools/screens.ts [NAME …]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../cli/story/page/browser.ts';

type Screen = {
  readonly name: string;
  readonly scenario: string;
  /** The line of the story at which it is interrupted; null: it is told to its end. */
  readonly until: string | null;
};

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'docs/screens');

const screens: readonly Screen[] = [
  { name: 'status-working', scenario: 'add', until: 'the change is on pull request' },
  { name: 'status-needs-you', scenario: 'three-reds', until: null },
  { name: 'status-merged', scenario: 'second-try', until: null },
  { name: 'status-cancelled', scenario: 'stopped', until: null },
];

/** Around the comment, px. */
const margin = 10;
const maxBytes = 150 * 1024;
/** How long the App has to bring the comment up to date before a story is interrupted. */
const updateMs = 600;

/** Tells a story; what it leaves is in `keep`. */
async function tell({ scenario, until }: Screen, keep: string): Promise<void> {
  const args = [join(root, 'src/cli/main.ts'), 'demo', '--scenario', scenario, '--keep', keep];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const before = said;
    said += String(chunk);
    if (until !== null && said.includes(until) && !before.includes(until))
      void sleep(updateMs).then(() => child.kill('SIGINT'));
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== (until === null ? 0 : 130)) throw new Error(`${scenario} ended with ${code}:\n${said}`);
}

/** The App's first comment on the issue, as the page shows it: as sharp as its size allows. */
async function shoot(
  browser: Browser,
  page: string,
  file: string,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  for (const deviceScaleFactor of [1.5, 1.25, 1]) {
    const viewport = { width: 860, height: 900 };
    const tab = await browser.newPage({ colorScheme, viewport, deviceScaleFactor });
    await tab.goto(`file://${page}`);
    const box = await tab.locator('#issue-1 article.comment:has(.avatar.bot)').first().boundingBox();
    if (!box) throw new Error(`${page} shows no comment of the App`);
    const clip = {
      x: box.x - margin,
      y: box.y - margin,
      width: box.width + 2 * margin,
      height: box.height + 2 * margin,
    };
    await tab.screenshot({ path: file, clip, fullPage: true });
    await tab.close();
    const { size } = await stat(file);
    if (size <= maxBytes) {
      process.stdout.write(`${file} (${Math.ceil(size / 1024)} KB)\n`);
      return;
    }
  }
  throw new Error(`${file} has more than ${maxBytes} bytes`);
}

const asked = process.argv.slice(2);
const browser = await openBrowser();
const scratch = await mkdtemp(join(tmpdir(), 'cadence-screens-'));
try {
  await mkdir(folder, { recursive: true });
  for (const screen of screens.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const keep = join(scratch, screen.name);
    await tell(screen, keep);
    for (const scheme of ['light', 'dark'] as const)
      await shoot(browser, join(keep, 'page.html'), join(folder, `${screen.name}-${scheme}.png`), scheme);
  }
} finally {
  await browser.close();
  await rm(scratch, { recursive: true, force: true });
}
