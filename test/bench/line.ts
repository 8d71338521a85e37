/** What a benchmark finds out: lines, each Cadence's figures beside its limit and its peers. Data only. */

/** Figures of one contender, one a round (or one a sample). */
export type Figures = { readonly name: string; readonly values: readonly number[] };

export type Limit =
  | { readonly kind: 'none' }
  | { readonly kind: 'at-most' | 'at-least'; readonly value: number }
  /** Of the median of a peer in the same run. */
  | { readonly kind: 'times-at-most' | 'times-at-least'; readonly value: number; readonly of: string };

export type Line = {
  readonly what: string;
  readonly unit: string;
  readonly own: readonly number[];
  readonly limit: Limit;
  readonly peers: readonly Figures[];
  /** What the peers that do not run here were measured or read to be. */
  readonly elsewhere?: string;
};

/** The cases of a benchmark one by one, beside its lines: a table, a sentence, and the same as data. */
export type Cases = {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly summary: string;
  readonly data: readonly unknown[];
};
export type Findings = { readonly lines: readonly Line[]; readonly cases: Cases | null };

/** What a benchmark may use. `dir` is scratch, removed by the caller. */
export type BenchSettings = {
  readonly dir: string;
  readonly stop: AbortSignal;
  /** File for one JSON line a case, where the benchmark has such. */
  readonly results: string | null;
  /** Token budgets of `context`. */
  readonly budgets: readonly number[];
  /** Whether `context` is to choose the weights of ranking on all projects but one, for each. */
  readonly leftOut: boolean;
  /** Says how far it is, where that takes long. */
  readonly tell: (text: string) => void;
};

/** What `models` was asked for. Paths are whole; null: what is its own. */
export type ModelsAsked = {
  readonly tasks: string | null;
  readonly only: string | null;
  readonly model: 'scripted' | 'openai' | null;
  readonly policy: string | null;
};

/** What `context` was asked about a tree. Paths are whole; `repomix`: where it was installed to. */
export type TreeAsked = {
  readonly dir: string;
  readonly question: string | null;
  readonly repomix: string | null;
};

export type Opened =
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'ready'; readonly run: (settings: BenchSettings) => Promise<Findings> };

/** Folders, in order. */
export type Corpora = readonly [string, ...string[]];

export type Bench = { readonly name: string; readonly does: string } & (
  | { readonly needs: 'nothing'; readonly run: (settings: BenchSettings) => Promise<Line[]> }
  | {
      readonly needs: 'corpus';
      /**
       * A file that its corpus has, to be looked for in the given folder, else in those named like the benchmark
       * (`context`, `context-large`).
       */
      readonly mark: string;
      readonly run: (settings: BenchSettings, corpora: Corpora) => Promise<Line[]>;
    }
  /** Given a folder of git repositories. */
  | { readonly needs: 'clones'; readonly open: (clones: string) => Promise<Opened> }
  /** Runs by name alone: a model may be paid for it. */
  | { readonly needs: 'asking'; readonly open: (asked: ModelsAsked) => Promise<Opened> }
);
