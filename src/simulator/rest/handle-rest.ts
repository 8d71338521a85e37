import { checkRequest, checkResponse, operationId, recordMismatches } from '../conform.ts';
import { GitHubError } from '../github-error.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import type { Caller } from '../http/authenticate.ts';
import type { Storage } from '../http/storage.ts';
import type { Route } from './route.ts';

/** A REST call whose route is known. */
export type RestCall = {
  route: Route;
  caller: Caller;
  url: URL;
  params: Readonly<Record<string, string>>;
  body: unknown;
  accept: string;
  storage: Storage;
};

/** Creating content costs more: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits */
export function kindOf(method: string, operation: string): 'read' | 'write' | 'content' {
  if (method === 'GET') return 'read';
  // Tokens, redeliveries and reruns create nothing that people see.
  return /access_tokens$|\/attempts$|\/actions\//.test(operation) ? 'write' : 'content';
}

/** What the call is about, as faults name it: `owner/name`, with `#number` or `@branch`. */
export function resourcesOf(world: World, params: Readonly<Record<string, string>>, body: unknown): string[] {
  const { owner, repo } = params;
  if (owner === undefined || repo === undefined) return [];
  const repository = `${owner}/${repo}`;
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const number = params['pull_number'] ?? params['issue_number'] ?? numberOfComment(world, params);
  const ref = params['ref'] ?? fields['ref'] ?? fields['head'];
  return [
    repository,
    ...(number === null ? [] : [`${repository}#${number}`]),
    ...(typeof ref === 'string' ? [`${repository}@${ref.replace(/^(refs\/)?heads\//, '')}`] : []),
  ];
}

function numberOfComment(world: World, params: Readonly<Record<string, string>>): string | null {
  const id = params['comment_id'];
  const all =
    id === undefined
      ? []
      : world.repositories.flatMap((repository) => [...repository.conversations.values()]);
  const found = all.find((one) => one.comments.some((comment) => String(comment.id) === id));
  return found === undefined ? null : String(found.number);
}

/** Names under which a fault may wait for an operation: its route, or GitHub's id of it. */
export function operationNames(route: Route): string[] {
  return [route.operation, operationId(route.operation)];
}

/** Holds the request against GitHub's description, does it, and holds the answer against it too. */
export async function handleRest(world: World, request: RestCall): Promise<Answer> {
  const { operation } = request.route;
  const wrong = checkRequest(operation, request.url.searchParams, request.body);
  if (wrong.length > 0) {
    recordMismatches(world, `${operation} request`, wrong);
    throw new GitHubError(422, `Invalid request.\n\n${wrong.join('\n')}`);
  }
  const answer = await call(world, request);
  if (answer.kind === 'json') {
    // As the client will read it: dates and undefined fields are gone by then.
    const sent: unknown = JSON.parse(JSON.stringify(answer.body));
    recordMismatches(world, `${operation} answer`, checkResponse(operation, answer.status, sent));
    return json(sent, answer.status, answer.headers);
  }
  if (answer.kind === 'empty') {
    recordMismatches(world, `${operation} answer`, checkResponse(operation, answer.status, undefined));
  }
  return answer;
}

async function call(world: World, request: RestCall): Promise<Answer> {
  const { route, caller, url, params, accept, storage } = request;
  const body = typeof request.body === 'object' && request.body !== null ? { ...request.body } : {};
  const listBody = Array.isArray(request.body) ? { body: request.body as unknown } : {};
  const base = { world, storage, url, params, body: { ...body, ...listBody }, accept };
  if (route.caller === 'app') {
    // docs.github.com/rest/apps/apps: "You must use a JWT to access this endpoint."
    if (caller.kind !== 'app') throw new GitHubError(401, 'A JSON web token could not be decoded');
    return route.handle({ ...base, app: caller.app });
  }
  if (caller.kind !== 'actor') throw new GitHubError(401, 'Bad credentials');
  return route.handle({ ...base, actor: caller.actor });
}
