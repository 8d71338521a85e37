/**
 * Facts that hang on what only the answer tells: the files that the policy names, and how the very head of the pull
 * request stands to the very tip of the base. Taken from the answer where it fits, else asked for in one more query.
 */
import { z } from 'zod';
import type { Failure, ObserveRequest } from '../../task/shapes/mutation.ts';
import { splitRepo } from '../../task/names.ts';
import { baseScript } from '../../task/results/base/base-report.ts';
import { failureOf, type GraphqlClient } from '../transport/graphql.ts';
import {
  rawBlob,
  rawComparison,
  type RawBlob,
  type RawComparison,
  type RawPull,
  type RawRepository,
} from './raw-situation.ts';
import { parseAnswer } from '../transport/parse-answer.ts';
import { comparison, scriptField, type PolicyPaths } from './situation-query.ts';

export type Details = {
  readonly kind: 'details';
  readonly ruleset: RawBlob;
  readonly workflow: string | null;
  readonly workflowAtHead: string | null;
  readonly script: string | null;
  readonly scriptAtHead: string | null;
  readonly behindBy: number | null;
  readonly branchBehindBy: number | null;
};

type Seen = {
  readonly raw: RawRepository;
  readonly pull: RawPull | null;
  readonly asked: PolicyPaths;
  readonly named: PolicyPaths;
};

export async function settleDetails(
  graphql: GraphqlClient,
  look: ObserveRequest,
  seen: Seen,
): Promise<Details | Failure> {
  const { raw, pull, asked, named } = seen;
  const base = raw.defaultBranchRef?.target.oid;
  const tip = raw.branch?.target.oid ?? null;
  const branchBehindBy = between(raw.defaultBranchRef?.compare, base, tip);
  const samePaths = asked.ruleset === named.ruleset && asked.workflow === named.workflow;
  // Of a pull request that is closed or merged nobody asks how it stands to the base; its branch may be gone.
  const settled = pull === null || pull.state !== 'OPEN' || pull.headRefOid === tip;
  if (samePaths && settled) {
    return {
      kind: 'details',
      ruleset: raw.ruleset,
      workflow: raw.workflow?.oid ?? null,
      workflowAtHead: pull ? (raw.headWorkflow?.oid ?? null) : null,
      script: raw.script?.oid ?? null,
      scriptAtHead: pull ? (raw.headScript?.oid ?? null) : null,
      behindBy: pull && isOntoDefault(pull, raw) ? branchBehindBy : null,
      branchBehindBy,
    };
  }
  const reply = await ask(graphql, look, pull, named);
  if (reply.kind !== 'shaped') return reply;
  const { ruleset, workflow, headWorkflow, script, headScript, defaultBranchRef } = reply.value;
  return {
    kind: 'details',
    ruleset,
    workflow: workflow?.oid ?? null,
    workflowAtHead: headWorkflow?.oid ?? null,
    script: script?.oid ?? null,
    scriptAtHead: headScript?.oid ?? null,
    behindBy:
      pull && isOntoDefault(pull, raw) ? between(defaultBranchRef.compare, base, pull.headRefOid) : null,
    branchBehindBy,
  };
}

/** How far behind, if the comparison is of these two commits; what compares others says nothing. */
function between(
  found: RawComparison | undefined,
  base: string | undefined,
  head: string | null,
): number | null {
  if (!found || found.baseTarget.oid !== base || found.headTarget.oid !== head) return null;
  return found.behindBy;
}

function isOntoDefault(pull: RawPull, raw: RawRepository): boolean {
  return pull.baseRefName === raw.defaultBranchRef?.name;
}

const details = z.object({
  ruleset: rawBlob,
  workflow: z.object({ oid: z.string() }).nullable(),
  headWorkflow: z.object({ oid: z.string() }).nullable().optional(),
  script: z.object({ oid: z.string() }).nullable(),
  headScript: z.object({ oid: z.string() }).nullable().optional(),
  defaultBranchRef: z.object({ compare: rawComparison.optional() }),
});

async function ask(graphql: GraphqlClient, look: ObserveRequest, pull: RawPull | null, named: PolicyPaths) {
  const { owner, name } = splitRepo(look.repo);
  const variables: Record<string, unknown> = {
    owner,
    name,
    rulesetAt: `HEAD:${named.ruleset}`,
    workflowAt: `HEAD:${named.workflow}`,
  };
  const declarations = ['$owner: String!', '$name: String!', '$rulesetAt: String!', '$workflowAt: String!'];
  const fields = [
    'ruleset: object(expression: $rulesetAt) { oid ... on Blob { text isTruncated } }',
    'workflow: object(expression: $workflowAt) { oid }',
    scriptField,
  ];
  // A fork's branch is not among this repository's refs: how far it is behind stays unknown.
  const compared = pull !== null && !pull.isCrossRepository;
  fields.push(`defaultBranchRef { name ${compared ? comparison : ''} }`);
  if (pull !== null) {
    variables['headWorkflowAt'] = `${pull.headRefOid}:${named.workflow}`;
    variables['headScriptAt'] = `${pull.headRefOid}:${baseScript}`;
    declarations.push('$headWorkflowAt: String!', '$headScriptAt: String!');
    fields.push('headWorkflow: object(expression: $headWorkflowAt) { oid }');
    fields.push('headScript: object(expression: $headScriptAt) { oid }');
  }
  if (compared) {
    variables['branch'] = pull.headRefName;
    declarations.push('$branch: String!');
  }
  const text = `query Details(${declarations.join(', ')}) {
  repository(owner: $owner, name: $name) { ${fields.join('\n')} }
}`;
  const reply = await graphql.send({ text, variables, mutations: 0 });
  if (reply.kind !== 'reply') return reply;
  const error = reply.errors.find(({ path }) => !path.includes('compare'));
  if (error) return failureOf(error);
  return parseAnswer(details, reply.data['repository'], `${look.repo}'s files`);
}
