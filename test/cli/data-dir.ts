import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../../src/record/artefact.ts';
import { createSeal } from '../../src/compose/seal.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import type { Store } from '../../src/store/port.ts';
import { loadSigningKey } from '../../src/store/signing-key.ts';
import { repoName } from '../../src/task/names.ts';

export const repo = repoName('octo/cat');

/** A data directory with a store in it, as a server leaves it behind. */
export async function makeDataDir(
  fill: (store: Store, seal: () => Promise<unknown>) => Promise<void>,
): Promise<{ dir: string; remove: () => void }> {
  const dir = mkdtempSync(join(tmpdir(), 'cadence-data-'));
  const opened = await openStore({ dir, now: () => new Date(0) });
  const signing = loadSigningKey(dir);
  if (opened.kind !== 'opened' || signing.kind !== 'key') throw new Error('no store');
  const seal = createSeal(opened.store, signing.key);
  await fill(opened.store, () => seal(repo));
  await opened.store.close();
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

type Kept = {
  readonly kind: string;
  readonly phase: string;
  readonly data: Record<string, string | number | null>;
};

/** The frozen words of every task there. */
export const words = { salt: new Uint8Array(16), bytes: new TextEncoder().encode('{}') };

const queued = (issue: number): Kept => ({
  kind: 'queued',
  phase: 'Backlog',
  data: {
    issue,
    issueId: `I_${issue}`,
    generation: 1,
    size: 'micro',
    labelledBy: 'ada',
    labelledAt: '2026-03-01T12:00:00.000Z',
    textHash: 'h',
    baseBranch: 'main',
    frozen: addressOf(words.salt, words.bytes),
  },
});
const admitted: Kept = {
  kind: 'admitted',
  phase: 'Backlog',
  data: { policyHash: 'p', redProof: 'off', attempts: 3 },
};
const held: Kept = {
  kind: 'held',
  phase: 'Generate',
  data: { reason: 'spec-ill-formed', back: 'here', explained: null },
};

/** What a task in which nothing went on leaves in the log: three entries. */
export async function appendTask(
  store: Store,
  issue: number,
  kept = [queued(issue), admitted, held],
): Promise<void> {
  for (const [index, entry] of kept.entries())
    await store.entries.append({
      ...entry,
      repo,
      task: `${repo}#${issue}`,
      version: index + 1,
      at: new Date(1_700_000_000_000 + index).toISOString(),
      actor: 'cadence',
      artefacts: entry.kind === 'queued' ? [words] : [],
    });
}

/** A task that was admitted before it was queued. */
export function appendSkipped(store: Store, issue: number): Promise<void> {
  return appendTask(store, issue, [admitted]);
}
