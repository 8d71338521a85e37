import { z } from 'zod';
import { pageQuery } from './page-query.ts';
import { pageState, type PageState } from './page-state.ts';

export type PageSource = {
  /** GitHub's GraphQL endpoint, and the token of somebody who may read there. */
  readonly url: string;
  readonly token: string;
  readonly owner: string;
  readonly name: string;
};

const answer = z.object({
  data: z.object({ repository: pageState }).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** What GitHub shows of a repository's issues and pull requests to a person; throws where it does not answer that. */
export async function readPage({ url, token, owner, name }: PageSource): Promise<PageState> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: pageQuery, variables: { owner, name } }),
    signal: AbortSignal.timeout(30_000),
  });
  const { data, errors } = answer.parse(await response.json());
  if (!data) throw new Error(`the page could not be read: ${errors?.[0]?.message ?? response.statusText}`);
  return data.repository;
}
