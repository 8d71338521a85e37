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

/** What a benchmark may use. `dir` is scratch, removed by the caller. */
export type BenchSettings = {
  readonly dir: string;
  readonly stop: AbortSignal;
  /** File for one JSON line a case, where the benchmark has such. */
  readonly results: string | null;
  /** Token budgets of `context`. */
  readonly budgets: readonly number[];
};

export type Bench = { readonly name: string; readonly does: string } & (
  | { readonly needs: 'nothing'; readonly run: (settings: BenchSettings) => Promise<Line[]> }
  | {
      readonly needs: 'corpus';
      /** A file that its corpus has, to be looked for in the given folder and in the one named like the benchmark. */
      readonly mark: string;
      readonly run: (settings: BenchSettings, corpus: string) => Promise<Line[]>;
    }
);
