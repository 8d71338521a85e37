import { createCheckRun, updateCheckRun } from '../../ops/checks/checks.ts';
import type { Annotation, CheckConclusion, CheckStatus } from '../../state/check-parts.ts';
import { given } from '../../http/given.ts';
import { findRepositoryNode, lookUp } from '../find-node.ts';
import type { Args } from '../source.ts';
import { int, need, record, records, text, unresolved } from '../source.ts';
import type { Mutations } from './root-mutation.ts';

export const checkMutations: Mutations = {
  createCheckRun: async (input, context) => {
    const repository = findRepositoryNode(context, need(input, 'repositoryId'));
    const named = { name: need(input, 'name'), headOid: need(input, 'headSha') };
    return {
      checkRun: await createCheckRun(context.world, context.actor, repository, {
        ...named,
        ...fieldsOf(input),
      }),
    };
  },
  updateCheckRun: async (input, context) => {
    const id = need(input, 'checkRunId');
    const found = lookUp(context, id);
    if (
      found.type !== 'CheckRun' ||
      found.value.suite.repository !== findRepositoryNode(context, need(input, 'repositoryId'))
    ) {
      throw unresolved(id);
    }
    const change = { ...fieldsOf(input), ...given({ name: text(input, 'name') }) };
    await updateCheckRun(context.world, context.actor, found.value, change);
    return { checkRun: found.value };
  },
};

/** What both mutations may say of a check run. Enumerations are the schema's, so the casts below hold. */
function fieldsOf(input: Args): Record<string, unknown> & Parameters<typeof updateCheckRun>[3] {
  const output = record(input, 'output');
  return given({
    externalId: text(input, 'externalId'),
    detailsUrl: text(input, 'detailsUrl'),
    status: text(input, 'status')?.toLowerCase() as CheckStatus | undefined,
    conclusion: text(input, 'conclusion')?.toLowerCase() as CheckConclusion | undefined,
    startedAt: dateOf(input, 'startedAt'),
    completedAt: dateOf(input, 'completedAt'),
    output:
      output === undefined
        ? undefined
        : {
            title: need(output, 'title'),
            summary: need(output, 'summary'),
            text: text(output, 'text') ?? null,
          },
    annotations: output === undefined ? undefined : records(output, 'annotations')?.map(annotationOf),
  });
}

function annotationOf(data: Args): Annotation {
  const location = record(data, 'location') ?? {};
  return {
    path: need(data, 'path'),
    startLine: int(location, 'startLine') ?? 1,
    endLine: int(location, 'endLine') ?? 1,
    startColumn: int(location, 'startColumn') ?? null,
    endColumn: int(location, 'endColumn') ?? null,
    level: need(data, 'annotationLevel').toLowerCase() as Annotation['level'],
    message: need(data, 'message'),
    title: text(data, 'title') ?? null,
    rawDetails: text(data, 'rawDetails') ?? null,
  };
}

function dateOf(input: Args, name: string): Date | undefined {
  const value = text(input, name);
  return value === undefined ? undefined : new Date(value);
}
