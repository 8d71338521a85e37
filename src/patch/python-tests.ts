import { casesOf, bindAssignment, bindFixtures } from './python/bind.ts';
import type { Check } from './python/check.ts';
import { readChecks } from './python/read-checks.ts';
import { helpersOf, inner, type Scope } from './python/scope.ts';
import { collectTests, type Found } from './python/collect.ts';
import {
  definitionOf,
  isDocstring,
  lineOf,
  nameOf,
  parsePython,
  statementsOf,
  type Code,
  type Node,
} from './python/tree.ts';

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
  /** Where the file defines it, and what stands around it. */
  readonly found: Found;
};

/** Something that takes tests out of the run (`skip`, `xfail`, …): where, and in which test (null: outside of any). */
export type SkipMark = { readonly test: string | null; readonly line: number; readonly name: string };

export type PyTestFile = {
  readonly tests: ReadonlyMap<string, PyTest>;
  readonly skips: readonly SkipMark[];
  readonly code: Code;
};

const skipNames: ReadonlySet<string> = new Set(
  [
    'skip skipif skipIf skipUnless xfail expectedFailure skipTest SkipTest importorskip __test__ flaky',
    'collect_ignore collect_ignore_glob pytest_ignore_collect pytest_collection_modifyitems',
    'pytest_runtest_setup pytest_runtest_call pytest_runtest_makereport pytest_pyfunc_call pytest_sessionfinish',
  ]
    .join(' ')
    .split(' '),
);

/** Bears broken code: what cannot be parsed yields no test, never an error. */
export function readPythonTests(source: string): PyTestFile {
  const code = parsePython(source);
  // Of two functions of one name Python keeps the last.
  const tests = new Map(collectTests(code).map((found) => [found.id, describe(found, source)]));
  const spans = [...tests.values()].map(({ id, found }) => ({
    id,
    from: found.node.from,
    to: found.node.to,
  }));
  const skips = leavesOf(code.node, source)
    .filter(({ kind, text }) => isName(kind) && skipNames.has(text))
    .map(({ at, text }): SkipMark => {
      const span = spans.find(({ from, to }) => at >= from && at < to);
      return { test: span?.id ?? null, line: lineOf(source, at), name: text };
    });
  return { tests, skips, code };
}

/** Functions of a file that are no tests, read like tests: what they assert, tests assert through them. */
export function readHelpers({ tests, code }: PyTestFile): ReadonlyMap<string, PyTest> {
  const names = [...helpersOf(code)].filter(([name]) => !tests.has(name) && !name.startsWith('self.'));
  return new Map(
    names.flatMap(([id, { node }]): [string, PyTest][] => {
      const name = definitionOf(node).getChild('VariableName');
      const found = { id, node, decorators: [], classes: [], conditions: [] };
      return name === null ? [] : [[id, describe({ ...found, name }, code.source)]];
    }),
  );
}

/** What a test asserts, case by case. `helpers`: functions of other files that it may call. */
export function checksOf(
  { found }: PyTest,
  { code }: PyTestFile,
  helpers: ReadonlyMap<string, Code>,
): Check[] {
  const own = new Map([...helpers, ...helpersOf(code)]);
  const scope: Scope = { source: code.source, names: new Map(), helpers: own, depth: 0 };
  bindBlock(code.node, scope);
  for (const block of found.classes) bindClass(block, scope);
  const test = { node: found.node, source: code.source };
  const body = definitionOf(found.node).getChild('Body');
  if (body === null) return [];
  return casesOf(found.decorators, scope).flatMap((one) => {
    const here = { ...inner(one), helpers: new Map(own) };
    bindFixtures(test, here);
    return readChecks(body, here);
  });
}

function bindBlock(block: Node, scope: Scope): void {
  for (const statement of statementsOf(block))
    if (statement.name === 'AssignStatement') bindAssignment(statement, scope);
}

/** What `setUp` and the class itself give to `self`. */
function bindClass(block: Node, scope: Scope): void {
  for (const statement of statementsOf(block)) {
    const definition = definitionOf(statement);
    const body = definition.getChild('Body');
    const isSetUp = /^(?:setUp|setup_method|setup)$/.test(nameOf(definition, scope.source));
    if (definition.name === 'FunctionDefinition' && isSetUp && body !== null) bindBlock(body, scope);
    if (statement.name === 'AssignStatement') {
      const own = { ...inner(scope) };
      bindAssignment(statement, own);
      for (const [name, value] of own.names)
        if (!scope.names.has(name)) scope.names.set(`self.${name}`, value);
    }
  }
}

function describe(found: Found, source: string): PyTest {
  const leaves = leavesOf(found.node, source);
  const text = leaves.map((leaf) => leaf.text).join(' ');
  const body = leaves.filter(({ at }) => at !== found.name.from).map((leaf) => leaf.text);
  return { id: found.id, line: lineOf(source, found.node.from), text, body: body.join(' '), found };
}

export type Leaf = { readonly kind: string; readonly at: number; readonly text: string };

export function leavesOf(node: Node, source: string): Leaf[] {
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

function isName(kind: string): boolean {
  return kind === 'VariableName' || kind === 'PropertyName';
}
