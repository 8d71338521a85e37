/** A patch that is to be built: whose turn, what for, and on which base. */
import type { Files } from '../../patch/change/change.ts';
import type { Policy } from '../../policy/policy.ts';
import type { ExecuteChange, ExecuteTests } from '../../task/task.ts';
import type { Turn } from '../act.ts';

export type Work = {
  readonly turn: Turn;
  readonly state: ExecuteTests | ExecuteChange;
  readonly policy: Policy;
  readonly base: string;
  /** The files of the base. */
  readonly files: Files;
};
