/** When to look at GitHub again that did not answer. */
import type { Failure } from '../task/shapes/mutation.ts';
import type { EngineDeps } from './engine-port.ts';

export function retryAfter(
  failure: Failure,
  { now, settings }: Pick<EngineDeps, 'now' | 'settings'>,
): { readonly kind: 'wait'; readonly dueAt: number } {
  switch (failure.kind) {
    case 'limited':
      return { kind: 'wait', dueAt: Math.max(failure.until, now() + 1_000) };
    case 'gone':
    case 'refused':
      return { kind: 'wait', dueAt: now() + settings.idleMs };
    case 'unknown':
      return { kind: 'wait', dueAt: now() + settings.lookMs };
    default: {
      const never: never = failure;
      throw new Error(`unknown failure ${JSON.stringify(never)}`);
    }
  }
}
