import type { Signature } from '../git/commits.ts';
import type { User, World } from '../state.ts';

/** How a user signs commits made through the API: the no-reply address with the id. */
export function signatureOf(world: World, user: User): Signature {
  const email = `${String(user.id)}+${user.login}@users.noreply.github.com`;
  return { name: user.login, email, at: world.now() };
}

/** GitHub itself commits what the web and API make (docs.github.com/authentication/managing-commit-signature-verification). */
export function webFlow(world: World): Signature {
  return { name: 'GitHub', email: 'noreply@github.com', at: world.now() };
}
