import { parametersOf, render, valueOf, type Scope, type Value } from './scope.ts';
import {
  argumentsOf,
  calledName,
  childrenOf,
  definitionOf,
  elementsOf,
  partsOf,
  textOf,
  type Code,
  type Node,
} from './tree.ts';

/** More cases than this are not told apart: the list is compared as a whole. */
const maxRows = 400;

/** Names what an assignment names from here on. */
export function bindAssignment(statement: Node, scope: Scope): void {
  const sides: Node[][] = [[]];
  for (const child of childrenOf(statement)) {
    if (child.name === 'AssignOp') sides.push([]);
    else if (child.name !== 'TypeDef') sides.at(-1)?.push(child);
  }
  const value = sides.pop() ?? [];
  for (const target of sides) {
    const [only] = value;
    if (only !== undefined && value.length === 1) bindTargets(target, only, scope);
    else bindParts(partsOf(target), partsOf(value), scope);
  }
}

/** `x += 1`: the old value and what was done to it. */
export function bindUpdate(statement: Node, scope: Scope): void {
  const [target, operator, ...value] = childrenOf(statement);
  if (target === undefined || operator === undefined) return;
  const text = (node: Node): string => textOf({ node, source: scope.source });
  const tokens = [...render(target, scope), text(operator), ...value.flatMap((one) => render(one, scope))];
  scope.names.set(text(target), { tokens, code: null });
}

/** `a, b` bound to one value, taken apart where it is written out. */
export function bindTargets(target: readonly Node[], value: Node, scope: Scope): void {
  const targets = partsOf(target.flatMap((node) => elementsOf(node) ?? [node]));
  const [first] = targets;
  if (targets.length === 1 && first !== undefined) return bindOne(first, valueOf(value, scope), scope);
  const elements = elementsOf(value);
  if (elements?.length === targets.length)
    return bindParts(
      targets,
      elements.map((node) => [node]),
      scope,
    );
  const whole = render(value, scope);
  targets.forEach((part, index) =>
    bindOne(part, { tokens: [...whole, '[', String(index), ']'], code: null }, scope),
  );
}

function bindParts(targets: readonly Node[][], values: readonly Node[][], scope: Scope): void {
  // All values are read before a name changes: `a, b = b, a`.
  const read = values.map(([node]) => (node === undefined ? null : valueOf(node, scope)));
  targets.forEach((part, index) => {
    const value = read[index];
    if (value) bindOne(part, value, scope);
  });
}

function bindOne([target]: readonly Node[], value: Value, scope: Scope): void {
  if (target === undefined) return;
  const text = textOf({ node: target, source: scope.source });
  // An element or an attribute of something else is not followed, but for those of the test's own object.
  if (target.name === 'VariableName' || /^self\.\w+$/.test(text)) scope.names.set(text, value);
}

/** The elements of a list that is written out, here or where its name was bound; null where it is not. */
export function rowsOf(list: Node, scope: Scope): Code[] | null {
  const { code } = valueOf(list, scope);
  const elements = code === null ? null : elementsOf(code.node);
  if (code === null || elements === null || elements.length > maxRows) return null;
  return elements.map((node) => ({ node, source: code.source }));
}

/** One scope for every case of `parametrize` above a test; one alone where there is none. */
export function casesOf(decorators: readonly Node[], scope: Scope): Scope[] {
  return decorators.reduce<Scope[]>(
    (scopes, decorator) => {
      const rows = scopes.flatMap((one) => parametrized(decorator, one));
      return rows.length > maxRows ? scopes : rows;
    },
    [scope],
  );
}

function parametrized(decorator: Node, scope: Scope): Scope[] {
  const { source } = scope;
  const call = textOf({ node: decorator, source });
  if (!/^@[\w.]*\bparametrize\s*\(/.test(call)) return [scope];
  const { positional, named } = argumentsOf({ node: decorator, source });
  const [names = named.get('argnames'), list = named.get('argvalues')] = positional;
  if (names === undefined || list === undefined) return [scope];
  const words = textOf({ node: names, source }).match(/\w+/g) ?? [];
  const rows = rowsOf(list, scope);
  if (rows === null) {
    const tokens = ['case', 'of', ...render(list, scope)];
    const opaque = words.map((word, index): [string, Value] => [
      word,
      { tokens: [...tokens, '[', String(index), ']'], code: null },
    ]);
    return [{ ...scope, names: new Map([...scope.names, ...opaque]) }];
  }
  return rows.map((row) => caseScope(row, words, scope));
}

function caseScope(row: Code, words: readonly string[], scope: Scope): Scope {
  const given = calledName(row) === 'param' ? argumentsOf(row).positional : null;
  const values = given ?? (words.length === 1 ? [row.node] : (elementsOf(row.node) ?? []));
  const whole = render(row.node, { ...scope, source: row.source });
  const bound = words.map((word, index): [string, Value] => {
    const node = values[index];
    return node === undefined
      ? [word, { tokens: [...whole, '[', String(index), ']'], code: null }]
      : [word, valueOf(node, { ...scope, source: row.source })];
  });
  return { ...scope, names: new Map([...scope.names, ...bound]) };
}

/** Fixtures of the same file that do nothing but return a value are known by it. */
export function bindFixtures(test: Code, scope: Scope): void {
  for (const { name } of parametersOf(test)) {
    const helper = scope.helpers.get(name);
    if (helper === undefined || scope.names.has(name)) continue;
    const body = definitionOf(helper.node).getChild('Body');
    const only = body?.lastChild;
    if (!body || !only || !/^(?:Return|Yield)Statement$/.test(only.name)) continue;
    const value = only.firstChild?.nextSibling;
    const isOnly = childrenOf(body).length === 2;
    if (value && isOnly) scope.names.set(name, valueOf(value, { ...scope, source: helper.source }));
  }
}
