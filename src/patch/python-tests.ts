import { parser } from '@lezer/python';

type Node = ReturnType<typeof parser.parse>['topNode'];

/** A test function or method that pytest collects by its default rules. */
export type PyTest = {
  /** As in a node id, without the file: `test_x`, `TestC::test_y`. */
  readonly id: string;
  /** From 1, of the first decorator or the `def`. */
  readonly line: number;
  /** Its tokens without comments and docstrings: equal where only looks differ. */
  readonly text: string;
  /** The same without the name, to know it again under another. */
  readonly body: string;
  readonly assertions: number;
};

/** Something that takes tests out of the run (`skip`, `xfail`, …): where, and in which test (null: outside of any). */
export type SkipMark = { readonly test: string | null; readonly line: number; readonly name: string };

export type PyTestFile = { readonly tests: ReadonlyMap<string, PyTest>; readonly skips: readonly SkipMark[] };

const skipNames: ReadonlySet<string> = new Set(
  'skip skipif skipIf skipUnless xfail expectedFailure skipTest SkipTest importorskip __test__ collect_ignore collect_ignore_glob'.split(
    ' ',
  ),
);
const checking = /^(?:assert\w*|fail|raises|warns|deprecated_call|check_\w+|expect\w*)$/;

/** Bears broken code: what cannot be parsed yields no test, never an error. */
export function readPythonTests(source: string): PyTestFile {
  const tests = new Map<string, PyTest>();
  const spans: { id: string; from: number; to: number }[] = [];
  const root = parser.parse(source).topNode;
  for (const { id, node, name } of collect(root, source, '')) {
    // Of two functions of one name Python keeps the last.
    tests.set(id, describe(id, node, name, source));
    spans.push({ id, from: node.from, to: node.to });
  }
  const skips = leavesOf(root, source)
    .filter(({ kind, text }) => isName(kind) && skipNames.has(text))
    .map(({ at, text }): SkipMark => {
      const span = spans.find(({ from, to }) => at >= from && at < to);
      return { test: span?.id ?? null, line: lineOf(source, at), name: text };
    });
  return { tests, skips };
}

type Found = { readonly id: string; readonly node: Node; readonly name: Node };

function collect(parent: Node, source: string, prefix: string): Found[] {
  return childrenOf(parent).flatMap((child): Found[] => {
    const definition = child.name === 'DecoratedStatement' ? (child.lastChild ?? child) : child;
    const name = definition.getChild('VariableName');
    const word = name === null ? '' : source.slice(name.from, name.to);
    if (definition.name === 'FunctionDefinition' && name !== null)
      return word.startsWith('test') ? [{ id: prefix + word, node: child, name }] : [];
    if (definition.name === 'ClassDefinition') {
      const bases = definition.getChild('ArgList');
      const isCase = bases !== null && /TestCase\b/.test(source.slice(bases.from, bases.to));
      const body = definition.getChild('Body');
      return body !== null && (isCase || word.startsWith('Test'))
        ? collect(body, source, `${prefix}${word}::`)
        : [];
    }
    // Tests may stand under a condition or a try, of a module as of a class.
    if (!/^(?:If|Try|With)Statement$/.test(definition.name)) return [];
    return definition.getChildren('Body').flatMap((body) => collect(body, source, prefix));
  });
}

function describe(id: string, node: Node, name: Node, source: string): PyTest {
  const leaves = leavesOf(node, source);
  const text = leaves.map((leaf) => leaf.text).join(' ');
  const body = leaves.filter(({ at }) => at !== name.from).map((leaf) => leaf.text);
  return {
    id,
    line: lineOf(source, node.from),
    text,
    body: body.join(' '),
    assertions: countAssertions(node, source),
  };
}

function countAssertions(node: Node, source: string): number {
  let count = 0;
  node.cursor().iterate((at) => {
    const text = source.slice(at.from, at.to);
    if (at.name === 'AssertStatement') {
      if (!isTrivial(text)) count += 1;
      return false;
    }
    if (at.name !== 'CallExpression') return true;
    const called = at.node.firstChild;
    const last =
      called === null ? '' : (source.slice(called.from, called.to).split('.').at(-1)?.trim() ?? '');
    if (checking.test(last) && !/^assertTrue\(\s*(?:True|1)\s*[,)]/.test(text.slice(text.indexOf(last))))
      count += 1;
    return true;
  });
  return count;
}

/** Holds whatever the code does: it asserts nothing. */
function isTrivial(statement: string): boolean {
  const said = statement.replace(/^assert\b\s*/, '').trim();
  const [, left, right] = /^([\w.()'"]+)\s*(?:==|is)\s*([\w.()'"]+)$/.exec(said) ?? [];
  if (left !== undefined && left === right) return true;
  return (
    /^(?:\(?\s*(?:True|not False|[1-9]\d*|"[^"]+"|'[^']+')\s*\)?)(?:\s*,.*)?$/s.test(said) ||
    /\bor\s+True\s*\)?$/.test(said)
  );
}

type Leaf = { readonly kind: string; readonly at: number; readonly text: string };

function leavesOf(node: Node, source: string): Leaf[] {
  const leaves: Leaf[] = [];
  node.cursor().iterate(
    (at) => {
      if (at.name === 'Comment' || isDocstring(at.node)) return false;
      // Where a block starts and ends is meaning in Python, and no token says it.
      if (at.name === 'Body') leaves.push({ kind: 'block', at: at.from, text: '{' });
      const isLeaf = at.node.firstChild === null || at.name === 'String' || at.name === 'FormatString';
      if (isLeaf && at.from < at.to)
        leaves.push({ kind: at.name, at: at.from, text: source.slice(at.from, at.to) });
      return !isLeaf;
    },
    (at) => {
      if (at.name === 'Body') leaves.push({ kind: 'block', at: at.to, text: '}' });
    },
  );
  return leaves;
}

function isDocstring(node: Node): boolean {
  return node.name === 'ExpressionStatement' && /^(?:Continued)?String$/.test(node.firstChild?.name ?? '');
}

function isName(kind: string): boolean {
  return kind === 'VariableName' || kind === 'PropertyName';
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

function lineOf(source: string, at: number): number {
  let line = 1;
  for (let index = source.indexOf('\n'); index >= 0 && index < at; index = source.indexOf('\n', index + 1))
    line += 1;
  return line;
}
