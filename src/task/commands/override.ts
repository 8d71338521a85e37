import { notYet } from './shared/not-yet.ts';

export const override = notYet({
  name: 'override',
  usage: 'override <gate> <rationale>',
  right: 'write',
  does: 'passes one gate at one head, with a reason',
});
