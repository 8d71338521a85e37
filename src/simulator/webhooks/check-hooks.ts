import { checkPayload, recordMismatches } from '../conform.ts';
import type { World } from '../world.ts';

/** From now on every webhook payload of the world is held against GitHub's description. */
export function checkHooks(world: World): void {
  world.checkPayload = (event, action, payload) => {
    recordMismatches(world, `webhook ${event}.${action ?? ''}`, checkPayload(event, action, payload));
  };
}
