/** The parts of a look, put together. Pure. */
import type { ObserveRequest } from '../../task/shapes/mutation.ts';
import { baseSha, headSha } from '../../task/names.ts';
import type { Comment, PolicyState, Pull, Role, Situation } from '../../task/situation.ts';
import type { AllComments } from './all-comments.ts';
import { valueAt } from '../transport/value-at.ts';
import type { RawRepository } from './raw-situation.ts';
import { readNotices, readOpened, readReplies, readStatus } from './read-comments.ts';
import { readRun } from './read-pull.ts';
import { labelName, readIssue, type Labelled } from './read-issue.ts';
import { pathsOf, readRuleset } from './read-policy.ts';
import type { Details } from './settle-details.ts';

export type Parts = {
  readonly at: number;
  readonly viewer: string;
  readonly look: ObserveRequest;
  readonly raw: RawRepository;
  /** Of the issue; null: it is there. */
  readonly missingSince: number | null;
  readonly base: NonNullable<RawRepository['defaultBranchRef']>;
  readonly policy: PolicyState;
  readonly pull: Pull | null;
  readonly details: Details;
  readonly labelled: Labelled | null;
  readonly comments: AllComments;
  readonly commands: readonly Comment[];
  readonly roles: Readonly<Record<string, Role>>;
};

export function readSituation(parts: Parts): Situation {
  const { at, viewer, look, raw, base, policy, pull, details, labelled, comments, commands, roles } = parts;
  const target = raw.branch?.target;
  return {
    at,
    viewer,
    repo: {
      name: look.repo,
      id: raw.id,
      archived: raw.isArchived,
      defaultBranch: base.name,
      baseSha: baseSha(base.target.oid),
      allows: { squash: raw.squashMergeAllowed, merge: raw.mergeCommitAllowed },
      labels: Object.fromEntries((raw.labels?.nodes ?? []).map(({ id, name }) => [labelName(name), id])),
    },
    policy,
    ruleset: readRuleset(details.ruleset, pathsOf(policy).ruleset),
    baseRuns: (base.target.checkSuites?.nodes ?? []).flatMap((suite) =>
      readRun(suite, headSha(base.target.oid)),
    ),
    workflowBlob: details.workflow,
    issue: readIssue(raw.issue, labelled, parts.missingSince),
    roles,
    branch: target
      ? { headSha: headSha(target.oid), message: target.message, behindBy: details.branchBehindBy }
      : null,
    pull,
    blobs: Object.fromEntries(look.blobs.map((path, index) => [path, blobAt(raw, index)])),
    workflowBlobAtHead: details.workflowAtHead,
    scriptBlob: details.script,
    scriptBlobAtHead: details.scriptAtHead,
    behindBy: details.behindBy,
    comments: commands,
    replies: readReplies([...comments.issue, ...comments.pull, ...comments.lines]),
    opened: readOpened(raw.opened?.nodes ?? []),
    status: readStatus(comments.issue),
    notices: readNotices([...comments.issue, ...comments.pull]),
  };
}

function blobAt(raw: RawRepository, index: number): string | null {
  const oid = valueAt(raw, [`blob${index}`, 'oid']);
  return typeof oid === 'string' ? oid : null;
}
