import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../../../../src/simulator/actions/workflow/parse-workflow.ts';
import type { Workflow } from '../../../../src/simulator/actions/workflow/workflow.ts';

const path = '.github/workflows/ci.yml';
const jobs = 'jobs: { a: { runs-on: x, steps: [{ run: "true" }] } }';

function parsed(text: string): Workflow {
  const result = parseWorkflow(text, path);
  if (result.kind === 'invalid') throw new Error(result.message);
  return result.workflow;
}

describe('parseWorkflow', () => {
  it.each([
    ['on: push', ['push']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    [
      'on: { push: , schedule: [{ cron: "* * * * *" }], workflow_dispatch: { inputs: {} } }',
      ['push', 'schedule', 'workflow_dispatch'],
    ],
  ])('%s is triggered by %j', (on, events) => {
    expect([...parsed(`${on}\n${jobs}`).triggers.keys()]).toEqual(events);
  });

  it('takes its path for a name', () => {
    expect(parsed(`on: push\n${jobs}`).name).toBe(path);
  });

  it('reads filters, jobs and steps', () => {
    const workflow = parsed(`
name: CI
on: { pull_request: { branches: main, types: [opened], paths-ignore: ['*.md'] } }
env: { A: 1, B: true }
jobs:
  first:
    name: First
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - { id: t, if: always(), run: "echo", working-directory: sub, continue-on-error: true }
  second: { runs-on: [self-hosted, linux], needs: first, steps: [{ run: 'true' }], strategy: { matrix: { v: [1, 2] }, fail-fast: false } }
`);
    expect(workflow.triggers.get('pull_request')).toEqual({
      types: ['opened'],
      branches: { only: ['main'], except: null },
      tags: { only: null, except: null },
      paths: { only: null, except: ['*.md'] },
    });
    expect(workflow.env).toEqual({ A: '1', B: 'true' });
    const [first, second] = workflow.jobs;
    expect(first).toMatchObject({ id: 'first', name: 'First', timeoutMinutes: '5', needs: [] });
    expect(first?.steps.map(({ does }) => does)).toEqual([
      { kind: 'uses', action: 'actions/checkout@v4', inputs: { 'fetch-depth': '0' } },
      { kind: 'run', script: 'echo', shell: null, workingDirectory: 'sub' },
    ]);
    expect(first?.steps[1]).toMatchObject({ id: 't', condition: 'always()', continueOnError: 'true' });
    expect(second).toMatchObject({
      needs: ['first'],
      runsOn: ['self-hosted', 'linux'],
      timeoutMinutes: '360',
    });
    expect(second?.strategy).toEqual({ matrix: { v: [1, 2] }, failFast: 'false' });
  });

  it.each([
    ['broken YAML', 'on: [push'],
    ['a list', '- on: push'],
    ['nothing', ''],
    ['no trigger', jobs],
    ['no jobs', 'on: push\njobs: {}'],
    ['an unknown key', `on: push\nunknown: 1\n${jobs}`],
    ['a step that is both', 'on: push\njobs: { a: { runs-on: x, steps: [{ run: a, uses: b }] } }'],
    ['a step that is neither', 'on: push\njobs: { a: { runs-on: x, steps: [{ name: a }] } }'],
    ['a need that is not there', 'on: push\njobs: { a: { runs-on: x, needs: b, steps: [{ run: a }] } }'],
    [
      'jobs that wait for each other',
      'on: push\njobs: { a: { runs-on: x, needs: b, steps: [{ run: a }] }, b: { runs-on: x, needs: [a], steps: [{ run: a }] } }',
    ],
    ['a job without a runner', 'on: push\njobs: { a: { steps: [{ run: a }] } }'],
    ['a bad job id', 'on: push\njobs: { 1a: { runs-on: x, steps: [{ run: a }] } }'],
    [
      'too many aliases',
      `on: push\nx: &a [1,1,1,1,1,1,1,1,1,1]\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nq: [*c,*c,*c]\n${jobs}`,
    ],
  ])('refuses %s', (_, text) => {
    expect(parseWorkflow(text, path)).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(`Invalid workflow file: ${path}: `),
    });
  });
});
