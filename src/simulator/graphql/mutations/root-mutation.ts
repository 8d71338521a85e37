import { GitHubError } from '../../github-error.ts';
import type { Label } from '../../state/conversation-parts.ts';
import type { Issue, Pull } from '../../state/repository.ts';
import type { Args, GraphqlContext } from '../source.ts';
import { texts } from '../source.ts';
import { lookUp } from '../find-node.ts';

/** A root mutation: its `input` in, the fields of its payload out. The payload is read after it is done, live. */
export type Mutation = (
  input: Args,
  context: GraphqlContext,
) => Promise<Record<string, unknown>> | Record<string, unknown>;
export type Mutations = Readonly<Record<string, Mutation>>;

/** Labels of a list of ids; absent where the list is. */
export function labelsOf(input: Args, context: GraphqlContext): Label[] | undefined {
  return texts(input, 'labelIds')?.map((id) => {
    const found = lookUp(context, id);
    if (found.type !== 'Label')
      throw new GitHubError(404, `Could not resolve to a node with the global id of '${id}'`);
    return found.value;
  });
}

/** An issue or pull request by node id: `Labelable`, and what can be commented on. */
export function conversationOf(context: GraphqlContext, id: string): Issue | Pull {
  const found = lookUp(context, id);
  if (found.type !== 'Issue' && found.type !== 'PullRequest') {
    throw new GitHubError(404, `Could not resolve to a node with the global id of '${id}'`);
  }
  return found.value;
}
