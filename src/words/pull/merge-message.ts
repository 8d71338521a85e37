import type { Commit, Task } from '../../task/task.ts';
import { proofSentence, reviewSentence, testsSentence } from '../facts.ts';
import { commitLine } from '../neutralise.ts';

export type MergeWords = {
  readonly task: Pick<Task, 'issue' | 'pull' | 'authority'>;
  readonly state: Pick<Commit, 'branch' | 'proof' | 'evidence' | 'verdict'>;
  /** The line that publishes the record's checkpoint. */
  readonly trailer: string;
};

const maxNames = 10;

/** Body of the merge commit: what it is proved by, for readers of the history; the trailer is its last paragraph. */
export function mergeMessage({ task, state, trailer }: MergeWords): string {
  const { proof, evidence, verdict, branch } = state;
  const names = proof.kind === 'proof' ? proof.proof.failed : [];
  const left = names.length - maxNames;
  const facts = [
    `${task.pull ? `Pull request #${task.pull.number}, head` : 'Head'} ${branch.headSha}`,
    `Asked for by ${commitLine(task.authority.by)} (${task.authority.via})`,
    `Proof: ${proofSentence(proof, 'plain')}`,
    ...names.slice(0, maxNames).map((id) => `- ${commitLine(id)}`),
    ...(left > 0 ? [`- and ${left} more`] : []),
    `Tests: ${testsSentence(evidence, 'plain')}`,
    `Review: ${reviewSentence(verdict, 'plain')}`,
  ];
  return [facts.join('\n'), `Closes #${task.issue}`, trailer.trim()].join('\n\n');
}
