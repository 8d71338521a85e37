/**
 * Why a task is held, from `holds/`. "By itself" is promised only where `task/phases/held.ts` sees on GitHub that the
 * cause is gone; everything else ends with a command. A reason without its sentences does not compile.
 */
import type { HoldReason } from '../../task/hold-reasons.ts';
import { attemptHolds } from './holds/attempt-holds.ts';
import type { HoldSentence } from './holds/hold-sentences.ts';
import { issueHolds } from './holds/issue-holds.ts';
import { mergingHolds } from './holds/merge-holds.ts';
import { modelHolds } from './holds/model-holds.ts';
import { setUpHolds } from './holds/set-up-holds.ts';

const sentences: Readonly<Record<HoldReason, HoldSentence>> = {
  ...issueHolds,
  ...setUpHolds,
  ...modelHolds,
  ...attemptHolds,
  ...mergingHolds,
};

export function holdSentence(reason: HoldReason): HoldSentence {
  return sentences[reason];
}
