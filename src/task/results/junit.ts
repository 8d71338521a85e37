import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  collectionErrorKind,
  trimDetail,
  trimMessage,
  worstPerId,
  type CollectionError,
  type ParsedResults,
  type ReportProblem,
  type TestCase,
} from './test-results.ts';

/** A report above this size is not read. */
export const maxJUnitBytes = 10 * 1024 * 1024;
/** What no report of tests comes near: small to write, and seconds to parse. */
const maxTags = 300_000;
const tooManyAttributes = /(?:\s[\w:.-]+\s?=\s?(?:"[^"<]*"|'[^'<]*')){20}/u;

type Node = Record<string, unknown>;

const listed = new Set(['testsuite', 'testcase', 'failure', 'error', 'skipped']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  alwaysCreateTextNode: true,
  // The five predefined entities are decoded here; nothing that a document defines ever is.
  processEntities: false,
  maxNestedTags: 30,
  isArray: (name) => listed.has(name),
});

/**
 * Read pytest's JUnit report. With the family `xunit1` node ids come from `file`; without it the
 * dotted class name is resolved against `paths`, and an id that does not resolve keeps its dots and
 * so equals no node id.
 */
export function parseJUnit(xml: string | Uint8Array, paths?: ReadonlySet<string>): ParsedResults {
  const bytes = typeof xml === 'string' ? Buffer.byteLength(xml) : xml.byteLength;
  if (bytes > maxJUnitBytes) return unusable('too-large');
  const text = (typeof xml === 'string' ? xml : new TextDecoder().decode(xml)).replace(/^\uFEFF/u, '').trim();
  if (text === '') return unusable('empty');
  // pytest writes no document type and escapes what tests say, so one is meant to define entities, wherever it stands.
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) {
    return unusable('hostile');
  }
  if (text.split('<', maxTags + 1).length > maxTags) return unusable('too-large');
  if (tooManyAttributes.test(text)) return unusable('hostile');
  let root: unknown;
  try {
    if (XMLValidator.validate(text) !== true) throw new Error('not well-formed');
    root = parser.parse(text);
  } catch {
    return unusable('malformed');
  }
  const suites = suitesOf(root);
  if (suites.length === 0) return unusable('malformed');
  return readSuites(suites, paths);
}

function readSuites(suites: readonly Node[], paths: ReadonlySet<string> | undefined): ParsedResults {
  const cases: TestCase[] = [];
  const collectionErrors: CollectionError[] = [];
  for (const node of suites.flatMap((suite) => children(suite, 'testcase'))) {
    const error = readCollectionError(node, paths);
    if (error === null) cases.push(readCase(node, paths));
    else collectionErrors.push(error);
  }
  const bad = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error').length;
  const said = suites.reduce((sum, suite) => sum + count(suite, 'failures') + count(suite, 'errors'), 0);
  if (said > 0 && bad + collectionErrors.length === 0) {
    return unusable('contradictory');
  }
  if (cases.length + collectionErrors.length === 0) {
    return unusable('empty');
  }
  const results = { source: 'junit' as const, cases: worstPerId(cases), collectionErrors, unnamedPassed: 0 };
  return { kind: 'results', results };
}

function suitesOf(root: unknown): Node[] {
  if (!isNode(root)) return [];
  const top = [root['testsuites'], ...asList(root['testsuite'])].filter((node) => isNode(node));
  return top.flatMap((node) => withNested(node, 0)).filter((node) => node !== root['testsuites']);
}

function withNested(node: Node, depth: number): Node[] {
  if (depth > 10) return [];
  return [node, ...children(node, 'testsuite').flatMap((inner) => withNested(inner, depth + 1))];
}

/** pytest writes a file that it could not collect as a case without a class, named after the module. */
function readCollectionError(node: Node, paths: ReadonlySet<string> | undefined): CollectionError | null {
  const [error] = children(node, 'error');
  if (attribute(node, 'classname') !== '' || error === undefined) return null;
  const name = attribute(node, 'name');
  const file = attribute(node, 'file') || resolveModule(name, paths)?.file || name;
  const text = textOf(error);
  return {
    file,
    kind: collectionErrorKind(text),
    message: trimMessage(lastError(text) ?? attribute(error, 'message')),
    detail: trimDetail(text),
  };
}

function readCase(node: Node, paths: ReadonlySet<string> | undefined): TestCase {
  const id = nodeId(attribute(node, 'classname'), attribute(node, 'name'), attribute(node, 'file'), paths);
  const [error] = children(node, 'error');
  const [failure] = children(node, 'failure');
  const [skipped] = children(node, 'skipped');
  const told = error ?? failure ?? skipped;
  const message = told === undefined ? '' : trimMessage(attribute(told, 'message'));
  const detail = told === undefined ? '' : trimDetail(textOf(told));
  if (error !== undefined) return { id, outcome: 'error', message, detail };
  if (failure !== undefined) return { id, outcome: 'failed', message, detail };
  if (skipped === undefined) return { id, outcome: 'passed', message, detail };
  return {
    id,
    outcome: attribute(skipped, 'type') === 'pytest.xfail' ? 'xfailed' : 'skipped',
    message,
    detail,
  };
}

function nodeId(
  className: string,
  name: string,
  file: string,
  paths: ReadonlySet<string> | undefined,
): string {
  if (className === '') return file || resolveModule(name, paths)?.file || name;
  if (file === '') {
    const resolved = resolveModule(className, paths);
    return [resolved?.file ?? className, ...(resolved?.classes ?? []), name].join('::');
  }
  const module = file.replace(/\.py$/u, '').replaceAll('/', '.');
  // An inherited test names the file of its base class: the dotted name then says more than `file`.
  if (className !== module && !className.startsWith(`${module}.`)) return nodeId(className, name, '', paths);
  const classes = className.slice(module.length).split('.').filter(Boolean);
  return [file, ...classes, name].join('::');
}

type Resolved = { file: string; classes: string[] };

function resolveModule(dotted: string, paths: ReadonlySet<string> | undefined): Resolved | null {
  const parts = dotted.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const file = `${parts.slice(0, length).join('/')}.py`;
    if (paths?.has(file) === true) return { file, classes: parts.slice(length) };
  }
  return null;
}

function lastError(text: string): string | null {
  const lines = [...text.matchAll(/^E\s+(\S.*)$/gmu)];
  return lines.at(-1)?.[1] ?? null;
}

function count(suite: Node, name: string): number {
  const value = Number.parseInt(attribute(suite, name), 10);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}

function children(node: Node, name: string): Node[] {
  return asList(node[name]).filter((child) => isNode(child));
}

function attribute(node: Node, name: string): string {
  const value = node[`@${name}`];
  return typeof value === 'string' ? decode(value) : '';
}

function textOf(node: Node): string {
  const value = node['#text'];
  return typeof value === 'string' ? decode(value) : '';
}

function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const predefined: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|([a-z]{2,4}));/gu,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return predefined[String(name)] ?? whole;
      const point =
        hex === undefined ? Number.parseInt(String(decimal), 10) : Number.parseInt(String(hex), 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD';
    },
  );
}

function unusable(reason: ReportProblem): ParsedResults {
  return { kind: 'unusable', source: 'junit', reason };
}
