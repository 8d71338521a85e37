import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { Kind } from 'graphql';

/** How much a document may ask for: docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#node-limit */
export const maxNodes = 500_000;

export type DocumentCost = {
  nodeCount: number;
  /** Points: requests needed for each connection, by the hundred, at least one. */
  cost: number;
};

/** Every field with `first` or `last` is a connection: as many nodes as asked for, for each node that it hangs on. */
export function countNodes(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): DocumentCost {
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const total = { nodes: 0, requests: 0 };
  const walk = (selections: SelectionSetNode | undefined, parents: number): void => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        walk(fragments.get(selection.name.value)?.selectionSet, parents);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, parents);
      } else {
        const asked = bound(selection, variables);
        if (asked !== null) {
          total.nodes += parents * asked;
          total.requests += parents;
        }
        walk(selection.selectionSet, parents * (asked ?? 1));
      }
    }
  };
  walk(operation.selectionSet, 1);
  return { nodeCount: total.nodes, cost: Math.max(1, Math.round(total.requests / 100)) };
}

function bound(field: FieldNode, variables: Readonly<Record<string, unknown>>): number | null {
  const argument = field.arguments?.find(
    ({ name }) => name.value === 'first' || name.value === 'last',
  )?.value;
  if (argument?.kind === Kind.INT) return Number(argument.value);
  const value = argument?.kind === Kind.VARIABLE ? variables[argument.name.value] : undefined;
  return typeof value === 'number' ? value : null;
}
