/** Scenarios of a patch format: folders with `patch.txt`, `input/` and the tree that is `expected/` afterwards. */
import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { applyChange, changeBetween, type Files, type SourceFile } from '../../../src/patch/change/change.ts';
import type { Edit } from '../../../src/patch/edit.ts';
import { land } from '../../../src/patch/land/land.ts';
import { parseEdits } from '../../../src/patch/parse/edits.ts';
import type { Line } from '../line.ts';

/** `refused whole`: the expected tree is one that a failing patch left half-applied; ours is as it was. */
export type ScenarioResult = 'passes' | 'refused whole' | 'differs';

/** The folders that hold a patch, in their order. */
export function scenariosIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, 'patch.txt'))).toSorted();
}

export async function benchScenarios(
  folder: string,
  names: readonly string[],
  say: (text: string) => void,
): Promise<Line[]> {
  const counts = new Map<ScenarioResult, number>();
  for (const name of names) {
    const result = await runScenario(join(folder, name));
    counts.set(result, (counts.get(result) ?? 0) + 1);
    say(`${name}: ${result}`);
  }
  const line = (what: string, result: ScenarioResult, limit: Line['limit']): Line => {
    return { what, unit: '', own: [counts.get(result) ?? 0], limit, peers: [] };
  };
  return [
    line('scenarios that end as expected', 'passes', { kind: 'none' }),
    line('scenarios refused whole, where half was expected', 'refused whole', { kind: 'none' }),
    line('scenarios that differ', 'differs', { kind: 'at-most', value: 0 }),
  ];
}

export async function runScenario(folder: string): Promise<ScenarioResult> {
  const input = await readTree(join(folder, 'input'));
  const expected = await readTree(join(folder, 'expected'));
  const parsed = parseEdits(await readFile(join(folder, 'patch.txt'), 'utf8'));
  const edits = parsed.kind === 'edits' ? parsed.edits : [];
  const after = landed(input, edits);
  if (isSame(after ?? input, expected)) return 'passes';
  const isHalf = after === null && edits.some((_, count) => isHalfOf(input, edits.slice(0, count), expected));
  return isHalf ? 'refused whole' : 'differs';
}

function isHalfOf(input: Files, edits: readonly Edit[], expected: Files): boolean {
  const half = landed(input, edits);
  return half !== null && isSame(half, expected);
}

/** Null: refused. */
function landed(input: Files, edits: readonly Edit[]): Files | null {
  const landing = land(input, edits);
  if (landing.kind === 'refused') return null;
  const applied = applyChange(input, landing.change);
  return applied.kind === 'applied' ? applied.files : null;
}

function isSame(one: Files, other: Files): boolean {
  return changeBetween(one, other).length === 0;
}

/** A folder that is not there is an empty tree: no version control keeps one. */
async function readTree(folder: string): Promise<Files> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = new Map<string, SourceFile>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).replaceAll(sep, '/'), { mode: 'file', bytes: await readFile(path) });
  }
  return files;
}
