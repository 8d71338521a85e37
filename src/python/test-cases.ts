import { lineFinder } from './line-finder.ts';
import { casesOf, bindAssignment, bindFixtures } from './bind.ts';
import type { Check } from './check.ts';
import { readChecks } from './read-checks.ts';
import { skipMarks, type SkipMark } from './skip-marks.ts';
import { helpersOf, inner, type Scope } from './scope.ts';
import { collectTests, type Found } from './collect.ts';
import { defaultNames, type TestNames } from './test-rules.ts';
import {
  definitionOf,
  isDocstring,
  nameOf,
  parsePython,
  statementsOf,
  type Code,
  type Node,
} from './tree.ts';

/** A test function or method that pytest collects. */
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

export type PyTestFile = {
  readonly tests: ReadonlyMap<string, PyTest>;
  readonly skips: readonly SkipMark[];
  /** Tokens of all that is no test: equal where tests find the same around them. */
  readonly around: string;
  readonly code: Code;
};

/** Bears broken code: what cannot be parsed yields no test, never an error. */
export function readPythonTests(source: string, names: TestNames = defaultNames): PyTestFile {
  const code = parsePython(source);
  const lineOf = lineFinder(source);
  // Of two functions of one name Python keeps the last.
  const tests = new Map(
    collectTests(code, names).map((found) => [found.id, describe(found, source, lineOf(found.node.from))]),
  );
  const leaves = leavesOf(code.node, source);
  const owners = ownersOf(leaves, [...tests.values()]);
  const words = leaves.flatMap(({ kind, text, at }, index) =>
    isName(kind) ? [{ text, at, test: owners[index] ?? null }] : [],
  );
  const skips = skipMarks(code, words, lineOf);
  const around = leaves.filter((_leaf, index) => owners[index] === null).map(({ text }) => text);
  return { tests, skips, around: around.join(' '), code };
}

/** Functions of a file that are no tests, read like tests: what they assert, tests assert through them. */
export function readHelpers({ tests, code }: PyTestFile): ReadonlyMap<string, PyTest> {
  const names = [...helpersOf(code)].filter(([name]) => !tests.has(name) && !name.startsWith('self.'));
  const lineOf = lineFinder(code.source);
  return new Map(
    names.flatMap(([id, { node }]): [string, PyTest][] => {
      const name = definitionOf(node).getChild('VariableName');
      const found = { id, node, decorators: [], classes: [], conditions: [] };
      return name === null ? [] : [[id, describe({ ...found, name }, code.source, lineOf(node.from))]];
    }),
  );
}

/** Reads what tests of a file assert, case by case. `helpers`: functions of other files that they may call. */
export function checksReader(
  { code }: PyTestFile,
  helpers: ReadonlyMap<string, Code>,
): (test: PyTest) => Check[] {
  const own = new Map([...helpers, ...helpersOf(code)]);
  const file: Scope = { source: code.source, names: new Map(), helpers: own, depth: 0 };
  bindBlock(code.node, file);
  return ({ found }) => {
    const body = definitionOf(found.node).getChild('Body');
    if (body === null) return [];
    const scope = found.classes.length === 0 ? file : inner(file);
    for (const block of found.classes) bindClass(block, scope);
    return casesOf(found.decorators, scope).flatMap((one) => {
      const here = { ...inner(one), helpers: new Map(own) };
      bindFixtures({ node: found.node, source: code.source }, here);
      return readChecks(body, here);
    });
  };
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
      // None stands for what is to come.
      for (const [name, value] of own.names)
        if (!scope.names.has(name) && value.tokens.join() !== 'None') scope.names.set(`self.${name}`, value);
    }
  }
}

/** For each leaf the test that it stands in. */
function ownersOf(leaves: readonly Leaf[], tests: readonly PyTest[]): (string | null)[] {
  const spans = tests.toSorted((a, b) => a.found.node.from - b.found.node.from);
  let next = 0;
  return leaves.map(({ at }) => {
    while (at >= (spans[next]?.found.node.to ?? Number.POSITIVE_INFINITY)) next += 1;
    const test = spans[next];
    return test !== undefined && at >= test.found.node.from ? test.id : null;
  });
}

function describe(found: Found, source: string, line: number): PyTest {
  const leaves = leavesOf(found.node, source);
  const text = leaves.map((leaf) => leaf.text).join(' ');
  const body = leaves.filter(({ at }) => at !== found.name.from).map((leaf) => leaf.text);
  return { id: found.id, line, text, body: body.join(' '), found };
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
