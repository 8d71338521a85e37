import { describe, expect, it } from 'vitest';
import { isTriggered, type TriggerEvent } from '../../../../src/simulator/actions/workflow/is-triggered.ts';
import { matchesPatterns } from '../../../../src/simulator/actions/workflow/matches-patterns.ts';
import { parseWorkflow } from '../../../../src/simulator/actions/workflow/parse-workflow.ts';

function push(ref: string, ...changedPaths: string[]): TriggerEvent {
  return { kind: 'push', ref, changedPaths };
}

function pull(action: string, baseBranch: string, ...changedPaths: string[]): TriggerEvent {
  return { kind: 'pull_request', action, baseBranch, changedPaths };
}

describe('isTriggered', () => {
  it.each<[string, TriggerEvent, boolean]>([
    ['push', push('refs/heads/x'), true],
    ['push', push('refs/tags/v1'), true],
    ['push', pull('opened', 'main'), false],
    ['workflow_dispatch', push('refs/heads/x'), false],
    ['[pull_request]', pull('synchronize', 'main'), true],
    ['pull_request', pull('labeled', 'main'), false],
    ['{ pull_request: { types: [labeled] } }', pull('labeled', 'main'), true],
    ['{ pull_request: { types: [labeled] } }', pull('opened', 'main'), false],
    ['{ pull_request: { branches: [main] } }', pull('opened', 'dev'), false],
    ['{ pull_request: { branches-ignore: [dev] } }', pull('opened', 'dev'), false],
    ['{ push: { branches: [main] } }', push('refs/heads/main'), true],
    ['{ push: { branches: [main] } }', push('refs/heads/other'), false],
    ['{ push: { branches: [main] } }', push('refs/tags/main'), false],
    ['{ push: { tags: ["v*"] } }', push('refs/tags/v1'), true],
    ['{ push: { tags: ["v*"] } }', push('refs/heads/v1'), false],
    ['{ push: { branches-ignore: ["cadence/**"] } }', push('refs/heads/cadence/1-x'), false],
    ['{ push: { paths: ["**.py"] } }', push('refs/heads/main', 'a/b.py', 'x.md'), true],
    ['{ push: { paths: ["**.py"] } }', push('refs/heads/main', 'x.md'), false],
    ['{ push: { paths-ignore: ["docs/**"] } }', push('refs/heads/main', 'docs/a.md'), false],
    ['{ push: { paths-ignore: ["docs/**"] } }', push('refs/heads/main', 'docs/a.md', 'a.py'), true],
    ['{ push: { branches: [main], paths: ["a/*"] } }', push('refs/heads/main', 'b/a'), false],
  ])('on: %s, %j: %s', (on, event, expected) => {
    const file = parseWorkflow(`on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: a }] } }`, 'x.yml');
    expect(file.kind === 'parsed' && isTriggered(file.workflow, event)).toBe(expected);
  });
});

describe('matchesPatterns', () => {
  it.each<[string[], string, boolean]>([
    [['feature/*'], 'feature/a', true],
    [['feature/*'], 'feature/a/b', false],
    [['feature/**'], 'feature/a/b', true],
    [['**/docs/**'], 'docs/a', true],
    [['v[12].[0-9]+'], 'v1.10', true],
    [['*.jsx?'], 'page.js', true],
    [['releases/**', '!releases/**-alpha'], 'releases/1-alpha', false],
    [['!a', 'a'], 'a', true],
    [['a.b'], 'axb', false],
    [['(a)'], '(a)', true],
    [['[z-a]'], 'b', false],
  ])('%j for %s: %s', (patterns, name, expected) => {
    expect(matchesPatterns(name, patterns)).toBe(expected);
  });
});
