import { isoTimeOrNull } from '../payloads/urls.ts';
import { GitHubError } from '../github-error.ts';
import type { Actor } from '../state/access.ts';
import type { User } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** What every resolver is given; `rateLimit` is what the field of that name shows. */
export type GraphqlContext = {
  world: World;
  actor: Actor;
  rateLimit: {
    limit: number;
    remaining: number;
    used: number;
    resetAt: Date;
    cost: number;
    nodeCount: number;
  };
};

export type Args = Readonly<Record<string, unknown>>;
/** A field of a type whose objects are `S` here. */
export type Field<S> = (source: S, args: Args, context: GraphqlContext) => unknown;
export type Fields<S> = Readonly<Record<string, Field<S>>>;

/** A git object or ref; what it holds is read from the repository when asked for. */
export type GitSource = {
  repository: Repository;
  oid: string;
};
export type RefSource = GitSource & { name: string };

/** An object behind an interface or union: GraphQL must be told its type. */
export type Typed = {
  __typename: string;
  source: unknown;
};

export function as(__typename: string, source: unknown): Typed {
  return { __typename, source };
}

export function isTyped(value: unknown): value is Typed {
  return typeof value === 'object' && value !== null && '__typename' in value && 'source' in value;
}

export function actorNode(user: User | null): Typed | null {
  return user === null ? null : as(user.type, user);
}

export function time(date: Date): string;
export function time(date: Date | null): string | null;
export function time(date: Date | null): string | null {
  return isoTimeOrNull(date);
}

export function text(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

/** A text that the schema demands. */
export function need(args: Args, name: string): string {
  return text(args, name) ?? '';
}

export function int(args: Args, name: string): number | undefined {
  const value = args[name];
  return typeof value === 'number' ? value : undefined;
}

export function flag(args: Args, name: string): boolean | undefined {
  const value = args[name];
  return typeof value === 'boolean' ? value : undefined;
}

export function texts(args: Args, name: string): string[] | undefined {
  const value = args[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

export function record(args: Args, name: string): Args | undefined {
  const value = args[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

export function records(args: Args, name: string): Args[] | undefined {
  const value = args[name];
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item: unknown): Args[] => {
    const fields = record({ item }, 'item');
    return fields === undefined ? [] : [fields];
  });
}

export function notFound(message: string): GitHubError {
  return new GitHubError(404, message, { type: 'NOT_FOUND' });
}

export function unresolved(id: string): GitHubError {
  return notFound(`Could not resolve to a node with the global id of '${id}'`);
}
