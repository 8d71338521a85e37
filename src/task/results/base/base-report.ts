/** The report of the job `cadence-base`: what the base's own tests, canaries and reversals said of a change. */
import { z } from 'zod';

/** The job of the shipped workflow, and the script that it runs; both are the base's. */
export const baseJob = 'cadence-base';
export const baseScript = '.github/cadence-base.py';
/** Of the report: a run of many thousand tests has a few megabytes. */
export const maxReportBytes = 32 * 1024 * 1024;

const text = z.string().max(20_000);
const texts = z.array(text).max(200_000);

const run = z.strictObject({
  /** `forged`: something else than the reporter wrote to the pipe. */
  end: z.enum(['finished', 'crashed', 'timeout', 'forged']),
  pytest: text.nullable(),
  /** Parts of pytest, unittest or the builtins that were replaced while the tests ran. */
  changed: texts,
  /** How many tests that must fail ran, and those that did not fail. */
  canaries: z.number().int().nonnegative(),
  survived: texts,
  cases: z
    .array(
      z.strictObject({
        id: text,
        outcome: z.enum(['passed', 'failed', 'error', 'skipped', 'xfailed']),
        message: text,
      }),
    )
    .max(500_000),
  uncollected: z.array(z.strictObject({ id: text, message: text })).max(20_000),
  /** Failed, and passed when they were run at once more. */
  flaky: texts,
  /** The end of the output of a run that did not finish. */
  said: text,
});
export type BaseRun = z.infer<typeof run>;

const reversal = z.strictObject({
  /** Of the code that leave another program when taken back. */
  hunks: z.number().int().nonnegative(),
  /** In order; `red`: the new tests that failed without it. */
  tried: z.array(z.strictObject({ what: text, red: texts, end: text })).max(200),
});

const report = z.strictObject({
  version: z.literal(1),
  base: text,
  head: text,
  python: text,
  code: z.enum(['none', 'same-syntax', 'changed']),
  newTests: texts,
  editedTests: texts,
  /** Changed files that stood in no run: they would reach the interpreter. */
  withheld: texts,
  effort: z.enum(['off', 'sample', 'every']),
  /** The base's tests on the head's sources; null where the change leaves the sources alone. */
  baseTests: run.nullable(),
  /** The same, with modules that the tests assert by as the base has them; null where the change leaves those alone. */
  asBefore: run.nullable(),
  /** What went wrong in that run, once more on the base's own sources. */
  again: run.nullable(),
  newOnHead: run.nullable(),
  newOnBase: run.nullable(),
  reversal: reversal.nullable(),
});
export type BaseReport = z.infer<typeof report>;

/** Null for anything that is not exactly such a report. */
export function parseBaseReport(bytes: Uint8Array): BaseReport | null {
  try {
    const parsed = report.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
