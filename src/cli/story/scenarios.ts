import type { Scenario } from './scenario.ts';
import { add } from './scenarios/add.ts';
import { directive } from './scenarios/lands-directive.ts';
import { mainMoves } from './scenarios/main-moves.ts';
import { realBug } from './scenarios/real-bug.ts';
import { rejected } from './scenarios/rejected.ts';
import { secondTry } from './scenarios/second-try.ts';
import { stopped } from './scenarios/stopped.ts';
import { threeReds } from './scenarios/three-reds.ts';

/** The stories of `demo`, the default first. */
export const scenarios: readonly Scenario[] = [
  add,
  secondTry,
  realBug,
  rejected,
  threeReds,
  stopped,
  mainMoves,
  directive,
];
