/** One line of requests.jsonl. `path` is the URL's path for REST, the operation's name for GraphQL. */
export type RequestLine = {
  at: string;
  method: string;
  path: string;
  kind: 'read' | 'write' | 'content';
  mutations: number;
  status: number;
  ms: number;
};

/** A request, answer or payload that does not fit GitHub's own description of it. */
export type Mismatch = {
  at: string;
  where: string;
  detail: string;
};
