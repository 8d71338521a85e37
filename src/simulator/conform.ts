/**
 * Holds requests, answers and webhook payloads against GitHub's own OpenAPI descriptions
 * (@octokit/openapi, @octokit/openapi-webhooks; trimmed by test/tools/trim-openapi.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { World } from './world.ts';

/** A query parameter of an operation. */
type Parameter = {
  name: string;
  schema: object;
};

type Operation = {
  /** GitHub's name of it, such as `pulls/merge`. */
  id: string;
  query: Parameter[];
  body?: object;
  bodyRequired?: boolean;
  /** A schema a status, null where the answer has no JSON body. */
  responses: Record<string, object | null>;
};

type Description = {
  operations: Record<string, Operation>;
  events: Record<string, object>;
  schemas: Record<string, object>;
};

type Checker = {
  description: Description;
  /** What is wrong with a value under the schema at the pointer; empty where it fits. */
  problems(pointer: readonly string[], value: unknown, types: 'exact' | 'coerced'): string[];
};

/** Bots sign commits so, which GitHub's own description calls no e-mail address; its answers have it all the same. */
const botAddress = /^\d+\+[\w-]+\[bot\]@users\.noreply\.github\.com$/;

const checkers = new Map<string, Checker>();

/** GitHub's own name of an operation, such as `pulls/merge`. */
export function operationId(operation: string): string {
  return checker('rest.json').description.operations[operation]?.id ?? operation;
}

/** Read and compiled once a process: the descriptions are constants. */
function checker(file: 'rest.json' | 'webhooks.json'): Checker {
  const known = checkers.get(file) ?? createChecker(file);
  checkers.set(file, known);
  return known;
}

function createChecker(file: string): Checker {
  const text = readFileSync(join(import.meta.dirname, 'descriptions', file), 'utf8');
  const description = {
    operations: {},
    events: {},
    ...(JSON.parse(text) as Partial<Description>),
  } as Description;
  const make = (coerceTypes: boolean): Ajv => {
    const ajv = new Ajv({
      strict: false,
      logger: false,
      allErrors: true,
      validateSchema: false,
      coerceTypes,
    });
    formats.default(ajv);
    const { email } = ajv.formats;
    const isEmail = (value: string): boolean => email instanceof RegExp && email.test(value);
    ajv.addFormat('email', (value: string) => isEmail(value) || botAddress.test(value));
    ajv.addSchema({ $id: file, ...description });
    return ajv;
  };
  const machines = { exact: make(false), coerced: make(true) };
  const compiled = new Map<string, ValidateFunction>();
  return {
    description,
    problems(pointer, value, types) {
      const path = pointer.map((part) =>
        encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
      );
      const $ref = `${file}#/${path.join('/')}`;
      const validate = compiled.get(`${types} ${$ref}`) ?? machines[types].compile({ $ref });
      compiled.set(`${types} ${$ref}`, validate);
      if (validate(value) === true) return [];
      return (validate.errors ?? []).map((error) => {
        const extra = JSON.stringify(error.params);
        return `${error.instancePath === '' ? 'body' : error.instancePath} ${error.message ?? ''} ${extra}`;
      });
    },
  };
}

/** Problems of a request's query and JSON body under GitHub's description of the operation. */
export function checkRequest(operation: string, query: URLSearchParams, body: unknown): string[] {
  const { description, problems } = checker('rest.json');
  const described = description.operations[operation];
  if (described === undefined) return [];
  const found = described.query.flatMap((parameter, index) => {
    const text = query.get(parameter.name);
    const pointer = ['operations', operation, 'query', String(index), 'schema'];
    return text === null ? [] : problems(pointer, isNumeric(text) ? Number(text) : text, 'coerced');
  });
  if (described.body === undefined) return found;
  if (body === undefined) return described.bodyRequired === true ? [...found, 'body is required'] : found;
  return [...found, ...problems(['operations', operation, 'body'], body, 'exact')];
}

function isNumeric(text: string): boolean {
  return /^-?\d+$/.test(text);
}

/** Problems of an answer's body. A refusal (4xx) that the description does not list is free in form. */
export function checkResponse(operation: string, status: number, body: unknown): string[] {
  const { description, problems } = checker('rest.json');
  const described = description.operations[operation];
  if (described === undefined) return [`${operation} is not described`];
  const schema = described.responses[String(status)];
  if (schema === undefined) return status < 400 ? [`status ${status} is not described`] : [];
  if (schema === null) return [];
  return problems(['operations', operation, 'responses', String(status)], body, 'exact');
}

/** `issues` and `labeled` are described as `issues-labeled`; `push` has no action. */
export function checkPayload(event: string, action: string | null, payload: unknown): string[] {
  const { description, problems } = checker('webhooks.json');
  const name = (action === null ? event : `${event}-${action}`).replaceAll('_', '-');
  if (description.events[name] === undefined) return [`${name} is not described`];
  return problems(['events', name], payload, 'exact');
}

/** Writes problems down where the tests and the demo look at the end. */
export function recordMismatches(world: World, where: string, problems: readonly string[]): void {
  for (const detail of problems) world.mismatches.push({ at: world.now().toISOString(), where, detail });
}
