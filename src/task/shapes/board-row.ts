import type { TaskStatus, TaskView } from '../view.ts';

/** A task as the board shows it: a view of its entries up to `version`. `view` is `viewOf` the task. */
export type BoardRow = {
  readonly task: string;
  readonly repo: string;
  readonly issue: number;
  readonly pull: number | null;
  readonly version: number;
  readonly phase: string;
  readonly status: TaskStatus;
  readonly updatedAt: number;
  /** The events that its wait names: what may wake it. */
  readonly waitEvents: readonly string[];
  readonly view: TaskView;
};
