import { expect, it } from 'vitest';
import { textAuthor } from '../../../src/task/gates/text-author.ts';
import type { Actor } from '../../../src/task/situation.ts';
import { situation } from '../situations.ts';

const person = (login: string): Actor => ({ login, kind: 'person' });

it.each<[string, readonly Actor[] | null, 'person' | 'stranger']>([
  ['somebody with write access', [person('ada')], 'person'],
  ['two of them', [person('ada'), person('Bob')], 'person'],
  ['somebody who may triage', [person('tess')], 'stranger'],
  ['somebody with write access, edited by a stranger', [person('ada'), person('mallory')], 'stranger'],
  ['a stranger, edited by somebody with write access', [person('mallory'), person('ada')], 'stranger'],
  ['an app with the name of a person', [{ login: 'ada', kind: 'bot' }], 'stranger'],
  ['nobody knows whom', null, 'stranger'],
])('a text by %s is the text of a %j: %s', (_what, writers, author) => {
  const normal = situation();
  const roles = { ada: 'write', bob: 'admin', tess: 'triage' } as const;
  expect(textAuthor(situation({ roles, issue: { ...normal.issue, writers } }))).toBe(author);
});
