import { describe, expect, it } from 'vitest';
import { missingResults, resultsProblem } from '../../../src/words/run/results-problem.ts';

describe('resultsProblem', () => {
  it('says what stands in a log twice, and what to do where it has to', () => {
    expect(resultsProblem({ source: 'log', reason: 'contradictory', about: 'short summary' })).toBe(
      'The log has more than one short summary of pytest, so none of them counts. If your tests run pytest themselves, upload a JUnit report: Cadence reads it instead of the log.',
    );
  });

  it.each([
    ['137', 'it was killed'],
    ['4', 'could not load a conftest'],
  ])('says what exit code %s means', (about, meaning) => {
    const said = resultsProblem({ source: 'log', reason: 'no-summary', about });
    expect(said).toContain(`ended with exit code ${about}: `);
    expect(said).toContain(meaning);
  });

  it('tells an exit code bare where it means nothing in particular', () => {
    expect(resultsProblem({ source: 'log', reason: 'no-summary', about: '42' })).toBe(
      'The log has no final line of pytest. The workflow step ended with exit code 42.',
    );
    expect(resultsProblem({ source: 'log', reason: 'no-summary', about: null })).toBe(
      'The log has no final line of pytest.',
    );
  });

  it('says what is wrong with a report', () => {
    expect(resultsProblem({ source: 'junit', reason: 'empty' })).toBe('The JUnit report lists no test.');
  });
});

describe('missingResults', () => {
  it('names the artifact or the job', () => {
    expect(missingResults({ kind: 'ambiguous', artifact: 'junit' })).toBe(
      'The artifact junit contains two reports with the same name.',
    );
    expect(missingResults({ kind: 'no-log', job: 'pytest' })).toBe('The run has no job pytest with a log.');
  });
});
