import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { caseNamer, noPaths, type Reported, type TreePaths } from './case-names.ts';
import {
  collectionErrorKind,
  fileOf,
  trimDetail,
  trimMessage,
  onePerId,
  type CollectionError,
  type ParsedResults,
  type ReportProblem,
  type TestCase,
} from './test-results.ts';
import { readMarkup } from './xml-markup.ts';

/** A report above this size is not read. */
export const maxJUnitBytes = 10 * 1024 * 1024;

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

/** `foreign`: XML that is no report of tests, a coverage report for one. */
export type ParsedReport = ParsedResults | { readonly kind: 'foreign' };

/** Read a JUnit report of whatever family, its tests named by the paths of the tree (`case-names.ts`). */
export function parseJUnit(xml: string | Uint8Array, paths: TreePaths = noPaths): ParsedReport {
  const bytes = typeof xml === 'string' ? Buffer.byteLength(xml) : xml.byteLength;
  if (bytes > maxJUnitBytes) return unusable('too-large');
  const text = (typeof xml === 'string' ? xml : new TextDecoder().decode(xml)).replace(/^\uFEFF/u, '').trim();
  if (text === '') return unusable('empty');
  const markup = readMarkup(text);
  if (markup.kind !== 'element') return unusable(markup.kind === 'empty' ? 'malformed' : markup.kind);
  if (!isReport(markup.root)) return { kind: 'foreign' };
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

function isReport(root: string): boolean {
  return root === 'testsuites' || root === 'testsuite';
}

function readSuites(suites: readonly Node[], paths: TreePaths): ParsedResults {
  const nodes = suites.flatMap((suite) => children(suite, 'testcase'));
  const namer = caseNamer(paths, nodes.map(reported));
  const cases: TestCase[] = [];
  const collectionErrors: CollectionError[] = [];
  for (const node of nodes) {
    const error = readCollectionError(node, namer);
    if (error === null) cases.push(readCase(node, namer));
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
  const results = { source: 'junit' as const, cases: onePerId(cases), collectionErrors, unnamedPassed: 0 };
  return { kind: 'results', results };
}

type Namer = (one: Reported) => string;

function reported(node: Node): Reported {
  return {
    file: attribute(node, 'file'),
    className: attribute(node, 'classname'),
    name: attribute(node, 'name'),
  };
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

/** pytest writes a file that it could not collect as a case named after the module, and a class after its file. */
function readCollectionError(node: Node, namer: Namer): CollectionError | null {
  const [error] = children(node, 'error');
  if (error === undefined) return null;
  const said = reported(node);
  const isFailure = attribute(error, 'message') === 'collection failure';
  if (said.className !== '' && !isFailure) return null;
  const text = textOf(error);
  return {
    file: fileOf(namer(said)),
    kind: collectionErrorKind(text),
    message: trimMessage(lastError(text) ?? attribute(error, 'message')),
    detail: trimDetail(text),
  };
}

function readCase(node: Node, namer: Namer): TestCase {
  const id = namer(reported(node));
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
