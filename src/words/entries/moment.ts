/** Where a moment happens: around the task (`people`, `GitHub`, `set-up`), or in a phase of the task. */
export type MomentSource = 'people' | 'GitHub' | 'set-up' | (string & {});

/**
 * One thing to tell somebody who watches a task. `red` and `green` are what tests and reviews came to; `wait` says
 * what is being waited for; `stop` is where it ends.
 */
export type Moment = {
  readonly source: MomentSource;
  readonly mark: 'step' | 'red' | 'green' | 'note' | 'wait' | 'stop';
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
