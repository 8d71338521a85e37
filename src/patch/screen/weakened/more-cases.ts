import { isDeepStrictEqual } from 'node:util';
import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';
import type { FileChange } from '../../change/change.ts';
import { linesOf, readSource } from '../../change/text.ts';
import { isTable, type Table } from '../manifests/values.ts';

/** What an output is compared with as a whole: a line more is another answer. */
const answers =
  /(?:^|[/_.-])(?:expected?|goldens?|snapshots?|__snapshots__|cassettes|outputs?|results?)(?:[/_.-]|$)/i;
const maxCharacters = 200_000;
const maxYaml = 50_000;

type Parse = (text: string) => unknown;

const formats: readonly (readonly [RegExp, Parse])[] = [
  [/\.json$/i, (text) => JSON.parse(text) as unknown],
  [/\.(?:jsonl|ndjson)$/i, (text) => rowsOf(text).map((line) => JSON.parse(line) as unknown)],
  [/\.ya?ml$/i, parseYaml],
  [/\.toml$/i, (text) => parseToml(text)],
  [/\.[ct]sv$/i, parseRows],
];

/**
 * Does a file of cases have all that it had, in its order, and more? Only where its format says what a case is: an
 * element of a list, a row, or an entry at the top. A case that is edited, or said twice, is another.
 */
export function hasOnlyMoreCases({ path, before, after }: FileChange): boolean {
  const parse = formats.find(([pattern]) => pattern.test(path))?.[1];
  const was = before === null ? null : readSource(before);
  const is = after === null ? null : readSource(after);
  if (parse === undefined || was === null || is === null || answers.test(path)) return false;
  const isYaml = parse === parseYaml;
  if (Math.max(was.length, is.length) > (isYaml ? maxYaml : maxCharacters)) return false;
  try {
    return isKept(parse(was), parse(is));
  } catch {
    return false;
  }
}

function isKept(was: unknown, is: unknown): boolean {
  if (Array.isArray(was)) return Array.isArray(is) && isSubsequence(was, is);
  if (!isTable(was) || !isTable(is)) return false;
  return Object.entries(was).every(([key, value]) => isSame(value, is, key));
}

/** Lists below the top may have more elements too; what is no list stays as it is. */
function isSame(value: unknown, is: Table, key: string): boolean {
  const now = Object.hasOwn(is, key) ? is[key] : undefined;
  return Array.isArray(value) && value.some((one) => typeof one === 'object')
    ? Array.isArray(now) && isSubsequence(value, now)
    : isDeepStrictEqual(value, now);
}

function isSubsequence(some: readonly unknown[], all: readonly unknown[]): boolean {
  let at = 0;
  for (const one of all) if (at < some.length && isDeepStrictEqual(some[at], one)) at += 1;
  return at === some.length;
}

function parseYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error' });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw fault;
  return document.toJS({ maxAliasCount: 100 });
}

/** A row with an open quote would swallow those that follow. */
function parseRows(text: string): unknown {
  const rows = rowsOf(text);
  if (rows.some((row) => row.split('"').length % 2 === 0)) throw new Error('a quote is open');
  const [head, ...cases] = rows;
  return { head, cases: cases.map((row) => ({ row })) };
}

function rowsOf(text: string): string[] {
  return linesOf(text).filter((line) => line.trim() !== '');
}
