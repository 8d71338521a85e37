import { createVerify } from 'node:crypto';
import { GitHubError } from '../github-error.ts';
import type { App } from '../state/accounts.ts';
import type { World } from '../world.ts';

const maxLifetimeSeconds = 600;

/**
 * docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app:
 * RS256, `iss` the app's client id or id, `iat` not in the future, `exp` at most ten minutes ahead.
 */
export function verifyJwt(world: World, token: string): App {
  const [head, claims, signature] = token.split('.');
  if (head === undefined || claims === undefined || signature === undefined) throw undecodable();
  if (decode(head)['alg'] !== 'RS256') throw undecodable();
  const { iss, iat, exp } = decode(claims);
  // `client_id` is the recommended issuer, the app's id still serves.
  const app = world.apps.find((one) => String(one.id) === String(iss) || `Iv1.${one.id}` === iss);
  if (app === undefined) throw new GitHubError(404, 'Integration not found');
  if (!holds(app, `${head}.${claims}`, signature)) throw undecodable();
  const now = world.now().getTime() / 1000;
  if (typeof exp !== 'number' || exp <= now) {
    throw new GitHubError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + maxLifetimeSeconds) {
    throw new GitHubError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  // A second of grace: the claim has whole seconds, and clients round.
  if (typeof iat !== 'number' || iat > now + 1) {
    throw new GitHubError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  return app;
}

function holds(app: App, signed: string, signature: string): boolean {
  // The Actions app has no key: nobody signs for it.
  if (app.publicKey === '') return false;
  return createVerify('RSA-SHA256').update(signed).verify(app.publicKey, signature, 'base64url');
}

function undecodable(): GitHubError {
  return new GitHubError(401, 'A JSON web token could not be decoded');
}

function decode(part: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
