/** A corpus of real commits whose patches were damaged as models damage them: cases.jsonl.gz and patches.jsonl.gz. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Files } from '../../../src/patch/change/change.ts';

export type Texts = ReadonlyMap<string, string>;

/** One damaged patch, the files before it and what they must become. `index` is the line of its case, from 0. */
export type PatchCase = {
  readonly index: number;
  readonly damage: string;
  readonly patch: string;
  readonly before: Texts;
  readonly tree: Files;
  readonly after: Texts;
};

const caseSchema = z.object({ files: z.record(z.string(), z.tuple([z.string(), z.string()])) });
const patchSchema = z.object({ case: z.number(), damage: z.string(), patch: z.string() });

export async function readPatchCases(corpus: string): Promise<PatchCase[]> {
  const cases = (await readLines(join(corpus, 'cases.jsonl.gz'))).map((line) => caseSchema.parse(line));
  const patches = (await readLines(join(corpus, 'patches.jsonl.gz'))).map((line) => patchSchema.parse(line));
  // A tree is shared by all patches of its case: what is measured is landing, not a heap of copies.
  const trees = new Map<string, Pick<PatchCase, 'before' | 'tree' | 'after'>>();
  return patches.flatMap(({ case: index, damage, patch }) => {
    const files = Object.entries(cases[index]?.files ?? {});
    if (files.length === 0) return [];
    const ending = damage === 'crlf_file' ? '\r\n' : '\n';
    const key = `${index} ${ending}`;
    const sides = trees.get(key) ?? sidesOf(files, ending);
    trees.set(key, sides);
    return [{ index, damage, patch, ...sides }];
  });
}

function sidesOf(
  files: readonly (readonly [string, readonly [string, string]])[],
  ending: string,
): Pick<PatchCase, 'before' | 'tree' | 'after'> {
  const side = (which: 0 | 1): Texts =>
    new Map(files.map(([path, pair]) => [path, pair[which].replaceAll('\n', ending)]));
  const before = side(0);
  return { before, tree: treeOf(before), after: side(1) };
}

async function readLines(file: string): Promise<unknown[]> {
  const text = gunzipSync(await readFile(file)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

function treeOf(texts: Texts): Files {
  return new Map([...texts].map(([path, text]) => [path, { mode: 'file', bytes: Buffer.from(text) }]));
}
