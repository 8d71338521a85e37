/** What an error of GraphQL says no for: told by its type, and by its sentence only where the type is a general one. */
import type { MutationRefusal } from '../../task/shapes/mutation.ts';
import { meaningOf } from './sentences.ts';

export type GraphqlError = {
  readonly type: string;
  /** Where in the answer: its first key is the alias of what was asked. */
  readonly path: readonly (string | number)[];
  readonly message: string;
};

export function refusalOf({ type, message }: Pick<GraphqlError, 'type' | 'message'>): MutationRefusal {
  switch (type) {
    case 'STALE_DATA':
      return 'moved';
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return 'forbidden';
    case 'NOT_FOUND':
      return 'gone';
    default:
      break;
  }
  const said = meaningOf(message, ['head-moved', 'exists']);
  return said === 'head-moved' ? 'moved' : (said ?? 'other');
}
