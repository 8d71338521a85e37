/**
 * What a reviewing model said, as findings. A finding counts against a change only if it names a rule that there is
 * and a place that the change touches; what does not is shown as a note. A reviewer that rejected is never taken to
 * have approved because of that: then the rejection itself is the finding.
 */
import type { Change } from '../patch/change/change.ts';
import type { Finding } from './rules.ts';
import { usableSuggestion } from './suggestion.ts';

export type Said = {
  readonly rule: string;
  readonly path: string | null;
  readonly line: number | null;
  readonly message: string;
  readonly suggestion: { readonly startLine: number; readonly replacement: string } | null;
};

export type Cited = { readonly change: Change; readonly rules: ReadonlySet<string> };

/** What a judge may cite beside the rules: each acceptance criterion by its number, and what every change owes. */
export function citable(acceptance: number, external: readonly { readonly line: number }[]): Set<string> {
  const criteria = Array.from({ length: acceptance }, (_one, index) => `acceptance:${index + 1}`);
  return new Set([...criteria, 'correctness', 'tests', 'scope', ...ruleNames(external)]);
}

/** The built-in rules, and those of the ruleset by the line they stand on. */
export function ruleNames(external: readonly { readonly line: number }[]): string[] {
  return [
    'not-empty',
    'unified-diff',
    'max-lines',
    'no-todo',
    ...external.map(({ line }) => `ruleset:${line}`),
  ];
}

/** Findings of a reviewer that rejected. */
export function rejectedBy(reviewer: string, said: readonly Said[], cited: Cited): Finding[] {
  const findings = said.map((one) => cite(reviewer, one, cited));
  if (findings.some(({ severity }) => severity === 'reject')) return findings;
  const message =
    'The reviewer rejected the change, but none of its findings names a rule that there is and a place in the diff. A rejection is not passed over: read the notes.';
  return [{ rule: reviewer, severity: 'reject', path: null, line: null, message }, ...findings];
}

/** Findings of one that gives no verdict: notes, unless they cite a rule of the repository. */
export function notedBy(reviewer: string, said: readonly Said[], cited: Cited): Finding[] {
  return said.map((one) => cite(reviewer, one, cited));
}

/** A reviewer that gave no usable answer did not approve. */
export function noVerdict(reviewer: string, why: string): Finding {
  const message = `The reviewer gave no usable verdict: ${why}`;
  return { rule: reviewer, severity: 'reject', path: null, line: null, message };
}

function cite(reviewer: string, said: Said, { change, rules }: Cited): Finding {
  const { path, line, message } = said;
  const isCited = rules.has(said.rule) && (path === null || change.some((file) => file.path === path));
  const file = change.find((one) => one.path === path);
  const suggestion =
    file === undefined || line === null ? null : usableSuggestion(file, line, said.suggestion);
  return {
    rule: isCited ? `${reviewer}:${said.rule}` : reviewer,
    severity: isCited ? 'reject' : 'note',
    path,
    line,
    message,
    ...(suggestion === null ? {} : { suggestion }),
  };
}
