import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../../src/policy/json-schema.ts';

describe('jsonSchema', () => {
  const validate = new Ajv2020({ strict: false }).compile(jsonSchema());

  it.each([
    [{}, true],
    [{ roles: { review: ['rules'] }, limits: { usdPerDay: null } }, true],
    [{ rolls: {} }, false],
    [{ merge: { method: 'rebase' } }, false],
    [{ paths: { allow: ['../x'] } }, false],
    [{ tests: { workflow: '.github/workflows/a/b.yml' } }, false],
  ])('judges %j as the parser does: %s', (value, expected) => {
    expect(validate(value)).toBe(expected);
  });
});
