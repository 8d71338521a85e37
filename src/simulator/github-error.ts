/** GitHub's machine-readable reason in a GraphQL error's `type`. */
export type GraphqlErrorType =
  'NOT_FOUND' | 'FORBIDDEN' | 'UNPROCESSABLE' | 'STALE_DATA' | 'INSUFFICIENT_SCOPES';

/** Entry of a 422's `errors` list. */
export type FieldError = {
  resource: string;
  code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  field?: string;
  message?: string;
};

/** What else a refusal carries: GraphQL's type and wording where they differ from REST's, a 422's list. */
export type ErrorDetail = {
  type?: GraphqlErrorType;
  graphqlMessage?: string;
  errors?: (FieldError | string)[];
};

/** A refusal as GitHub words it: `status`, `message` and `errors` for REST, the `graphql…` pair for GraphQL. */
export class GitHubError extends Error {
  readonly status: number;
  readonly errors: (FieldError | string)[];
  readonly graphqlType: GraphqlErrorType;
  readonly graphqlMessage: string;

  constructor(status: number, message: string, detail: ErrorDetail = {}) {
    super(message);
    this.name = 'GitHubError';
    this.status = status;
    this.errors = detail.errors ?? [];
    this.graphqlType = detail.type ?? graphqlTypes[status] ?? 'UNPROCESSABLE';
    const first = this.errors[0];
    this.graphqlMessage =
      detail.graphqlMessage ?? (typeof first === 'string' ? first : first?.message) ?? message;
  }
}

const graphqlTypes: Record<number, GraphqlErrorType> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND' };
