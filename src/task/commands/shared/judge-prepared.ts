import type { Preparation } from '../../preparation.ts';
import { accept, refuseCommand, type Asked, type Judgement } from './command-file.ts';

/** What costs something, or writes more than an answer, asks for a policy: without one nothing runs. */
export function judgePrepared(
  { task, comment, words, situation, model }: Asked,
  needs: Preparation,
  wording: 'required' | 'none',
): Judgement {
  if (wording === 'required' && words === '') return refuseCommand('no-words');
  const prepared = task.answers.prepared.get(comment.id);
  if (prepared) return prepared.kind === 'failed' ? refuseCommand(prepared.reason) : accept();
  if (situation.policy.kind !== 'policy') return refuseCommand('no-policy');
  return needs === 'consult' && model === 'none' ? refuseCommand('no-model') : accept();
}
