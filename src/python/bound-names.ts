import { branchesOf } from './branches.ts';
import { childrenOf, definitionOf, nameOf, statementsOf, textOf, type Node } from './tree.ts';

/** Names that a statement gives another meaning, or takes away; attributes as `A.b`. Of branches all that may be run. */
export function boundNames(statement: Node, source: string): string[] {
  const definition = definitionOf(statement);
  const isDefinition = /^(?:Function|Class)Definition$/.test(definition.name);
  return [...namesBy(definition, source), ...(isDefinition ? [] : walrusNames(definition, source))];
}

function namesBy(definition: Node, source: string): string[] {
  switch (definition.name) {
    case 'FunctionDefinition':
      return [nameOf(definition, source), ...globalNames(definition, source)];
    case 'ClassDefinition':
      return [nameOf(definition, source)];
    case 'TypeDefinition':
      return namesIn(childrenOf(definition)[1] ?? definition, source);
    case 'AssignStatement':
      return targetsOf(definition).flatMap((node) => namesIn(node, source));
    case 'DeleteStatement':
      return childrenOf(definition).flatMap((node) => namesIn(node, source));
    case 'UpdateStatement':
      return namesIn(definition.firstChild ?? definition, source);
    case 'ImportStatement':
      return importedBy(textOf({ node: definition, source }));
    case 'IfStatement':
    case 'TryStatement':
    case 'WithStatement':
    case 'ForStatement':
    case 'WhileStatement':
      return [
        ...headNames(definition, source),
        ...branchesOf(definition).flatMap(({ body }) =>
          statementsOf(body).flatMap((one) => boundNames(one, source)),
        ),
      ];
    case 'MatchStatement':
      return matchNames(definition, source);
    default:
      return [];
  }
}

/** `for x in`, `with … as x`, `except … as x` and `x := …`, before the block. */
function headNames(statement: Node, source: string): string[] {
  const names: string[] = [];
  const children = childrenOf(statement);
  let isTarget = statement.name === 'ForStatement';
  for (const child of children) {
    if (child.name === 'as') isTarget = true;
    else if (/^(?:in|,|:|Body)$/.test(child.name))
      isTarget = child.name === ',' && isTarget && statement.name === 'ForStatement';
    else if (isTarget) names.push(...namesIn(child, source));
  }
  // The grammar stops at a target in parentheses.
  const line = source.slice(statement.from, source.indexOf('\n', statement.from) >>> 0);
  const grouped = statement.name === 'WithStatement' ? line.matchAll(/\bas\s*[([]([\w\s,]*)[)\]]/g) : [];
  return names.concat([...grouped].flatMap(([, said = '']) => said.match(/\w+/g) ?? []));
}

/** A pattern that is a name alone catches the value under it. */
function matchNames(statement: Node, source: string): string[] {
  const names: string[] = [];
  statement.cursor().iterate(({ name, node }) => {
    if (/^(?:CapturePattern|AsPattern|StarPattern)$/.test(name)) names.push(...captured(node, source));
    if (name === 'Body') for (const one of statementsOf(node)) names.push(...boundNames(one, source));
    return name !== 'Body';
  });
  return names;
}

function captured(pattern: Node, source: string): string[] {
  const last = childrenOf(pattern).findLast(({ name }) => name === 'VariableName') ?? null;
  return last === null ? [] : [textOf({ node: last, source })];
}

/** `x := …`, wherever it stands in an expression. */
function walrusNames(node: Node, source: string): string[] {
  const names: string[] = [];
  node.cursor().iterate((at) => {
    const target = at.name === 'AssignOp' ? at.node.prevSibling : null;
    if (target !== null && source.slice(at.from, at.to) === ':=') names.push(...namesIn(target, source));
    return !/^(?:LambdaExpression|Body)$/.test(at.name);
  });
  return names;
}

/** Names of the file that a function says it will give another meaning. */
function globalNames(definition: Node, source: string): string[] {
  if (!source.includes('global ')) return [];
  const names: string[] = [];
  definition.cursor().iterate(({ name, node }) => {
    if (name === 'ScopeStatement' && node.firstChild?.name === 'global')
      names.push(...childrenOf(node).flatMap((child) => namesIn(child, source)));
  });
  return names;
}

/** What stands left of the last `=`. */
export function targetsOf(assignment: Node): Node[] {
  const children = childrenOf(assignment).filter(({ name }) => name !== 'TypeDef');
  return children.slice(
    0,
    children.findLastIndex(({ name }) => name === 'AssignOp'),
  );
}

function namesIn(node: Node, source: string): string[] {
  if (/^(?:VariableName|MemberExpression)$/.test(node.name))
    return [textOf({ node, source }).replaceAll(/\s/g, '')];
  return /^(?:Tuple|Array|Parenthesized)Expression$/.test(node.name)
    ? childrenOf(node).flatMap((child) => namesIn(child, source))
    : [];
}

function importedBy(statement: string): string[] {
  const text = statement.replaceAll(/[()\\\s]+/g, ' ');
  const names = /^(?:from [\w. ]+? )?import (.*)$/.exec(text)?.[1] ?? '';
  return names.split(',').map((one) => one.trim().split(' ').at(-1)?.split('.')[0] ?? '');
}
