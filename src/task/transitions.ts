/**
 * The legal transitions: for each kind of entry, where a task may stand when it happens and where it may stand after.
 * The fold refuses everything else, and `docs/phases.md` prints this table.
 */
import type { EntryKind } from './entry.ts';
import type { TaskState } from './task.ts';

/** The stops of a task: the phase, with its part where it has two. */
export const stages = [
  'Backlog',
  'Generate',
  'Execute(tests)',
  'Execute(change)',
  'Test(proof)',
  'Test(evidence)',
  'Review',
  'Commit',
  'Record',
  'Meta',
  'Held',
  'Cancelled',
] as const;
export type Stage = (typeof stages)[number];

export function stageOf(state: TaskState): Stage {
  switch (state.phase) {
    case 'Execute':
      return state.part === 'tests' ? 'Execute(tests)' : 'Execute(change)';
    case 'Test':
      return state.part === 'proof' ? 'Test(proof)' : 'Test(evidence)';
    default:
      return state.phase;
  }
}

export type Transition = { readonly from: readonly Stage[]; readonly to: readonly Stage[] | 'same' };

const working: readonly Stage[] = [
  'Backlog',
  'Generate',
  'Execute(tests)',
  'Execute(change)',
  'Test(proof)',
  'Test(evidence)',
  'Review',
  'Commit',
  'Record',
];
const live: readonly Stage[] = [...working, 'Held'];

export const transitions: Readonly<Record<Exclude<EntryKind, 'queued'>, Transition>> = {
  announced: { from: ['Execute(tests)', 'Execute(change)', 'Held'], to: 'same' },
  notified: { from: ['Held'], to: 'same' },
  admitted: { from: ['Backlog'], to: ['Generate'] },
  task_generated: { from: ['Generate'], to: ['Execute(tests)', 'Execute(change)'] },
  patch_built: { from: ['Execute(tests)', 'Execute(change)'], to: ['Execute(tests)', 'Execute(change)'] },
  change_taken: {
    from: ['Execute(tests)', 'Execute(change)', 'Test(evidence)', 'Review', 'Commit'],
    to: ['Test(evidence)'],
  },
  failed_build_patch: { from: ['Execute(tests)', 'Execute(change)'], to: 'same' },
  tests_published: { from: ['Execute(tests)'], to: ['Test(proof)'] },
  proof_skipped: { from: ['Execute(tests)', 'Test(proof)'], to: ['Execute(change)'] },
  patch_applied: { from: ['Execute(change)'], to: ['Test(evidence)'] },
  pytest_run: { from: ['Test(proof)', 'Test(evidence)'], to: ['Execute(change)', 'Review'] },
  failed_test: { from: ['Test(proof)', 'Test(evidence)'], to: ['Execute(tests)', 'Execute(change)'] },
  base_updated: { from: ['Test(evidence)', 'Review', 'Commit'], to: ['Test(evidence)'] },
  review_drafted: { from: ['Review'], to: ['Review'] },
  patch_reviewed: { from: ['Review'], to: ['Commit'] },
  failed_patch_review: { from: ['Review'], to: ['Execute(change)'] },
  merged: { from: ['Commit'], to: ['Commit'] },
  failed_commit: { from: ['Commit'], to: ['Test(evidence)'] },
  committed: { from: ['Commit'], to: ['Record'] },
  status_done: { from: ['Record'], to: ['Record'] },
  archived: { from: ['Record'], to: ['Meta'] },
  reported: { from: ['Meta'], to: ['Meta'] },
  intent: { from: [...live, 'Meta', 'Cancelled'], to: 'same' },
  intent_dropped: { from: [...live, 'Meta', 'Cancelled'], to: 'same' },
  consulted: { from: [...live, 'Meta', 'Cancelled'], to: 'same' },
  issue_opened: { from: [...live, 'Meta', 'Cancelled'], to: 'same' },
  answered: { from: [...live, 'Meta', 'Cancelled'], to: [...live, 'Meta', 'Cancelled'] },
  held: { from: working, to: ['Held'] },
  released: { from: ['Held'], to: working },
  cancelled: { from: live.filter((stage) => stage !== 'Record'), to: ['Cancelled'] },
};
