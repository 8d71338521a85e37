import { expect, it } from 'vitest';
import { readPermission } from '../../../src/github/observe/read-roles.ts';

it.each([
  ['triage, which reads as read', 'read', 'triage', 'triage'],
  ['maintain, which reads as write', 'write', 'maintain', 'maintain'],
  ['an organisation’s own role, by what it amounts to', 'write', 'release crew', 'write'],
  ['no role name, on older servers', 'admin', undefined, 'admin'],
  ['a word that objects know too', 'read', 'constructor', 'read'],
  ['a permission that we do not know', 'owner', 'emperor', 'none'],
] as const)('a role is %s', (_title, permission, role, expected) => {
  expect(readPermission({ permission, role_name: role })).toBe(expected);
});
