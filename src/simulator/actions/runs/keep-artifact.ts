import type { RunAttempt, WorkflowRun } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import type { ArtifactKept } from '../runner/job-session.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Kept for 90 days, GitHub's default. An attempt has a name once. */
export function keepArtifact(
  world: World,
  run: WorkflowRun,
  attempt: RunAttempt,
  { name, zip, onConflict }: { name: string; zip: Uint8Array; onConflict: 'refuse' | 'replace' },
): ArtifactKept {
  const index = run.artifacts.findIndex((other) => other.name === name && other.attempt === attempt.number);
  if (index >= 0 && onConflict === 'refuse') return { kind: 'exists' };
  if (index >= 0) run.artifacts.splice(index, 1);
  const createdAt = world.now();
  const expiresAt = new Date(createdAt.getTime() + 90 * dayMs);
  const ids = world.ids.next('AR');
  run.artifacts.push({ ...ids, run, attempt: attempt.number, name, zip, createdAt, expiresAt });
  return { kind: 'taken', id: ids.id };
}
