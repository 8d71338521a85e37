/** What a proof run saw, as an artefact: kept with the proof, so that judging the change asks GitHub for nothing more. */
import { z } from 'zod';
import { sameFile } from '../../patch/change/change.ts';
import { fileOf, type RanBefore } from '../../task/gates/ran-before.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { Published, ProofState } from '../../task/task.ts';
import type { ActDeps, Turn } from '../act.ts';
import { readJson } from '../artefacts/json-artefact.ts';
import { readChange } from '../artefacts/stored-change.ts';

export const ranBefore = z.strictObject({
  base: z.string(),
  passed: z.array(z.string()),
  unnamedPassed: z.number(),
  presumed: z.array(z.strictObject({ id: z.string(), signature: z.string() })),
});

/** `before` is null without a proof, and of a proof that was written down before this was kept. */
export type Compared = { readonly before: RanBefore | null; readonly touched: readonly string[] };

/** What a change is held against; null where it was erased. */
export async function comparedWith(
  deps: Pick<ActDeps, 'read'>,
  proof: ProofState,
  { change }: Published,
): Promise<Compared | null> {
  if (proof.kind === 'no-proof' || !proof.proof.ran) return { before: null, touched: [] };
  const before = await readJson(deps, proof.proof.ran, ranBefore);
  const stored = await readChange(deps, change.change);
  return before && stored && { before, touched: stored.change.map(({ path }) => path) };
}

/**
 * Files of lost tests that the base itself has changed since the proof: what others took out of them is not missed.
 * Costs at most two requests, and only where tests were lost and the base has moved.
 */
export async function movedFiles(
  { task, deps }: Turn,
  before: RanBefore,
  base: string,
  lost: readonly string[],
): Promise<readonly string[] | Failure> {
  if (before.base === base) return [];
  const then = await deps.tree(deps.github, task.repo, before.base);
  if (then.kind !== 'tree') return then.kind === 'unreadable' ? [] : then;
  const now = await deps.tree(deps.github, task.repo, base);
  if (now.kind !== 'tree') return now.kind === 'unreadable' ? [] : now;
  return [...new Set(lost.map((id) => fileOf(id)))].filter((path) => {
    const old = then.files.get(path);
    const present = now.files.get(path);
    return old !== undefined && (present === undefined || !sameFile(old, present));
  });
}
