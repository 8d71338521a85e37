import type { Compared, Side } from './compare-sides.ts';
import { leavesOf, type PyTest } from './python-tests.ts';
import {
  childrenOf,
  definitionOf,
  lineFinder,
  nameOf,
  statementsOf,
  textOf,
  type Code,
  type Node,
} from './python/tree.ts';
import type { ScreenFinding } from './screen-finding.ts';
import { testFinding } from './weaker-test.ts';

const mockNames =
  /^(?:patch|setattr|setitem|Mock|MagicMock|AsyncMock|PropertyMock|NonCallableMock|create_autospec|stub|spy)$/;

/** What a test tested, and now replaces: by a mock, or by something of its own under the same name. */
export function screenMocks({ path, before, after }: Compared): ScreenFinding[] {
  const mocked = [...before.file.tests.values()].flatMap((test) => {
    const now = after.file.tests.get(test.id);
    if (now === undefined || mocksIn(now, after) <= mocksIn(test, before)) return [];
    const message = `The test ${test.id} ran on the code itself; now it replaces some of it by a mock.`;
    return [testFinding('subject-mocked', path, now.line, message)];
  });
  const [was, is] = [importsOf(before.file.code), importsOf(after.file.code)];
  const known = new Set(namesGiven(before, before, was).map(({ name }) => name));
  const replaced =
    before.file.tests.size === 0 ? [] : [...movedNames(was, is), ...namesGiven(after, before, was)];
  return [
    ...mocked,
    ...replaced
      .filter(({ name }) => !known.has(name))
      .map(({ name, at }) =>
        testFinding(
          'subject-mocked',
          path,
          lineFinder(after.file.code.source)(at),
          `"${name}" was imported from the code; now the tests define it themselves.`,
        ),
      ),
  ];
}

function mocksIn({ found }: PyTest, { file }: Side): number {
  return leavesOf(found.node, file.code.source).filter(
    ({ kind, text }) => /^(?:Variable|Property)Name$/.test(kind) && mockNames.test(text),
  ).length;
}

type Import = { readonly from: string };

/** Names that a file imports at its top, with where from. */
function importsOf({ node, source }: Code): ReadonlyMap<string, Import> {
  const imports = new Map<string, Import>();
  for (const statement of statementsOf(node).filter(({ name }) => name === 'ImportStatement')) {
    const text = textOf({ node: statement, source }).replace(/[()\\\n]/g, ' ');
    const [, from, names = ''] = /^from\s+([\w.]+)\s+import\s+(.*)$/.exec(text) ?? [];
    if (from === undefined) continue;
    for (const one of names.split(',')) {
      const name = one.trim().split(/\s+/).at(-1) ?? '';
      if (name !== '') imports.set(name, { from });
    }
  }
  return imports;
}

type Given = { readonly name: string; readonly at: number };

/** Names that now come from the tests themselves, or from a fake. */
function movedNames(was: ReadonlyMap<string, Import>, is: ReadonlyMap<string, Import>): Given[] {
  return [...is].flatMap(([name, { from }]) => {
    const old = was.get(name)?.from;
    const isOwn = /^(?:\.|tests?\b|conftest|.*\b(?:fakes?|stubs?|mocks?)\b)/.test(from);
    return old !== undefined && old !== from && isOwn ? [{ name, at: 0 }] : [];
  });
}

/** Imported names that a file defines or assigns: at its top, or in a test that stood before. */
function namesGiven({ file }: Side, before: Side, imported: ReadonlyMap<string, Import>): Given[] {
  const { node, source } = file.code;
  const top = statementsOf(node).map((statement) => ({
    name: definedName(statement, source),
    at: statement.from,
  }));
  const within = [...file.tests.values()]
    .filter(({ id }) => before.file.tests.has(id))
    .flatMap(({ found }) => definedWithin(found.node, source));
  return [...top, ...within].filter(({ name }) => imported.has(name));
}

function definedWithin(block: Node, source: string): Given[] {
  return childrenOf(block).flatMap((child) =>
    [{ name: definedName(child, source), at: child.from }].concat(definedWithin(child, source)),
  );
}

/** What a statement gives a new meaning; of an attribute only what puts a function in its place. */
function definedName(statement: Node, source: string): string {
  const definition = definitionOf(statement);
  if (/^(?:Function|Class)Definition$/.test(definition.name)) return nameOf(definition, source);
  const target = statement.name === 'AssignStatement' ? statement.firstChild : null;
  if (target === null) return '';
  const isFunction = /\blambda\b/.test(textOf({ node: statement, source }));
  if (target.name === 'MemberExpression' && !isFunction) return '';
  return textOf({ node: target, source }).split('.')[0] ?? '';
}
