import type { Signature } from '../../git/commit-object.ts';
import type { User } from '../../state/accounts.ts';
import type { World } from '../../world.ts';

/** How a user signs commits made through the API: the no-reply address with the id. */
export function signatureOf(world: World, user: User): Signature {
  const email = `${user.id}+${user.login}@users.noreply.github.com`;
  return { name: user.login, email, at: world.now() };
}

/** GitHub itself commits what the web and API make (docs.github.com/authentication/managing-commit-signature-verification). */
export function webFlow(world: World): Signature {
  return { name: 'GitHub', email: 'noreply@github.com', at: world.now() };
}
