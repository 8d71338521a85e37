/** Whose words the text of an issue is: a patch in it is worth what its writers may do themselves. */
import { mayAct, roleOf, type Situation } from '../situation.ts';

/** A person where everyone who wrote the text has write access; else a stranger, as where it is not known. */
export function textAuthor(situation: Situation): 'person' | 'stranger' {
  const { writers } = situation.issue;
  return writers !== null &&
    writers.every(({ login, kind }) => kind === 'person' && mayAct(roleOf(situation, login), 'write'))
    ? 'person'
    : 'stranger';
}
