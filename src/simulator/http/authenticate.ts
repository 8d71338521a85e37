import { actorOf } from '../ops/access/installations.ts';
import { GitHubError } from '../github-error.ts';
import type { Actor } from '../state/access.ts';
import type { App } from '../state/accounts.ts';
import type { World } from '../world.ts';
import { verifyJwt } from './verify-jwt.ts';

/** Who calls: an app by its JWT, or the owner of a token. `key` names whose limits are used up. */
export type Caller = { kind: 'app'; app: App; key: string } | { kind: 'actor'; actor: Actor; key: string };

/**
 * docs.github.com/rest/authentication/authenticating-to-the-rest-api. As on a server in private mode, nothing is
 * shown to callers without credentials.
 */
export function authenticate(world: World, authorization: string | undefined): Caller {
  if (authorization === undefined) throw new GitHubError(401, 'Requires authentication');
  const [scheme = '', credential = ''] = authorization.split(/\s+/, 2);
  if (!['bearer', 'token'].includes(scheme.toLowerCase())) throw new GitHubError(401, 'Bad credentials');
  if (credential.split('.').length === 3) {
    const app = verifyJwt(world, credential);
    return { kind: 'app', app, key: `app ID ${app.id}` };
  }
  const token = world.tokens.get(credential);
  if (token === undefined) throw new GitHubError(401, 'Bad credentials');
  if (token.kind === 'user') return { kind: 'actor', actor: actorOf(token), key: `user ID ${token.user.id}` };
  const { installation, expiresAt } = token;
  if (expiresAt <= world.now() || !world.installations.includes(installation)) {
    throw new GitHubError(401, 'Bad credentials');
  }
  if (installation.suspendedAt !== null) throw new GitHubError(403, 'This installation has been suspended');
  return { kind: 'actor', actor: actorOf(token), key: `installation ID ${installation.id}` };
}
