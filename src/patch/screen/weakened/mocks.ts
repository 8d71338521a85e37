import { lineFinder } from '../../../python/line-finder.ts';
import type { Compared, Side } from './compare-sides.ts';
import { leavesOf, type PyTest } from '../../../python/test-cases.ts';
import { childrenOf, definitionOf, nameOf, statementsOf, textOf, type Node } from '../../../python/tree.ts';
import { parametersOf } from '../../../python/scope.ts';
import { topImports, type TopImport } from '../../../python/imports.ts';
import { boundNames } from '../../../python/bound-names.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { testFinding } from './weaker-test.ts';

const mockNames =
  /^(?:patch|setattr|setitem|Mock|MagicMock|AsyncMock|PropertyMock|NonCallableMock|create_autospec|stub|spy)$/;

/** What a test tested, and now replaces: by a mock, or by something of its own under the same name. */
export function screenMocks({ path, before, after }: Compared): ScreenFinding[] {
  const mocked = [...before.file.tests.values()].flatMap((test) => {
    const now = after.file.tests.get(test.id);
    if (now === undefined || mocksIn(now, after) <= mocksIn(test, before)) return [];
    const message = `The test ${test.id} now replaces some of the code with a mock.`;
    return [testFinding('subject-mocked', path, now.line, message)];
  });
  const was = topImports(before.file.code);
  const is = topImports(after.file.code);
  const known = new Set(namesGiven(before, before, was).map(({ name }) => name));
  const replaced =
    before.file.tests.size === 0 ? [] : [...movedNames(was, is), ...namesGiven(after, before, was)];
  const isUnasked = before.file.tests.size > 0 && mocksAround(after) > mocksAround(before);
  const unasked = 'The set-up of every test in this file now replaces some of the code with a mock.';
  return [
    ...mocked,
    ...(isUnasked ? [testFinding('subject-mocked', path, null, unasked)] : []),
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

function mocksIn({ found }: PyTest, { file }: Pick<Side, 'file'>): number {
  return leavesOf(found.node, file.code.source).filter(
    ({ kind, text }) => /^(?:Variable|Property)Name$/.test(kind) && mockNames.test(text),
  ).length;
}

/** Mocks in what runs for every test unasked: fixtures that say so, `setUp` and its kin, and the table of modules. */
function mocksAround({ file, helpers }: Side): number {
  const { source } = file.code;
  const unasked = [...helpers.values()].filter(
    ({ id, found }) =>
      /^(?:setup|teardown)(?:_module|_function)?$/i.test(id) ||
      /\bautouse\s*=\s*True\b/.test(textOf({ node: found.node, source })),
  );
  const modules = file.around.split(/\bsys \. modules \[/).length - 1;
  return unasked.reduce((sum, helper) => sum + mocksIn(helper, { file }), modules);
}

type Given = { readonly name: string; readonly at: number };

/** Names that now come from the tests themselves, or from a fake, or stand for another thing of the same module. */
function movedNames(was: ReadonlyMap<string, TopImport>, is: ReadonlyMap<string, TopImport>): Given[] {
  return [...is].flatMap(([name, { from, original }]) => {
    const old = was.get(name);
    if (old === undefined) return [];
    const isOwn = /^(?:\.|tests?\b|conftest|.*\b(?:fakes?|stubs?|mocks?)\b)/.test(from);
    const isOther = old.from === from ? old.original !== original : isOwn;
    return isOther ? [{ name, at: 0 }] : [];
  });
}

/** Imported names that a file defines or assigns: at its top, or in a test that stood before. */
function namesGiven({ file }: Side, before: Side, imported: ReadonlyMap<string, TopImport>): Given[] {
  const { node, source } = file.code;
  const top = statementsOf(node).map((statement) => ({
    name: definedName(statement, source),
    at: statement.from,
  }));
  const within = [...file.tests.values()]
    .filter(({ id }) => before.file.tests.has(id))
    .flatMap(({ found }) => parametersAt(found.node, source).concat(definedWithin(found.node, source)));
  return [...top, ...within].filter(({ name }) => imported.has(name));
}

function parametersAt(node: Node, source: string): Given[] {
  return parametersOf({ node, source }).map(({ name }) => ({ name, at: node.from }));
}

function definedWithin(block: Node, source: string): Given[] {
  return childrenOf(block).flatMap((child) => {
    const names = child.name === 'ImportStatement' ? boundNames(child, source) : [definedName(child, source)];
    return names.map((name) => ({ name, at: child.from })).concat(definedWithin(child, source));
  });
}

/** What a statement gives a new meaning; of an attribute only what puts a function in its place. */
function definedName(statement: Node, source: string): string {
  const definition = definitionOf(statement);
  if (/^(?:Function|Class)Definition$/.test(definition.name)) return nameOf(definition, source);
  const target = statement.name === 'AssignStatement' ? statement.firstChild : null;
  if (target === null) return '';
  const isFunction = /\blambda\b|=\s*\w*(?:fake|stub|mock)\w*/i.test(textOf({ node: statement, source }));
  if (target.name === 'MemberExpression' && !isFunction) return '';
  return textOf({ node: target, source }).split('.')[0] ?? '';
}
