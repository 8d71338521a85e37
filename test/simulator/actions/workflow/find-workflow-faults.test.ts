import { describe, expect, it } from 'vitest';
import { findWorkflowFaults } from '../../../../src/simulator/actions/workflow/find-workflow-faults.ts';

const path = '.github/workflows/ci.yml';
const job = (lines: string): string =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    ${lines}\n    steps: [{ run: "true" }]\n`;
const step = (text: string): string =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${text}\n`;
const on = (text: string): string => `on: ${text}\njobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n`;

// docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
describe('a workflow file', () => {
  it.each([
    on('[push, pull_request]'),
    on('{ pull_request: { types: [opened, labeled], branches: [main] } }'),
    on('{ schedule: [{ cron: "0 0 * * *" }], workflow_dispatch: { inputs: { a: { type: string } } } }'),
    job('timeout-minutes: ${{ fromJSON(vars.minutes) }}'),
    job('strategy: { matrix: "${{ fromJSON(vars.m) }}", fail-fast: false }'),
    job('permissions: read-all'),
    job('if: ${{ !cancelled() }}'),
    job('env: { A: 1, B: true, C: "${{ github.ref }}" }'),
    step('{ if: "failure() && steps.x.outcome == 0", run: e }'),
    step('{ uses: ./local, with: { a: 1 } }'),
    'on: push\nenv: &e { A: 1 }\njobs: { a: { runs-on: x, env: *e, steps: [{ run: e }] } }\n',
  ])('%j has no fault', (text) => {
    expect(findWorkflowFaults(text, path)).toEqual([]);
  });

  it.each([
    [on('pusch'), "Unexpected value 'pusch'"],
    [on('{ push: { branchs: [main] } }'), "Unexpected value 'branchs'"],
    [on('{ pull_request: { types: [nope] } }'), "Unexpected value 'nope'"],
    [on('{ schedule: [{ cron: x }] }'), 'Invalid cron expression'],
    [job('timeout-minutes: soon'), "Unexpected value 'soon'"],
    [job('continue-on-error: maybe'), "Unexpected value 'maybe'"],
    [job('permissions: { contents: maybe }'), "Unexpected value 'maybe'"],
    [job('strategy: { matrix: [1] }'), 'A sequence was not expected'],
    [job('needs: a'), 'at least one job with no dependencies'],
    [job('if: nobody.x'), "Unrecognized named-value: 'nobody'"],
    [job("if: steps.x.outcome == 'success'"), "Unrecognized named-value: 'steps'"],
    [job('if: (1'), 'Unexpected end of expression'],
    [step('{ run: a, uses: b/c@v1 }'), "Unexpected value 'uses'"],
    [step('{ run: a, with: { a: 1 } }'), "Unexpected value 'with'"],
    [step('{ uses: a/b@v1, shell: bash }'), "Unexpected value 'shell'"],
    [step('{ id: a b, run: e }'), "The identifier 'a b' is invalid"],
    [step('{ id: a, run: e }\n      - { id: a, run: e }'), 'may not be used more than once'],
    [step('{ run: "echo ${{ 1 " }'), 'The expression is not closed'],
    [step('{ run: "${{ success() }}" }'), "Unrecognized function: 'success'"],
    ['on: [push', path],
  ])('%j has one: %s', (text, fault) => {
    expect(findWorkflowFaults(text, path)[0]).toContain(fault);
  });
});
