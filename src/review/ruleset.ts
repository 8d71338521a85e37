import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { z } from 'zod';
import { readJson } from './read-json.ts';
import { endingsOf, languageNames } from './languages.ts';
import { parsePattern, type LinePattern } from './line-pattern.ts';

const ruleSchema = z.strictObject({
  type: z.enum(['forbid', 'require']),
  pattern: z.string().min(1),
  message: z.string().min(1).max(1_000).optional(),
  paths: z.array(z.string().min(1).max(200)).min(1).max(50).optional(),
  languages: z.array(z.enum(languageNames)).min(1).max(50).optional(),
});
const listSchema = z.array(ruleSchema).max(200);

const objectSchema = z.strictObject({ rules: listSchema });

/** `forbid`: on no added line; `require`: on one of them at least. `line` is where it stands in the ruleset. */
export type ExternalRule = {
  readonly type: 'forbid' | 'require';
  readonly pattern: LinePattern;
  readonly message: string | null;
  /** Globs of the files that it is about; empty: all. */
  readonly paths: readonly string[];
  /** Endings of the files that it is about, with the dot; empty: all. */
  readonly endings: readonly string[];
  readonly line: number;
};

/** `line` from 1; `message` names it too. */
export type RulesetError = { readonly line: number; readonly message: string };
export type Ruleset =
  | { readonly kind: 'ruleset'; readonly rules: readonly ExternalRule[] }
  | { readonly kind: 'wrong'; readonly errors: readonly RulesetError[] };

const maxBytes = 256 * 1024;

/**
 * Reads the ruleset's JSON: a list of rules, or `{rules: [...]}`. One wrong rule spoils it all: a rule that is passed
 * over would be a gate left open.
 */
export function parseRuleset(source: string): Ruleset {
  if (Buffer.byteLength(source) > maxBytes)
    return wrong([errorAt(1, `The ruleset is larger than ${maxBytes} bytes.`)]);
  const text = source.replace(/^\ufeff/, '');
  const read = readJson(text);
  if (read.kind === 'wrong') return wrong([errorAt(lineAt(text, read.at), `This is no JSON. ${read.what}.`)]);
  const { value, root } = read;
  const at = (path: readonly PropertyKey[]): number => lineAt(text, offsetOf(root, path));
  const base = Array.isArray(value) ? [] : ['rules'];
  const parsed = Array.isArray(value) ? listSchema.safeParse(value) : objectSchema.safeParse(value);
  if (!parsed.success) return wrong(parsed.error.issues.flatMap((issue) => tell(issue, at)));
  const list = Array.isArray(parsed.data) ? parsed.data : parsed.data.rules;
  const errors: RulesetError[] = [];
  const rules = list.flatMap(
    ({ type, pattern: written, message = null, paths = [], languages = [] }, index): ExternalRule[] => {
      const parsedPattern = parsePattern(written);
      if (parsedPattern.kind === 'wrong') {
        errors.push(errorAt(at([...base, index, 'pattern']), `pattern: ${parsedPattern.message}.`));
        return [];
      }
      return [
        {
          type,
          pattern: parsedPattern.pattern,
          message,
          paths,
          endings: languages.flatMap((name) => [...endingsOf[name]]),
          line: at([...base, index]),
        },
      ];
    },
  );
  return errors.length > 0 ? wrong(errors) : { kind: 'ruleset', rules };
}

function tell(issue: z.core.$ZodIssue, at: (path: readonly PropertyKey[]) => number): RulesetError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      errorAt(at([...issue.path, key]), `${JSON.stringify(key)} is no key of a rule.`),
    );
  const name = issue.path.filter((part) => typeof part === 'string').join('.');
  return [errorAt(at(issue.path), `${name === '' ? 'The ruleset' : name}: ${issue.message}.`)];
}

/** Where a path starts, with its key where it has one; of a key that is missing, the object that misses it. */
function offsetOf(root: Node, path: readonly PropertyKey[]): number {
  const names = path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  for (let length = names.length; length > 0; length -= 1) {
    const found = findNodeAtLocation(root, names.slice(0, length));
    if (found !== undefined) return found.parent?.type === 'property' ? found.parent.offset : found.offset;
  }
  return root.offset;
}

function errorAt(line: number, message: string): RulesetError {
  return { line, message: `Line ${line}: ${message}` };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function wrong(errors: readonly RulesetError[]): Ruleset {
  return { kind: 'wrong', errors };
}
