import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { nearestWord } from './nearest-word.ts';
import { findNotBuilt } from './not-built.ts';
import { policySchema, type Policy } from './policy.ts';

/** A policy above this size is not read. */
export const maxPolicyBytes = 64 * 1024;
export const unreadablePolicy = 'The policy is not a text file that can be read in full.';
/** Every error is worth a look, but a comment has room for some. */
const maxErrors = 20;

/** Where and what is wrong; line and column count from 1, `path` is dotted and '' for the whole file. */
export type PolicyError = { line: number; column: number; path: string; message: string };

export type ParsedPolicy = { kind: 'policy'; policy: Policy } | { kind: 'wrong'; errors: PolicyError[] };

type Path = readonly PropertyKey[];
type Locate = (path: Path, message: string) => PolicyError;

/** Read `.github/cadence.yml`. Nothing is guessed: anything that is not understood is an error. */
export function parsePolicy(text: string): ParsedPolicy {
  if (Buffer.byteLength(text) > maxPolicyBytes) return wrong([whole('The policy is larger than 64 KB.')]);
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, logLevel: 'error' } as const;
  const document = parseDocument(text.replace(/^\uFEFF/u, ''), options);
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.length > 0) return wrong(mistakes.map((one) => errorAt(lines, one.pos[0], [], sayYaml(one))));
  const read = readValue(document);
  if (read.kind === 'refused') return wrong([whole(read.message)]);
  const parsed = policySchema.safeParse(read.value);
  const at: Locate = (path, message) => errorAt(lines, offsetOf(document, path), path, message);
  if (!parsed.success) return wrong(parsed.error.issues.flatMap((issue) => tell(issue, at)));
  const asked = findNotBuilt(parsed.data);
  if (asked.length > 0) return wrong(asked.map(({ path, message }) => at(path, message)));
  return { kind: 'policy', policy: parsed.data };
}

function sayYaml({ code, message }: { code: string; message: string }): string {
  return code === 'MULTIPLE_DOCS' ? 'The policy must be a single YAML document' : message;
}

/** An empty file is a policy that takes every default. */
function readValue(
  document: Document,
): { kind: 'value'; value: unknown } | { kind: 'refused'; message: string } {
  try {
    // A handful of aliases is honest use; nested ones multiply, and that is the YAML bomb.
    return { kind: 'value', value: document.toJS({ maxAliasCount: 20 }) ?? {} };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { kind: 'refused', message: 'The policy uses too many aliases, or one without its anchor.' };
  }
}

function tell(issue: z.core.$ZodIssue, at: Locate): PolicyError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => {
      const near = nearestWord(key, known);
      const hint = near === null ? `Known here: ${known.join(', ')}.` : `Did you mean ${near}?`;
      return at([...issue.path, key], `${shown(key)} is not a key of the policy. ${hint}`);
    });
  }
  return [at(issue.path, `${dotted(issue.path) || 'The policy'}: ${issue.message}`)];
}

/** The keys that the schema knows under a path, for the hint. */
function knownKeys(path: Path): string[] {
  let value: unknown = policySchema.parse({});
  for (const key of path) value = isObject(value) ? value[String(key)] : undefined;
  return isObject(value) ? Object.keys(value) : [];
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (isScalar(pair?.key) && pair.key.range) [offset] = pair.key.range;
      node = pair?.value;
    } else {
      node = document.getIn(path.slice(0, path.indexOf(key) + 1), true);
      if (isScalar(node) && node.range) [offset] = node.range;
    }
  }
  return offset;
}

function errorAt(lines: LineCounter, offset: number, path: Path, message: string): PolicyError {
  const { line, col } = lines.linePos(offset);
  return {
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    path: dotted(path),
    message: sentence(message),
  };
}

function dotted(path: Path): string {
  return path.map((key) => (typeof key === 'string' ? shown(key) : String(key))).join('.');
}

/** A key is written by people and ends in a comment: keep it short and on one line. */
function shown(key: string): string {
  const plain = key.replaceAll(/[^\w.<>*/ -]/gu, '?');
  return plain.length <= 60 ? plain : `${plain.slice(0, 59)}…`;
}

function sentence(message: string): string {
  const line = message.replaceAll(/\s+/gu, ' ').trim().slice(0, 300);
  return /[.?!…]$/u.test(line) ? line : `${line}.`;
}

function whole(message: string): PolicyError {
  return { line: 1, column: 1, path: '', message };
}

function wrong(errors: readonly PolicyError[]): ParsedPolicy {
  return { kind: 'wrong', errors: errors.slice(0, maxErrors) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
