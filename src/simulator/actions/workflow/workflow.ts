/** A workflow file, read. Texts may still hold `${{ }}` places. */
export type Workflow = {
  readonly name: string;
  readonly path: string;
  readonly runName: string | undefined;
  readonly triggers: ReadonlyMap<string, TriggerFilter>;
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: RunDefaults;
  /** In the order of the file. */
  readonly jobs: readonly WorkflowJob[];
};

/** Undefined lists filter nothing. */
export type TriggerFilter = {
  readonly types: readonly string[] | undefined;
  readonly branches: PatternFilter;
  readonly tags: PatternFilter;
  readonly paths: PatternFilter;
};

/** `only` is branches/tags/paths, `except` the …-ignore form; a file may give one of them. */
export type PatternFilter = {
  readonly only: readonly string[] | undefined;
  readonly except: readonly string[] | undefined;
};

export type RunDefaults = {
  readonly shell: string | undefined;
  readonly workingDirectory: string | undefined;
};

export type WorkflowJob = {
  readonly id: string;
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly condition: string | undefined;
  readonly runsOn: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: RunDefaults;
  readonly outputs: Readonly<Record<string, string>>;
  /** A number, or an expression that gives one. */
  readonly timeoutMinutes: string;
  readonly continueOnError: string;
  readonly strategy: Strategy | undefined;
  readonly steps: readonly WorkflowStep[];
};

type Strategy = {
  /** The mapping as written, or one expression that gives it. */
  readonly matrix: unknown;
  readonly failFast: string;
};

export type WorkflowStep = {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly condition: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMinutes: string | undefined;
  readonly continueOnError: string;
  readonly does: StepAct;
};

export type StepAct =
  | {
      readonly kind: 'run';
      readonly script: string;
      readonly shell: string | undefined;
      readonly workingDirectory: string | undefined;
    }
  | { readonly kind: 'uses'; readonly action: string; readonly inputs: Readonly<Record<string, string>> };
