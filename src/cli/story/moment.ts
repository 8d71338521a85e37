/** `people` and `GitHub`: what happens around the task; else the task's own phase. */
export type MomentSource = 'people' | 'GitHub' | 'set-up' | (string & {});

/** One thing to tell while a story runs. `red` and `green` are what tests came to; `stop` is where it ends. */
export type Moment = {
  readonly source: MomentSource;
  readonly mark: 'step' | 'red' | 'green' | 'note' | 'stop';
  readonly text: string;
  /** Further lines: names of tests, a failure, a way out. */
  readonly detail: readonly string[];
};

export function moment(
  source: MomentSource,
  mark: Moment['mark'],
  text: string,
  detail: readonly string[] = [],
): Moment {
  return { source, mark, text, detail };
}
