import { GitHubError } from '../github-error.ts';
import type { Actor } from '../state/access.ts';
import type { App } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import type { Storage } from '../http/storage.ts';
import { findRepository } from '../ops/access/lookups.ts';
import { canSee } from '../ops/access/permit.ts';

type Request = {
  world: World;
  storage: Storage;
  /** As the client sees it, for links to further pages. */
  url: URL;
  params: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
  accept: string;
};

export type TokenRequest = Request & { actor: Actor };
export type AppRequest = Request & { app: App };

/** `operation` is `<METHOD> <path template>` as GitHub's description has it. */
export type Route =
  | { operation: string; caller: 'token'; handle(request: TokenRequest): Promise<Answer> | Answer }
  | { operation: string; caller: 'app'; handle(request: AppRequest): Promise<Answer> | Answer };

/** A route for installations and people. */
export function tokenRoute(
  operation: string,
  handle: (request: TokenRequest) => Promise<Answer> | Answer,
): Route {
  return { operation, caller: 'token', handle };
}

/** A route for the app itself, by JWT. */
export function appRoute(
  operation: string,
  handle: (request: AppRequest) => Promise<Answer> | Answer,
): Route {
  return { operation, caller: 'app', handle };
}

export function param(request: Request, name: string): string {
  return request.params[name] ?? '';
}

/** A number in the path; what is none names nothing. */
export function numberParam(request: Request, name: string): number {
  const value = Number(param(request, name));
  if (!Number.isSafeInteger(value)) throw new GitHubError(404, 'Not Found');
  return value;
}

/** The repository of the path, if the caller can see it: GitHub says 404, not 403, of what is hidden. */
export function repositoryOf(request: TokenRequest): Repository {
  const repository = findRepository(request.world, param(request, 'owner'), param(request, 'repo'));
  if (!canSee(request.actor, repository) && repository.isPrivate) throw new GitHubError(404, 'Not Found');
  return repository;
}

export function textField(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberField(body: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = body[name];
  return typeof value === 'number' ? value : undefined;
}

export function flagField(body: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  const value = body[name];
  return typeof value === 'boolean' ? value : undefined;
}

export function objectField(
  body: Readonly<Record<string, unknown>>,
  name: string,
): Record<string, unknown> | undefined {
  const value = body[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

export function listField(body: Readonly<Record<string, unknown>>, name: string): unknown[] | undefined {
  const value = body[name];
  return Array.isArray(value) ? [...(value as unknown[])] : undefined;
}

/** A list of objects; items that are none are left out (the description check reports them). */
export function objectsField(
  body: Readonly<Record<string, unknown>>,
  name: string,
): Record<string, unknown>[] | undefined {
  return listField(body, name)?.flatMap((item): Record<string, unknown>[] => {
    const fields = objectField({ item }, 'item');
    return fields === undefined ? [] : [fields];
  });
}

/** Names of labels, given as strings or as objects with a name. */
export function namesField(body: Readonly<Record<string, unknown>>, name: string): string[] | undefined {
  return listField(body, name)?.flatMap((item) =>
    typeof item === 'string' ? [item] : (textField(objectField({ item }, 'item') ?? {}, 'name') ?? []),
  );
}

/** GitHub's answer where a needed field is absent. */
export function missingField(resource: string, field: string): GitHubError {
  return new GitHubError(422, 'Validation Failed', { errors: [{ resource, field, code: 'missing_field' }] });
}
