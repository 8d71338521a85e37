/** Why a job failed in which no test did: the lines of its log that say so. */
import { isWorkflowCommand, logLines } from './log-lines.ts';
import { trimMessage } from './test-results.ts';

/**
 * `by`: `pytest` where the step that failed is the one in which pytest ran: then it is about the code. `lines`: at most
 * three, the most telling first; empty where the log has none.
 */
export type JobEnd = { readonly by: 'pytest' | 'another step'; readonly lines: readonly string[] };

const maxLines = 3;
/** A step of more is read from its end. */
const maxStepLines = 20_000;

/** What tools say when they fail a run for another reason than a test, the plainest first. */
const telling: readonly RegExp[] = [
  /\bRequired test coverage of .+ not reached\b/iu,
  /\bCoverage failure: /iu,
  /^(?:FAIL|ERROR)\b[ :].*\bcoverage\b/iu,
  /^Fatal Python error: /u,
  /\b(?:Segmentation fault|core dumped|Aborted|Killed|MemoryError)\b/u,
  /^INTERNALERROR> +(?:\w+\.)*\w*(?:Error|Exception|Exit|Interrupt)\b/u,
  /^(?:pluggy|_pytest|pytest)\.[\w.]*(?:Error|Exception|Warning): /u,
  /^!+ .+ !+$/u,
  /^ERROR: /u,
  /^(?:\w+\.)*\w*(?:Error|Exception|Warning): /u,
  /^Exception ignored (?:in|on|while)\b/u,
  /: error: /u,
];

export function readJobEnd(text: string): JobEnd {
  const step = failedStep(logLines(text));
  const own = step.filter((line) => !isWorkflowCommand(line) && line.trim() !== '');
  const by = own.some(isOfPytest) ? 'pytest' : 'another step';
  const end = own.findLastIndex(isOfPytest);
  // What pytest's own tests print stands above its end; what failed the run is mostly said below it.
  const below = own.slice(end + 1);
  const said = tellingIn(below) ?? tellingIn(own);
  const errors = step.flatMap(
    (line) => /^##\[error\](?!Process completed with exit code)(.+)$/u.exec(line)?.[1] ?? [],
  );
  const lines = said ?? (errors.length > 0 ? errors : below.slice(-maxLines));
  return { by, lines: [...new Set(lines.map((line) => trimMessage(line.trim())))].slice(0, maxLines) };
}

/** The lines of the step whose end GitHub marks as an error; where it marks none, the last lines of all. */
function failedStep(lines: readonly string[]): readonly string[] {
  const marked = lines.findIndex((line) => line.startsWith('##[error]Process completed with exit code'));
  const other = lines.findIndex((line) => line.startsWith('##[error]'));
  const end = marked === -1 ? other : marked;
  const to = end === -1 ? lines.length : end + 1;
  const start = lines.slice(0, to).findLastIndex((line) => /^##\[group\]Run\b/u.test(line));
  // GitHub repeats the script first: what it would say is not what it said.
  const header = lines.slice(0, to).indexOf('##[endgroup]', Math.max(0, start));
  return lines.slice(Math.max(0, start, header + 1, to - maxStepLines), to);
}

function tellingIn(lines: readonly string[]): string[] | null {
  for (const pattern of telling) {
    const found = lines.filter((line) => pattern.test(line));
    if (found.length > 0) return found.slice(-maxLines).toReversed();
  }
  return null;
}

/** pytest's first line, its last one, and those between which it sums up. */
function isOfPytest(line: string): boolean {
  return (
    /^=+ .* =+$/u.test(line) ||
    /^(?:\d+ (?:passed|failed|errors?|skipped|deselected|xfailed|xpassed|warnings?)(?:, )?)+ in \d[\d.]*s\b/u.test(
      line,
    )
  );
}
