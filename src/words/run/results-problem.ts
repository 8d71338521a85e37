/** Why the results of a run cannot be read. */
import type { LogProblem, ReportProblem, UnusableResults } from '../../task/results/test-results.ts';

const advice = 'Upload a JUnit report: Cadence reads it instead of the log.';

const report: Readonly<Record<ReportProblem, string>> = {
  'too-large': 'The JUnit report is too large to read.',
  malformed: 'The JUnit report is not well-formed XML, or has no test suite.',
  hostile:
    'The JUnit report has markup that pytest does not write: a document type, or dozens of attributes.',
  empty: 'The JUnit report lists no test.',
  contradictory: 'The JUnit report counts failures that it does not list.',
};

const log: Readonly<Record<LogProblem, string>> = {
  empty: 'pytest ran no test.',
  contradictory: 'The summary in the log does not match its final line.',
  'no-summary': 'The log has no final line of pytest.',
  incomplete: 'The log counts failures that its summary does not name.',
};

const exitCodes: Readonly<Record<string, string>> = {
  2: 'it was interrupted',
  3: 'pytest failed internally',
  4: 'pytest was called in a wrong way, or could not load a conftest',
  5: 'no test was collected',
  127: 'the command was not found',
  137: 'it was killed, perhaps because memory ran out',
  143: 'it was terminated from outside',
};

export function resultsProblem(unusable: UnusableResults): string {
  if (unusable.source === 'junit') return report[unusable.reason];
  const { reason, about } = unusable;
  if (about === null) return log[reason];
  if (reason === 'no-summary') return `${log[reason]} ${exitSentence(about)}`;
  return `The log has more than one ${about} of pytest, so none of them counts. If your tests run pytest themselves, upload a JUnit report: Cadence reads it instead of the log.`;
}

function exitSentence(code: string): string {
  const meaning = Object.hasOwn(exitCodes, code) ? `: ${exitCodes[code]}` : '';
  return `The workflow step ended with exit code ${code}${meaning}.`;
}

/** An artifact, or a log, that holds no report to parse. */
export type MissingResults =
  | { readonly kind: 'unreadable' | 'too-large' | 'ambiguous'; readonly artifact: string }
  | { readonly kind: 'no-report' | 'log-too-large' }
  | { readonly kind: 'no-log'; readonly job: string };

export function missingResults(missing: MissingResults): string {
  switch (missing.kind) {
    case 'unreadable':
      return `The artifact ${missing.artifact} cannot be read.`;
    case 'too-large':
      return `The artifact ${missing.artifact} is too large to unpack.`;
    case 'ambiguous':
      return `The artifact ${missing.artifact} contains two reports with the same name.`;
    case 'no-report':
      return 'No artifact contains a JUnit report.';
    case 'log-too-large':
      return `The log of the job is too large to read in full. ${advice}`;
    case 'no-log':
      return `The run has no job ${missing.job} with a log.`;
    default: {
      const never: never = missing;
      throw new Error(`unknown problem ${JSON.stringify(never)}`);
    }
  }
}
