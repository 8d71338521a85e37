import type { GitHubError } from '../github-error.ts';

/** What is sent back, before the headers that every answer carries. */
export type Answer =
  | { kind: 'json'; status: number; body: unknown; headers?: Record<string, string> }
  | { kind: 'empty'; status: number; headers?: Record<string, string> }
  | { kind: 'bytes'; status: number; body: Uint8Array; headers: Record<string, string> };

export const docsUrl = 'https://docs.github.com/rest';

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { kind: 'json', status, body, headers };
}

export function empty(status = 204, headers: Record<string, string> = {}): Answer {
  return { kind: 'empty', status, headers };
}

/** docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api: the shape of a refusal. */
export function refusal(error: GitHubError, documentation: string = docsUrl): Answer {
  return json(
    {
      message: error.message,
      ...(error.errors.length > 0 ? { errors: error.errors } : {}),
      documentation_url: documentation,
      status: String(error.status),
    },
    error.status,
  );
}
