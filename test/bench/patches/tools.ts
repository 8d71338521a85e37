/** What lands patches: ours, and the peers that everybody has. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import type { Change } from '../../../src/patch/change/change.ts';
import { directiveIn } from '../../patch/support.ts';
import { land } from '../../../src/patch/land/land.ts';
import { parseDiff } from '../../../src/patch/parse/unified-diff.ts';
import type { PatchCase, Texts } from './corpus.ts';

/** `files` is read after the clock has stopped. */
export type Outcome =
  | { readonly outcome: 'applied'; readonly files: () => Texts }
  | { readonly outcome: 'refused'; readonly reason: string };

/** `micros`: the work alone, without laying files out for a program that wants them on disk. */
export type Timed = { readonly micros: number; readonly outcome: Outcome };

export function landWithCadence({ patch, before, tree }: PatchCase): Timed {
  return timed(() => {
    const directive = directiveIn(patch);
    const parsed = directive.kind === 'none' ? parseDiff(patch) : directive;
    if (parsed.kind === 'refused') return { outcome: 'refused', reason: parsed.reason };
    const landing = land(tree, parsed.edits);
    if (landing.kind === 'refused') return { outcome: 'refused', reason: landing.reason };
    return { outcome: 'applied', files: () => textsAfter(before, landing.change) };
  });
}

export function landWithJsdiff({ patch, before }: PatchCase, fuzzFactor: number): Timed {
  return timed(() => {
    const next = new Map(before);
    try {
      for (const one of parsePatch(patch)) {
        const path = (one.newFileName ?? '').replace(/^b\//, '');
        const result = applyPatch(next.get(path) ?? '', one, { fuzzFactor });
        if (result === false) return { outcome: 'refused', reason: 'hunk' };
        next.set(path, result);
      }
    } catch {
      return { outcome: 'refused', reason: 'parse' };
    }
    return { outcome: 'applied', files: () => next };
  });
}

/** Null: the machine does not have the program. */
export async function landWithProgram(
  { patch, before }: PatchCase,
  command: readonly [string, ...string[]],
  scratch: string,
): Promise<Timed | null> {
  const folder = await mkdtemp(join(scratch, 'patch-'));
  try {
    for (const [path, text] of before) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const start = performance.now();
    const code = await execute(command, folder, patch);
    const micros = (performance.now() - start) * 1_000;
    if (code === null) return null;
    if (code !== 0) return { micros, outcome: { outcome: 'refused', reason: `exit ${code}` } };
    const next = new Map<string, string>();
    for (const path of before.keys()) next.set(path, await readFile(join(folder, path), 'utf8'));
    return { micros, outcome: { outcome: 'applied', files: () => next } };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function timed(work: () => Outcome): Timed {
  const start = performance.now();
  const outcome = work();
  return { micros: (performance.now() - start) * 1_000, outcome };
}

function textsAfter(before: Texts, change: Change): Texts {
  const next = new Map(before);
  for (const { path, after } of change) {
    if (after === null) next.delete(path);
    else next.set(path, Buffer.from(after.bytes).toString('utf8'));
  }
  return next;
}

/** The exit code; null where there is no such program. */
function execute(
  [program, ...args]: readonly [string, ...string[]],
  cwd: string,
  input: string,
): Promise<number | null> {
  const env = {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    // Inside a work tree git would leave files outside of it alone and report success.
    GIT_CEILING_DIRECTORIES: dirname(cwd),
  };
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd, env, timeout: 30_000 }, (error) =>
      resolve(error === null ? 0 : error.code === 'ENOENT' ? null : 1),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
