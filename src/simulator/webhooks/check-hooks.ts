import { checkPayload, recordMismatches } from '../conform.ts';
import type { World } from '../world.ts';

/**
 * Bots sign commits as `<id>+<slug>[bot]@users.noreply.github.com`, which GitHub's own description calls no e-mail
 * address. The payload stays as GitHub sends it.
 */
const knownSlip = /\/(?:author|committer)\/email must match format "email"/;

/** From now on every webhook payload of the world is held against GitHub's description. */
export function checkHooks(world: World): void {
  world.checkPayload = (event, action, payload) => {
    const problems = checkPayload(event, action, payload).filter((problem) => !knownSlip.test(problem));
    recordMismatches(world, `webhook ${event}.${action ?? ''}`, problems);
  };
}
