import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import { getArgumentValues, getVariableValues, Kind, parse, validate } from 'graphql';
import { parseGitNodeId } from '../ids.ts';
import { fullName } from '../payloads/urls.ts';
import type { World } from '../world.ts';
import { loadSchema } from './load-schema.ts';

/** A parsed document, or what is wrong with it. */
export type Document =
  { kind: 'valid'; document: DocumentNode } | { kind: 'invalid'; errors: readonly GraphQLError[] };

/** A root field of the operation that is run. */
export type RootField = {
  name: string;
  args: Readonly<Record<string, unknown>>;
};

export type Operation = {
  kind: 'query' | 'mutation';
  /** The document's own name, else its root fields. */
  name: string;
  fields: RootField[];
};

const known = new Map<string, Document>();

/** Clients send the same texts again and again: each is checked against the schema once. */
export function readDocument(query: string): Document {
  const cached = known.get(query);
  if (cached !== undefined) return cached;
  const read = parseAndValidate(query);
  known.set(query, read);
  return read;
}

function parseAndValidate(query: string): Document {
  try {
    const document = parse(query);
    const errors = validate(loadSchema(), document);
    return errors.length === 0 ? { kind: 'valid', document } : { kind: 'invalid', errors };
  } catch (error) {
    return { kind: 'invalid', errors: [error as GraphQLError] };
  }
}

export function operationOf(
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): Operation {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find(
    (one) => operationName === undefined || one.name?.value === operationName,
  );
  const kind = operation?.operation === 'mutation' ? 'mutation' : 'query';
  const fields = operation === undefined ? [] : rootFields(operation, variables);
  return { kind, name: operation?.name?.value ?? fields.map(({ name }) => name).join(','), fields };
}

/** Values that do not fit are refused when the document is executed; here they only name no resource. */
function rootFields(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): RootField[] {
  const schema = loadSchema();
  const root = schema.getRootType(operation.operation);
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables).variableValues;
  return operation.selectionSet.selections.flatMap((selection): RootField[] => {
    if (selection.kind !== Kind.FIELD) return [];
    const definition = root?.getFields()[selection.name.value];
    const args =
      definition === undefined || values === undefined
        ? {}
        : getArgumentValues(definition, selection, values);
    return [{ name: selection.name.value, args }];
  });
}

/** What a root field is about, as faults name it: `owner/name`, `owner/name#7`, `owner/name@branch`. */
export function resourcesOf(world: World, field: RootField): string[] {
  const { owner, name } = field.args;
  const own = typeof owner === 'string' && typeof name === 'string' ? [`${owner}/${name}`] : [];
  return [...new Set([...own, ...within(world, field.args)])];
}

function within(world: World, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => within(world, item));
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? named(world, value) : [];
  const fields: Record<string, unknown> = { ...value };
  const found = Object.values(fields).flatMap((item) => within(world, item));
  const branches = Object.entries(fields).flatMap(([key, item]) =>
    typeof item === 'string' && (key === 'branchName' || item.startsWith('refs/heads/'))
      ? [item.replace('refs/heads/', '')]
      : [],
  );
  const repositories = found.filter((one) => !/[#@]/.test(one));
  return [
    ...found,
    ...repositories.flatMap((repository) => branches.map((branch) => `${repository}@${branch}`)),
  ];
}

/** What a node id or a full name in the arguments stands for. */
function named(world: World, value: string): string[] {
  const git = parseGitNodeId(value);
  if (git !== null) {
    const repository = world.repositories.find((one) => one.id === git.repositoryId);
    if (repository === undefined) return [];
    const branch =
      git.type === 'Ref' ? [`${fullName(repository)}@${git.name.replace('refs/heads/', '')}`] : [];
    return [fullName(repository), ...branch];
  }
  const repository = world.repositories.find((one) => fullName(one) === value);
  if (repository !== undefined) return [fullName(repository)];
  const entry = world.nodes.get(value);
  switch (entry?.type) {
    case 'Repository':
      return [fullName(entry.value)];
    case 'Issue':
    case 'PullRequest':
      return [fullName(entry.value.repository), `${fullName(entry.value.repository)}#${entry.value.number}`];
    case 'IssueComment':
      return numbered(entry.value.conversation);
    case 'PullRequestReview':
      return numbered(entry.value.pull);
    case 'CheckRun':
      return [fullName(entry.value.suite.repository)];
    default:
      return [];
  }
}

function numbered(conversation: { repository: Parameters<typeof fullName>[0]; number: number }): string[] {
  const repository = fullName(conversation.repository);
  return [repository, `${repository}#${conversation.number}`];
}
