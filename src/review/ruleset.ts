import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { jsonFault } from './json-fault.ts';
import { endingsOf, languageNames } from './languages.ts';
import { safePattern } from './safe-pattern.ts';

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
  readonly pattern: RegExp;
  readonly reach: number;
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
  const fault = jsonFault(text);
  if (fault !== null) return wrong([errorAt(lineAt(text, fault.at), `This is no JSON. ${fault.what}.`)]);
  const value: unknown = JSON.parse(text);
  // JSON is YAML, and the YAML reader knows where each value stands, and a key that is given twice.
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const twice = document.errors.map(({ message, pos }) => errorAt(lines.linePos(pos[0]).line, message));
  if (twice.length > 0) return wrong(twice);
  const at = (path: readonly PropertyKey[]): number => lines.linePos(offsetOf(document, path)).line;
  const base = Array.isArray(value) ? [] : ['rules'];
  const parsed = Array.isArray(value) ? listSchema.safeParse(value) : objectSchema.safeParse(value);
  if (!parsed.success) return wrong(parsed.error.issues.flatMap((issue) => tell(issue, at)));
  const list = Array.isArray(parsed.data) ? parsed.data : parsed.data.rules;
  const errors: RulesetError[] = [];
  const rules = list.flatMap(
    ({ type, pattern: written, message = null, paths = [], languages = [] }, index): ExternalRule[] => {
      const safe = safePattern(written);
      if (safe.kind === 'wrong') {
        errors.push(errorAt(at([...base, index, 'pattern']), `pattern: ${safe.message}.`));
        return [];
      }
      return [
        {
          type,
          pattern: safe.pattern,
          reach: safe.reach,
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

/** Where the value of a path starts; of a key that is missing, the object that misses it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const parent = document.getIn(path.slice(0, Math.max(0, length - 1)), true);
    const last = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === last)
      : undefined;
    if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
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
