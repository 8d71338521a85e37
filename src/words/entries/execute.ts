/** Execute: a patch is written and published. */
import type { EntryData } from '../../task/entry.ts';
import { learnedSentence } from '../status/learned-sentence.ts';
import { moment, type Moment } from './moment.ts';
import { counted, firstLines, shortSha } from './parts.ts';

/** The tests are only counted here: the run that follows says what they are called. */
export function describePatch({ by, tests, change }: EntryData<'patch_built'>): Moment {
  const whose = by === 'agent' ? 'the agent wrote' : 'taken from the issue:';
  const parts = [
    ...(tests ? [counted(tests.named.length, 'test')] : []),
    ...(change ? [`a change to ${counted(change.files, 'file')}`] : []),
  ];
  return moment('Execute', 'step', `${whose} ${parts.join(' and ')}; the patch fits and passed screening`);
}

export function describeFailedPatch(
  { attempt, reason }: EntryData<'failed_build_patch'>,
  explained: string | null,
): Moment {
  const detail = explained === null ? [] : firstLines(explained);
  // The code behind the sentence says nothing to people; the details do.
  const why = learnedSentence(reason).replace(/ \(`[^`]*`\)$/, '');
  return moment('Execute', 'red', `attempt ${attempt} gave no patch: ${why}`, detail);
}

export function describeTestsPublished({ pull }: EntryData<'tests_published'>, head?: string): Moment {
  return moment('Execute', 'step', `pull request #${pull} is open with the tests alone (${shortSha(head)})`);
}

export function describeChangePublished({ pull }: EntryData<'patch_applied'>, head?: string): Moment {
  return moment('Execute', 'step', `the change is on pull request #${pull} (${shortSha(head)})`);
}

export function describeTaken({ pull }: EntryData<'change_taken'>, head?: string): Moment {
  return moment('Execute', 'step', `pull request #${pull} is taken as it is (${shortSha(head)})`);
}
