import picomatch from 'picomatch';
import type { Change } from '../patch/change/change.ts';
import { addedLines, countLines, fileHunks } from '../patch/change/file-hunks.ts';
import { parseDiff } from '../patch/parse/unified-diff.ts';
import type { ExternalRule } from './ruleset.ts';
import type { Suggestion } from './suggestion.ts';

/** What a rule or a reviewer has against a change. `line` is of the new file; a null path means the whole change. */
export type Finding = {
  readonly rule: string;
  readonly severity: 'reject' | 'note';
  readonly path: string | null;
  readonly line: number | null;
  readonly message: string;
  readonly suggestion?: Suggestion;
};

/** A published change and the diff that shows it. */
export type Reviewed = { readonly change: Change; readonly diff: string };
export type RuleSettings = { readonly maxLines: number; readonly external: readonly ExternalRule[] };

type Added = { readonly path: string; readonly line: number; readonly text: string };

/** Characters of a line that the ruleset judges; the screens let no longer line pass without a person. */
const maxJudged = 20_000;
/** Findings of one rule; a thousand of the same tell no more than these. */
const maxOfOne = 20;

/** The built-in rules, then the repository's own. No finding means that none of them objects. */
export function applyRules({ change, diff }: Reviewed, { maxLines, external }: RuleSettings): Finding[] {
  if (change.length === 0) return [whole('not-empty', 'The change is empty.')];
  const files = change.map((file) => ({ path: file.path, hunks: fileHunks(file) ?? [] }));
  const added = files.flatMap(({ path, hunks }) =>
    addedLines(hunks).map(({ line, text }): Added => ({ path, line, text })),
  );
  const count = files.reduce((sum, { hunks }) => sum + countLines(hunks), 0);
  const findings: Finding[] = [];
  const parsed = parseDiff(diff);
  if (parsed.kind === 'refused')
    findings.push(whole('unified-diff', `The diff cannot be read. ${parsed.message}`));
  if (count > maxLines)
    findings.push(
      whole('max-lines', `The change adds and deletes ${count} lines; ${maxLines} is the limit.`),
    );
  const left = added.filter(({ text }) => /\bTODO\b/.test(text));
  findings.push(
    ...left
      .slice(0, maxOfOne)
      .map((at) => onLine('no-todo', at, 'This line adds a TODO; do it, or open an issue for it.')),
  );
  return findings.concat(external.flatMap((rule) => applyExternal(rule, added, change)));
}

function applyExternal(rule: ExternalRule, added: readonly Added[], change: Change): Finding[] {
  const onPath = rule.paths.length === 0 ? () => true : picomatch([...rule.paths], { dot: true });
  const isAbout = (path: string): boolean =>
    onPath(path) && (rule.endings.length === 0 || rule.endings.some((ending) => path.endsWith(ending)));
  if (!change.some(({ path }) => isAbout(path))) return [];
  const name = `ruleset:${rule.line}`;
  const lines = added.filter(({ path }) => isAbout(path));
  const matches = lines.filter(({ text }) => rule.pattern.test(text.slice(0, maxJudged)));
  if (rule.type === 'require') {
    if (matches.length > 0) return [];
    return [
      whole(
        name,
        rule.message ?? `No added line matches ${rule.pattern.source}, which the ruleset requires.`,
      ),
    ];
  }
  // A line that cannot be matched to its end might hold what is forbidden: it does not pass.
  const unread = lines.filter((line) => line.text.length > maxJudged && !matches.includes(line));
  return [
    ...matches.map((at) => onLine(name, at, rule.message ?? `The ruleset forbids ${rule.pattern.source}.`)),
    ...unread.map((at) =>
      onLine(name, at, `This line is too long (${at.text.length} characters) to be judged by the ruleset.`),
    ),
  ].slice(0, maxOfOne);
}

function onLine(rule: string, { path, line }: Added, message: string): Finding {
  return { rule, severity: 'reject', path, line, message };
}

function whole(rule: string, message: string): Finding {
  return { rule, severity: 'reject', path: null, line: null, message };
}
