import { notYet } from './shared/not-yet.ts';

export const rollback = notYet({
  name: 'rollback',
  usage: 'rollback <rationale>',
  right: 'write',
  does: 'reverts what Cadence merged',
});
