/** Runs controls in a copy of the tree: nothing of the tree itself is ever touched. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Control } from './controls.ts';

export const root = resolve(import.meta.dirname, '../..');

/** `others`: further tests of the same file that failed too. They prove nothing and harm nothing. */
export type Verdict =
  | { readonly kind: 'red'; readonly others: number }
  | { readonly kind: 'stayed-green'; readonly failed: readonly string[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** A control's text with the guard taken out; a sentence where it does not stand in the file exactly once. */
export function broken(
  text: string,
  control: Control,
): { kind: 'text'; text: string } | { kind: 'wrong'; message: string } {
  const times = text.split(control.from).length - 1;
  if (times !== 1) return { kind: 'wrong', message: `the guard stands ${times} times in ${control.file}` };
  return { kind: 'text', text: text.replace(control.from, () => control.to) };
}

export type Copy = {
  readonly judge: (control: Control) => Promise<Verdict>;
  /** Full names of the tests that fail in the untouched copy. */
  readonly failing: (tests: readonly string[]) => Promise<readonly string[]>;
  readonly remove: () => void;
};

export function copyTree(): Copy {
  const dir = mkdtempSync(join(tmpdir(), 'cadence-controls-'));
  for (const name of ['src', 'test', 'docs', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(root, name), join(dir, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  return {
    judge: (control) => judge(dir, control),
    failing: async (tests) => (await runTests(dir, tests)).failed,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

async function judge(dir: string, control: Control): Promise<Verdict> {
  const path = join(dir, control.file);
  const whole = readFileSync(path, 'utf8');
  const patched = broken(whole, control);
  if (patched.kind === 'wrong') return patched;
  writeFileSync(path, patched.text);
  try {
    const { known, failed } = await runTests(dir, [control.test]);
    if (!known.includes(control.goesRed))
      return {
        kind: 'wrong',
        message: `no test is called "${control.goesRed}" (or its file no longer loads)`,
      };
    if (!failed.includes(control.goesRed)) return { kind: 'stayed-green', failed };
    return { kind: 'red', others: failed.length - 1 };
  } finally {
    writeFileSync(path, whole);
  }
}

const report = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
});

async function runTests(
  dir: string,
  tests: readonly string[],
): Promise<{ known: readonly string[]; failed: readonly string[] }> {
  const file = join(dir, 'report.json');
  rmSync(file, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--root', dir, '--reporter=json', `--outputFile=${file}`, ...tests];
  // A run inside a run: the inner one must not take itself for a worker of the outer one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const child = spawn(process.execPath, args, { cwd: dir, env, stdio: 'ignore' });
  await new Promise((ended) => child.on('close', ended));
  const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = all.filter(({ status }) => status === 'failed');
  return { known: all.map(({ fullName }) => fullName), failed: failed.map(({ fullName }) => fullName) };
}
