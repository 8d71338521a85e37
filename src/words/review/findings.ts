/** What reviewers found, as people read it. */
import { codeSpan } from '../code.ts';
import { hanging } from '../cut.ts';
import { foreignMarkdown } from '../neutralise.ts';

/** `path` and `line` of the new file; null where a finding is about the whole change. */
export type Finding = {
  readonly rule: string;
  readonly severity: 'reject' | 'note';
  readonly path: string | null;
  readonly line: number | null;
  readonly message: string;
  /** Lines for `startLine` to `line`, word for word. */
  readonly suggestion?: { readonly startLine: number; readonly replacement: string };
};

const maxListed = 50;
const maxCharacters = 30_000;

/** A list, the rejecting ones first; cut with a note where it grows too long for GitHub. */
export function findingsList(findings: readonly Finding[]): string {
  const sorted = findings.toSorted((one, other) => rank(one) - rank(other));
  const items: string[] = [];
  let length = 0;
  for (const finding of sorted.slice(0, maxListed)) {
    const text = item(finding);
    length += text.length;
    if (length > maxCharacters) break;
    items.push(text);
  }
  const left = findings.length - items.length;
  return [...items, ...(left > 0 ? [`- … and ${left} more, not shown here`] : [])].join('\n');
}

/** "1 finding must be fixed, 2 notes". */
export function findingsCount(findings: readonly Pick<Finding, 'severity'>[]): string {
  if (findings.length === 0) return 'no findings';
  const rejecting = findings.filter(({ severity }) => severity === 'reject').length;
  const notes = findings.length - rejecting;
  return [
    ...(rejecting > 0 ? [`${rejecting === 1 ? '1 finding' : `${rejecting} findings`} must be fixed`] : []),
    ...(notes > 0 ? [notes === 1 ? '1 note' : `${notes} notes`] : []),
  ].join(', ');
}

export function severityWord(severity: Finding['severity']): string {
  return severity === 'reject' ? 'must be fixed' : 'note';
}

function rank({ severity }: Finding): number {
  return severity === 'reject' ? 0 : 1;
}

function item({ rule, severity, path, line, message }: Finding): string {
  const place = path === null ? '' : ` in ${codeSpan(line === null ? path : `${path}:${line}`)}`;
  const words = foreignMarkdown(message.trim(), 2_000);
  // A fence is one only at the beginning of a line: after words of ours it would set free what it holds.
  const said = words.includes('\n') ? `\n\n${words}` : ` ${words}`;
  return hanging(`- **${severityWord(severity)}** (${codeSpan(rule, 60)})${place}:${said}`);
}
