import { branchesOf } from './branches.ts';
import { childrenOf, definitionOf, nameOf, statementsOf, textOf, type Node } from './tree.ts';

/** Names that a statement gives another meaning, or takes away; attributes as `A.b`. Of branches all that may be run. */
export function boundNames(statement: Node, source: string): string[] {
  const definition = definitionOf(statement);
  switch (definition.name) {
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return [nameOf(definition, source)];
    case 'AssignStatement':
      return targetsOf(definition).flatMap((node) => namesIn(node, source));
    case 'DeleteStatement':
      return childrenOf(definition).flatMap((node) => namesIn(node, source));
    case 'ImportStatement':
      return importedBy(textOf({ node: definition, source }));
    case 'IfStatement':
    case 'TryStatement':
    case 'WithStatement':
    case 'ForStatement':
    case 'WhileStatement':
      return branchesOf(definition).flatMap(({ body }) =>
        statementsOf(body).flatMap((one) => boundNames(one, source)),
      );
    default:
      return [];
  }
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
