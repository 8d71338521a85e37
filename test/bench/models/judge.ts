import type { Line } from '../line.ts';
import { median } from '../statistics.ts';

export type Verdict = 'met' | 'missed' | 'none';

/** Does the median keep the limit? `none`: there is no limit, or the peer that it speaks of did not run. */
export function judge({ own, limit, peers }: Pick<Line, 'own' | 'limit' | 'peers'>): Verdict {
  const value = median(own);
  switch (limit.kind) {
    case 'none':
      return 'none';
    case 'at-most':
      return value <= limit.value ? 'met' : 'missed';
    case 'at-least':
      return value >= limit.value ? 'met' : 'missed';
    case 'times-at-most':
    case 'times-at-least': {
      const peer = peers.find(({ name }) => name === limit.of);
      if (!peer) return 'none';
      const bound = limit.value * median(peer.values);
      return (limit.kind === 'times-at-most' ? value <= bound : value >= bound) ? 'met' : 'missed';
    }
    default: {
      const never: never = limit;
      return never;
    }
  }
}
