/** Why GitHub refused a mutation: told by the error's type, and by its sentence only where the type is a general one. */
import type { MutationRefusal } from '../../task/mutation.ts';
import type { GraphqlError } from '../transport/graphql.ts';
import { meaningOf } from '../transport/sentences.ts';

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
