/** Counts the requests made on behalf of one task: handed into the client, taken out with each entry. */
import type { RequestCounts } from '../../task/spending.ts';

export type { RequestCounts };

export type Meter = {
  add(cost: Cost): void;
  /** What was counted since it was last taken. */
  take(): RequestCounts;
};

/** What one request adds; `total` is always one. */
export type Cost = Omit<RequestCounts, 'total'>;

export const readCost: Cost = { graphql: 0, contentCreating: 0, mutations: 0 };
export const queryCost: Cost = { graphql: 1, contentCreating: 0, mutations: 0 };
export const restMutationCost: Cost = { graphql: 0, contentCreating: 1, mutations: 0 };

/** GitHub does not say how a document of several mutations counts: it is one request, its mutations are told beside it. */
export function documentCost(mutations: number): Cost {
  return { graphql: 1, contentCreating: 1, mutations };
}

export function createMeter(): Meter {
  let counts = zero();
  return {
    add: (cost) => {
      counts.total += 1;
      counts.graphql += cost.graphql;
      counts.contentCreating += cost.contentCreating;
      counts.mutations += cost.mutations;
    },
    take: () => {
      const taken = counts;
      counts = zero();
      return taken;
    },
  };
}

function zero(): RequestCounts {
  return { total: 0, graphql: 0, contentCreating: 0, mutations: 0 };
}
