import { boundNames } from './bound-names.ts';
import { branchesOf, truthOf } from './branches.ts';
import type { TestNames } from './test-rules.ts';
import { definitionOf, nameOf, statementsOf, textOf, type Code, type Node } from './tree.ts';

/** A test as pytest finds it. */
export type Found = {
  /** As in a node id, without the file. */
  readonly id: string;
  /** With its decorators. */
  readonly node: Node;
  readonly name: Node;
  /** Its own decorators and those of its classes. */
  readonly decorators: readonly Node[];
  /** The blocks of its classes, the outer one first. */
  readonly classes: readonly Node[];
  /** Conditions of the file that it stands under, as written. */
  readonly conditions: readonly string[];
};

type Around = Pick<Found, 'decorators' | 'classes' | 'conditions'> & {
  readonly prefix: string;
  readonly names: TestNames;
  readonly isCase: boolean;
};

/** The tests of a file, by the names that pytest is told to look for. */
export function collectTests(code: Code, names: TestNames): Found[] {
  const around: Around = { prefix: '', decorators: [], classes: [], conditions: [], names, isCase: false };
  return collect(code.node, code.source, around);
}

function collect(block: Node, source: string, around: Around): Found[] {
  const byName = new Map<string, Found[]>();
  for (const statement of statementsOf(block)) {
    const found = foundIn(statement, source, around);
    // Of two things of one name Python keeps the last, and what is given away is no test any more.
    for (const name of boundNames(statement, source)) forget(byName, name, around.prefix);
    for (const one of found) {
      const top = one.id.slice(around.prefix.length).split('::')[0] ?? '';
      const same = byName.get(top);
      if (same === undefined) byName.set(top, [one]);
      else same.push(one);
    }
    if (endsFile(statement, source)) break;
  }
  return [...byName.values()].flat();
}

function foundIn(statement: Node, source: string, around: Around): Found[] {
  if (/^(?:If|Try|With)Statement$/.test(statement.name)) return collectBelow(statement, source, around);
  const definition = definitionOf(statement);
  const decorators = [...around.decorators, ...statement.getChildren('Decorator')];
  const word = nameOf(definition, source);
  const name = definition.getChild('VariableName');
  if (definition.name === 'ClassDefinition')
    return collectClass(definition, source, { ...around, decorators });
  const isTest = definition.name === 'FunctionDefinition' && isTestName(word, around);
  return isTest && name !== null && !isFixture(statement, source)
    ? [foundAt(around, { id: around.prefix + word, node: statement, name, decorators })]
    : [];
}

function foundAt(
  { classes, conditions }: Around,
  found: Pick<Found, 'id' | 'node' | 'name' | 'decorators'>,
): Found {
  return { ...found, classes, conditions };
}

/** unittest looks for methods that begin with `test`, whatever pytest is told. */
function isTestName(word: string, { names, isCase }: Around): boolean {
  return isCase ? word.startsWith('test') : names.isFunction(word);
}

/** A fixture may be called as a test is: pytest then takes it for none. */
function isFixture(statement: Node, source: string): boolean {
  return statement
    .getChildren('Decorator')
    .some((node) => /^@\s*(?:\w+\s*\.\s*)*(?:yield_)?fixture\b/u.test(textOf({ node, source })));
}

/** Below a name at the top of a block stand the tests of that name, or of the class of that name. */
function forget(found: Map<string, Found[]>, name: string, prefix: string): void {
  const [top = '', ...rest] = name.split('.');
  const those = found.get(top);
  if (those === undefined) return;
  if (rest.length === 0) found.delete(top);
  const id = `${prefix}${top}::${rest.join('::')}`;
  if (rest.length > 0)
    found.set(
      top,
      those.filter((one) => one.id !== id && !one.id.startsWith(`${id}::`)),
    );
}

function collectClass(definition: Node, source: string, around: Around): Found[] {
  const bases = definition.getChild('ArgList');
  const body = definition.getChild('Body');
  const word = nameOf(definition, source);
  const isCase = bases !== null && /TestCase\b/.test(textOf({ node: bases, source }));
  if (body === null || !(isCase || around.names.isClass(word))) return [];
  const methods = new Set(statementsOf(body).map((node) => nameOf(definitionOf(node), source)));
  // pytest passes a class by that is made with arguments of its own.
  if (!isCase && (methods.has('__init__') || methods.has('__new__'))) return [];
  const prefix = `${around.prefix}${word}::`;
  return collect(body, source, { ...around, prefix, isCase, classes: [...around.classes, body] });
}

/** Tests may stand under a condition or a try; not under a condition that never holds. */
function collectBelow(statement: Node, source: string, around: Around): Found[] {
  const scope = { source, names: new Map(), helpers: new Map(), depth: 0 };
  const said: string[] = [];
  return branchesOf(statement).flatMap(({ head, body }): Found[] => {
    if (statement.name !== 'IfStatement') return collect(body, source, around);
    const [condition] = head;
    const isDead =
      condition !== undefined && (truthOf(condition, scope) === false || isMain(condition, source));
    if (isDead) return [];
    const own = condition === undefined ? [...said] : [textOf({ node: condition, source })];
    said.push(...own.map((text) => `not ${text}`));
    return collect(body, source, { ...around, conditions: [...around.conditions, ...own] });
  });
}

function isMain(condition: Node, source: string): boolean {
  return /__name__\s*==/.test(textOf({ node: condition, source }));
}

function endsFile(statement: Node, source: string): boolean {
  return (
    statement.name === 'RaiseStatement' ||
    (statement.name === 'ExpressionStatement' &&
      /^(?:sys\.exit|exit|quit|os\._exit|pytest\.exit)\s*\(/.test(textOf({ node: statement, source })))
  );
}
