/** A workflow file, read. Texts may still hold `${{ }}` places. */
export type Workflow = {
  readonly name: string;
  readonly path: string;
  readonly runName: string | null;
  readonly triggers: ReadonlyMap<string, TriggerFilter>;
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: RunDefaults;
  /** In the order of the file. */
  readonly jobs: readonly WorkflowJob[];
};

/** Lists that are null filter nothing. */
export type TriggerFilter = {
  readonly types: readonly string[] | null;
  readonly branches: PatternFilter;
  readonly tags: PatternFilter;
  readonly paths: PatternFilter;
};

/** `only` is branches/tags/paths, `except` the …-ignore form; a file may give one of them. */
export type PatternFilter = {
  readonly only: readonly string[] | null;
  readonly except: readonly string[] | null;
};

export type RunDefaults = {
  readonly shell: string | null;
  readonly workingDirectory: string | null;
};

export type WorkflowJob = {
  readonly id: string;
  readonly name: string | null;
  readonly needs: readonly string[];
  readonly condition: string | null;
  readonly runsOn: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: RunDefaults;
  readonly outputs: Readonly<Record<string, string>>;
  /** A number, or an expression that gives one. */
  readonly timeoutMinutes: string;
  readonly continueOnError: string;
  readonly strategy: Strategy | null;
  readonly steps: readonly WorkflowStep[];
};

type Strategy = {
  /** The mapping as written, or one expression that gives it. */
  readonly matrix: unknown;
  readonly failFast: string;
};

export type WorkflowStep = {
  readonly id: string | null;
  readonly name: string | null;
  readonly condition: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMinutes: string | null;
  readonly continueOnError: string;
  readonly does: StepAct;
};

export type StepAct =
  | {
      readonly kind: 'run';
      readonly script: string;
      readonly shell: string | null;
      readonly workingDirectory: string | null;
    }
  | { readonly kind: 'uses'; readonly action: string; readonly inputs: Readonly<Record<string, string>> };
