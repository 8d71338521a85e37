import type { Artefact } from './artefact.ts';

/** A JSON value as the record writes it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** Schemas type an optional key as possibly undefined; `canonicalText` refuses one that really is. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/**
 * One entry of a repository's log, as far as this room has to know it: what `data` may hold for which kind is the
 * task's matter. `index` counts the repository's entries from 0, `version` the task's from 1, `at` is ISO 8601 in
 * UTC with milliseconds, `artefacts` are addresses (hex SHA-256).
 */
export type LogEntry = {
  readonly index: number;
  readonly task: string;
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly phase: string;
  readonly kind: string;
  readonly headSha?: string;
  readonly data: JsonObject;
  readonly artefacts: readonly string[];
};

/** An entry before the log gives it its index. */
export type NewEntry = Omit<LogEntry, 'index' | 'artefacts'> & {
  readonly repo: string;
  readonly artefacts: readonly Artefact[];
};
