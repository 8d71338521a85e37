import { parser } from '@lezer/python';

export type Node = ReturnType<typeof parser.parse>['topNode'];

/** A node with the source that it is of: a helper may stand in another file than the test that calls it. */
export type Code = { readonly node: Node; readonly source: string };

/** Bears broken code: what cannot be read is an error node, never an error. */
export function parsePython(source: string): Code {
  return { node: parser.parse(source).topNode, source };
}

export function textOf({ node, source }: Code): string {
  return source.slice(node.from, node.to);
}

/** Without comments. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== 'Comment') children.push(child);
  return children;
}

/** The statements of a file or a block, without docstrings, `a; b` taken apart. */
export function statementsOf(block: Node): Node[] {
  return childrenOf(block)
    .flatMap((node) => (node.name === 'StatementGroup' ? childrenOf(node) : [node]))
    .filter((node) => !/^[:;]$/.test(node.name) && !isDocstring(node));
}

export function isDocstring(node: Node): boolean {
  return node.name === 'ExpressionStatement' && /^(?:Continued)?String$/.test(node.firstChild?.name ?? '');
}

/** What a definition decorates, or the definition itself. */
export function definitionOf(node: Node): Node {
  return node.name === 'DecoratedStatement' ? (node.lastChild ?? node) : node;
}

export function nameOf(definition: Node, source: string): string {
  const name = definition.getChild('VariableName');
  return name === null ? '' : textOf({ node: name, source });
}

/** Parts between commas, each as the nodes that it has. */
export function partsOf(nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.filter((part) => part.length > 0);
}

/** The elements of a tuple, list or set as it is written; null for what is none of them, or spreads another. */
export function elementsOf(node: Node): Node[] | null {
  if (!/^(?:Tuple|Array|Set)Expression$/.test(node.name)) return null;
  const elements = childrenOf(node).filter(({ name }) => !/^[()[\]{},]$/.test(name));
  return elements.some(({ name }) => name === '*') ? null : elements;
}

export type Arguments = {
  readonly positional: readonly Node[];
  readonly named: ReadonlyMap<string, Node>;
};

export function argumentsOf({ node, source }: Code): Arguments {
  const list = node.getChild('ArgList');
  const inner = list === null ? [] : childrenOf(list).filter(({ name }) => !/^[()]$/.test(name));
  const positional: Node[] = [];
  const named = new Map<string, Node>();
  for (const [first, second, third] of partsOf(inner)) {
    if (first === undefined) continue;
    if (second?.name === 'AssignOp' && third !== undefined) named.set(textOf({ node: first, source }), third);
    else if (second === undefined) positional.push(first);
  }
  return { positional, named };
}

/** The last part of what is called: `b` of `a.b(…)`; '' for no call. */
export function calledName({ node, source }: Code): string {
  if (node.name !== 'CallExpression' || node.firstChild === null) return '';
  return textOf({ node: node.firstChild, source }).split('.').at(-1)?.trim() ?? '';
}
