/** Test: what the runs came to, before the change and with it. */
import type { EntryData } from '../../task/entry.ts';
import { noProofSentence } from '../no-proof-sentence.ts';
import { alreadySentence } from '../facts.ts';
import { moment, type Moment } from './moment.ts';
import { counted, firstLines, firstNames, shortSha } from './parts.ts';

export function describeRun(data: EntryData<'pytest_run'>): Moment {
  if (data.judged === 'red') {
    const { runId, failed, passed = 0 } = data.proof;
    const tests =
      failed.length === 1 ? '1 test failed as it should' : `${failed.length} tests failed as they should`;
    return moment(
      'Test',
      'red',
      `without the change, ${tests} (run ${runId})${alreadySentence(passed)}`,
      firstNames(failed),
    );
  }
  const { runId, passed, exempt, flaky } = data.evidence;
  const known = exempt.length > 0 ? `; ${exempt.length} ignored, which failed without the change too` : '';
  const again =
    flaky === undefined ? '' : `; a re-run: ${counted(flaky.length, 'test')} failed on this head before`;
  return moment(
    'Test',
    'green',
    `with the change, ${counted(passed, 'test')} passed (run ${runId})${known}${again}`,
  );
}

/** What failed is in the words of the failure; without them, the names alone. */
export function describeFailedTest(
  { attempt, runId, failed }: EntryData<'failed_test'>,
  explained: string | null,
): Moment {
  const detail = explained === null ? firstNames(failed) : firstLines(explained);
  return moment('Test', 'red', `attempt ${attempt} failed its tests (run ${runId})`, detail);
}

export function describeNoProof({ reason }: EntryData<'proof_skipped'>): Moment {
  const why = noProofSentence(reason).replace(/^(?:none|not asked for): /, '');
  return moment('Test', 'note', `no test failed first: ${why}`);
}

export function describeBaseUpdated({ base }: EntryData<'base_updated'>): Moment {
  return moment(
    'Test',
    'step',
    `the base moved to ${shortSha(base)}: the branch is updated and tested again`,
  );
}
