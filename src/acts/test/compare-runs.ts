/** What a run is held against: the proof run, kept as an artefact; without a proof, the base's own run. */
import { z } from 'zod';
import { sameFile } from '../../patch/change/change.ts';
import { joinChanges } from '../../patch/change/join-changes.ts';
import { testEdits } from '../../patch/change/test-files.ts';
import { testRulesOf } from '../../patch/change/test-rules-of.ts';
import { baseRun } from '../../task/gates/tests/red-base.ts';
import type { RanBefore, SeenEdits } from '../../task/gates/tests/ran-before.ts';
import { treePaths, type TreePaths } from '../../task/results/case-names.ts';
import { failureIds, fileOf, type TestResults } from '../../task/results/test-results.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { OnBranch, ProofState, Published } from '../../task/task.ts';
import type { ActDeps, Turn } from '../act.ts';
import { readJson } from '../artefacts/json-artefact.ts';
import { changesOf, patchesOn } from '../execute/branch-files.ts';
import { readRedacted, type RunReader } from './run-results.ts';

const ids = z.array(z.string());

export const ranBefore = z.strictObject({
  base: z.string(),
  passed: ids,
  unnamedPassed: z.number(),
  presumed: z.array(z.strictObject({ id: z.string(), signature: z.string() })),
  red: ids.default([]),
  uncollected: ids.default([]),
});

/** `exempt`: what fails on the base's own account. `before` is null where nothing is known of what ran before. */
export type Compared = {
  readonly kind: 'compared';
  readonly before: RanBefore | null;
  readonly exempt: readonly string[];
  readonly seen: SeenEdits;
};

const nothing: SeenEdits = { touched: [], deleted: [], gone: [], altered: [], kept: [] };

/** What a change is held against; null where it was erased. */
export async function comparedWith(
  turn: Turn,
  reader: RunReader,
  proof: ProofState,
  branch: Published,
): Promise<Compared | Failure | null> {
  const known = await ranFirst(turn, reader, proof, branch);
  if (known === null || known.kind !== 'ran') return known;
  const { before, exempt } = known;
  if (before === null) return { kind: 'compared', before, exempt, seen: nothing };
  const seen = await seenEdits(turn, branch);
  return seen === null || 'kind' in seen ? seen : { kind: 'compared', before, exempt, seen };
}

type First = { readonly kind: 'ran' } & Pick<Compared, 'before' | 'exempt'>;

async function ranFirst(
  turn: Turn,
  reader: RunReader,
  proof: ProofState,
  { base }: Published,
): Promise<First | Failure | null> {
  if (proof.kind === 'proof') {
    const { ran, baseFailures: exempt } = proof.proof;
    const before = ran ? await readJson(turn.deps, ran, ranBefore) : null;
    return ran && !before ? null : { kind: 'ran', before, exempt };
  }
  const own = await baseResults(turn, reader, base);
  if (own === null) return { kind: 'ran', before: null, exempt: [] };
  if (own.kind !== 'base') return own;
  const { cases, unnamedPassed } = own.results;
  const passed = cases.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
  const before = { base, passed, unnamedPassed, presumed: [], red: [], uncollected: [] };
  return { kind: 'ran', before, exempt: failureIds(own.results) };
}

/** What the patches on a branch do to tests, as the screen has read them from source; null where one was erased. */
async function seenEdits({ task, deps }: Turn, branch: OnBranch): Promise<SeenEdits | Failure | null> {
  const changes = await changesOf(deps, patchesOn(branch));
  if (!changes) return null;
  const change =
    changes.length > 1 ? changes.reduce((one, other) => joinChanges(one, other)) : changes.flat();
  const tree = await deps.tree(deps.github, task.repo, branch.base);
  if (tree.kind !== 'tree' && tree.kind !== 'unreadable') return tree;
  const { gone, altered, kept } = testEdits(
    change,
    testRulesOf(tree.kind === 'tree' ? tree.files : new Map()),
  );
  return {
    touched: change.map(({ path }) => path),
    deleted: change.filter(({ kind }) => kind === 'deleted').map(({ path }) => path),
    gone,
    altered,
    kept,
  };
}

/** The paths of a task's head: its base's, with those that its patches add. A tree that cannot be read has none. */
export async function headPaths({ task, deps }: Turn, branch: OnBranch): Promise<TreePaths | Failure> {
  const tree = await deps.tree(deps.github, task.repo, branch.base);
  if (tree.kind !== 'tree' && tree.kind !== 'unreadable') return tree;
  const changes = await changesOf(deps, patchesOn(branch));
  const touched = (changes ?? []).flat().map(({ path }) => path);
  return treePaths(tree.kind === 'tree' ? tree.files.keys() : [], touched);
}

/** What a run of the base commit itself says; null where there is none that can be read. */
export async function baseResults(
  { deps, observations }: Turn,
  reader: RunReader,
  base: string,
): Promise<{ readonly kind: 'base'; readonly results: TestResults } | Failure | null> {
  const situation = observations.current();
  const workflow = situation.policy.kind === 'policy' ? situation.policy.policy.tests.workflow : '';
  const run = baseRun(situation, workflow, base);
  if (!run) return null;
  const read = await readRedacted(reader, deps.redact, run);
  // What is gone cannot tell any more; what GitHub did not answer is asked for again.
  if (read.kind === 'unknown' || read.kind === 'limited') return read;
  return read.kind === 'results' && read.results ? { kind: 'base', results: read.results } : null;
}

/**
 * Files of lost tests that the base itself has changed since the proof: what others took out of them is not missed.
 * Costs at most two requests, and only where tests were lost and the base has moved.
 */
export async function movedFiles(
  { task, deps }: { readonly task: Turn['task']; readonly deps: Pick<ActDeps, 'tree' | 'github'> },
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
