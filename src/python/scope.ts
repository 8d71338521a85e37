import { createHash } from 'node:crypto';
import {
  argumentsOf,
  childrenOf,
  definitionOf,
  nameOf,
  partsOf,
  statementsOf,
  textOf,
  type Code,
  type Node,
} from './tree.ts';

/** What a name stands for: its value written out, and the node, where its elements may be asked for. */
export type Value = { readonly tokens: readonly string[]; readonly code: Code | null };

/**
 * Names in reach, while a function is read from top to bottom. Values are written in place of their names, so that a
 * test reads the same whether it says `f(1) == 2` or gives both sides a name first.
 */
export type Scope = {
  readonly source: string;
  readonly names: Map<string, Value>;
  readonly helpers: Map<string, Code>;
  /** How many helpers deep: a recursive one is left as it is. */
  readonly depth: number;
};

/** More than this is no longer written out: a digest tells as well whether it is the same. */
const maxTokens = 600;
const maxDepth = 4;

export function render(node: Node, scope: Scope): string[] {
  const tokens = renderNode(node, scope);
  if (tokens.length <= maxTokens) return tokens;
  return [`"${createHash('sha256').update(tokens.join('\0')).digest('hex')}"`];
}

export function isLiteral(token: string): boolean {
  return /^(?:[bf]?"|\.?\d|(?:True|False|None)$)/.test(token);
}

function renderNode(node: Node, scope: Scope): string[] {
  const text = textOf({ node, source: scope.source });
  switch (node.name) {
    case 'String':
      return [literal(text)];
    case 'ContinuedString':
      return [joinedParts(node, scope.source)];
    case 'FormatString':
      return [`f"${withoutQuotes(text)}"`];
    case 'Number': {
      const number = Number(text.replaceAll('_', ''));
      return [Number.isFinite(number) ? String(number) : text];
    }
    case 'VariableName':
      return [...(scope.names.get(text)?.tokens ?? [text])];
    case 'MemberExpression': {
      const known = scope.names.get(text)?.tokens;
      return known === undefined ? renderChildren(node, scope) : [...known];
    }
    case 'CallExpression':
      return inlined(node, scope) ?? renderChildren(node, scope);
    case 'LambdaExpression':
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return renderChildren(node, without(scope, boundWithin(node, scope.source)));
    default:
      return node.firstChild === null ? (text === '' ? [] : [text]) : renderChildren(node, scope);
  }
}

function renderChildren(node: Node, scope: Scope): string[] {
  const children = childrenOf(node);
  return children.flatMap((child, index) => {
    const next = children[index + 1];
    if (node.name === 'ParenthesizedExpression' && /^[()]$/.test(child.name)) return [];
    // A comma before the end says nothing, but for the one that makes a tuple.
    const closes = child.name === ',' && /^[)\]}]$/.test(next?.name ?? '');
    if (closes && !(node.name === 'TupleExpression' && children.length === 4)) return [];
    const isKeyword = node.name === 'ArgList' && next?.name === 'AssignOp';
    if (isKeyword) return [textOf({ node: child, source: scope.source })];
    return renderNode(child, scope);
  });
}

/** `"…"`, whatever the quotes were. */
function literal(text: string): string {
  const [, prefix = '', , said = ''] = /^(\w*)("""|'''|"|')([\s\S]*)\2$/.exec(text) ?? [];
  return `${/b/i.test(prefix) ? 'b' : ''}"${said}"`;
}

function withoutQuotes(text: string): string {
  return text.replace(/^\w*("""|'''|"|')([\s\S]*)\1$/, '$2');
}

/** Texts side by side are one; where one of them is formatted, the others' braces are written twice. */
function joinedParts(node: Node, source: string): string {
  const parts = childrenOf(node);
  const isFormat = parts.some(({ name }) => name === 'FormatString');
  const said = parts.map((part) => {
    const text = textOf({ node: part, source });
    if (part.name === 'FormatString') return withoutQuotes(text);
    const plain = literal(text).replace(/^b?"/, '').slice(0, -1);
    return isFormat ? plain.replaceAll(/[{}]/g, '$&$&') : plain;
  });
  const [first = ''] = parts.map((part) => textOf({ node: part, source }));
  return `${isFormat ? 'f' : /^\w*b/i.test(first) ? 'b' : ''}"${said.join('')}"`;
}

/** A helper that does nothing but return a value is written out where it is called. */
function inlined(node: Node, scope: Scope): string[] | null {
  const called = node.firstChild;
  const helper = called && scope.helpers.get(textOf({ node: called, source: scope.source }));
  if (!helper || scope.depth >= maxDepth) return null;
  const returned = returnedBy(helper);
  return returned && render(returned, enter(helper, { node, source: scope.source }, scope));
}

function returnedBy({ node }: Code): Node | null {
  const body = definitionOf(node).getChild('Body');
  const [only, more] = body === null ? [] : statementsOf(body);
  if (only === undefined || more !== undefined || !/^(?:Return|Yield)Statement$/.test(only.name)) return null;
  return only.firstChild?.nextSibling ?? null;
}

/** The scope within a helper: its parameters bound to what the call gives them. */
export function enter(helper: Code, call: Code | null, outer: Scope): Scope {
  const given = call === null ? { positional: [], named: new Map<string, Node>() } : argumentsOf(call);
  const own = helper.source === outer.source ? outer.names : [];
  const names = new Map(own);
  const within: Scope = { source: helper.source, names, helpers: outer.helpers, depth: outer.depth + 1 };
  const isMethod = call !== null && /^(?:self|cls)\./.test(textOf(call));
  parametersOf(helper).forEach(({ name, fallback }, index) => {
    names.delete(name);
    const node = given.named.get(name) ?? given.positional[isMethod ? index - 1 : index];
    if (node !== undefined && call !== null) names.set(name, valueOf(node, outer));
    else if (fallback !== null) names.set(name, valueOf(fallback, within));
  });
  return within;
}

export function parametersOf({ node, source }: Code): { name: string; fallback: Node | null }[] {
  const list = definitionOf(node).getChild('ParamList');
  if (list === null) return [];
  return partsOf(childrenOf(list).filter(({ name }) => !/^[()*/]$|^\*\*$/.test(name))).flatMap((part) => {
    const [first] = part;
    if (first?.name !== 'VariableName') return [];
    const assigned = part.findIndex(({ name }) => name === 'AssignOp');
    return [
      {
        name: textOf({ node: first, source }),
        fallback: assigned < 0 ? null : (part[assigned + 1] ?? null),
      },
    ];
  });
}

export function valueOf(node: Node, scope: Scope): Value {
  const name = node.name === 'VariableName' ? textOf({ node, source: scope.source }) : '';
  const known = scope.names.get(name);
  return known ?? { tokens: render(node, scope), code: { node, source: scope.source } };
}

/** A scope of its own for what is read next: what is bound there is not bound here. */
export function inner(scope: Scope): Scope {
  return { ...scope, names: new Map(scope.names) };
}

function without(scope: Scope, gone: ReadonlySet<string>): Scope {
  return { ...scope, names: new Map([...scope.names].filter(([name]) => !gone.has(name))) };
}

function boundWithin(node: Node, source: string): ReadonlySet<string> {
  const names = new Set<string>();
  let isTarget = false;
  for (const child of childrenOf(node)) {
    if (child.name === 'for') isTarget = true;
    else if (child.name === 'in') isTarget = false;
    else if (isTarget && child.name === 'VariableName') names.add(textOf({ node: child, source }));
    else if (child.name === 'ParamList')
      for (const one of childrenOf(child)) names.add(textOf({ node: one, source }));
  }
  return names;
}

/** Functions that tests may call: those of the file by name, those of a class as `self.name`. */
export function helpersOf(code: Code): Map<string, Code> {
  const helpers = new Map<string, Code>();
  for (const node of statementsOf(code.node)) {
    const definition = definitionOf(node);
    const name = nameOf(definition, code.source);
    if (definition.name === 'FunctionDefinition') helpers.set(name, { node, source: code.source });
    const body = definition.name === 'ClassDefinition' ? definition.getChild('Body') : null;
    for (const method of body === null ? [] : statementsOf(body))
      if (definitionOf(method).name === 'FunctionDefinition')
        helpers.set(`self.${nameOf(definitionOf(method), code.source)}`, {
          node: method,
          source: code.source,
        });
  }
  return helpers;
}
