import { notYet } from './shared/not-yet.ts';

export const take = notYet({
  name: 'take',
  usage: 'take [generate|execute|review]',
  right: 'write',
  does: 'a person takes over a role',
});
