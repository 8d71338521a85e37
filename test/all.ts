/**
 * `npm test`: type check, lint and format side by side, then every test. Each step is named with its
 * time; the last line is the count. A check that fails counts as one failure.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { z } from 'zod';
import { findChromium, noChromium } from './tools/find-chromium.ts';

const root = resolve(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');

type Ended = { readonly code: number; readonly output: string; readonly seconds: string };

/** `held back`: printed when the step is over, so that steps side by side stay readable. */
async function run(command: readonly string[], output: 'as it comes' | 'held back'): Promise<Ended> {
  const [name = '', ...args] = command;
  const started = performance.now();
  const live = output === 'as it comes';
  const child = spawn(join(bin, name), args, {
    cwd: root,
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    env: {
      ...process.env,
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    },
  });
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  child.stderr?.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number>((done) => {
    child.on('error', (error) => {
      parts.push(Buffer.from(`${error.message}\n`));
      done(127);
    });
    child.on('close', (status) => done(status ?? 1));
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return { code, output: Buffer.concat(parts).toString(), seconds };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const checks: readonly (readonly [string, readonly string[]])[] = [
  ['type check', ['tsc', '--noEmit']],
  ['lint', ['oxlint', '--deny-warnings']],
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
];

/** How many of the checks failed. */
async function runChecks(): Promise<number> {
  const results = await Promise.all(
    checks.map(async ([name, command]) => {
      const { code, output, seconds } = await run(command, 'held back');
      say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (code !== 0) say(output.trimEnd());
      return code;
    }),
  );
  return results.filter((code) => code !== 0).length;
}

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

type Counts = { passed: number; failed: number; skipped: number };

async function runTests(): Promise<Counts> {
  const dir = mkdtempSync(join(tmpdir(), 'cadence-test-'));
  try {
    const file = join(dir, 'report.json');
    const command = ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code, seconds } = await run(command, 'as it comes');
    say(`${code === 0 ? 'ok    ' : 'FAILED'} tests (${seconds} s)`);
    return count(readFileSync(file, 'utf8'), code);
  } catch (error) {
    say(`the tests left no report: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A file that could not be loaded has no tests to fail, and an error outside any test belongs to none: one each. */
function count(text: string, code: number): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report.parse(
    JSON.parse(text),
  );
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + unloaded;
  return {
    passed: numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

const failedChecks = await runChecks();
const { passed, failed, skipped } = await runTests();
const allFailed = failed + failedChecks;
if (findChromium() === null) say(`NOT RUN: test/**/*.browser.test.ts, the page in a browser. ${noChromium}`);
say(`${passed} passed, ${allFailed} failed, ${skipped} skipped`);
process.exitCode = allFailed === 0 ? 0 : 1;
