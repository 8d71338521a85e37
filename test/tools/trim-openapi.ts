/**
 * Makes src/simulator/descriptions/{rest,webhooks}.json: the part of GitHub's own OpenAPI descriptions (MIT) that the
 * simulator serves, without prose and examples. Run by hand after `npm pack` of both packages, unpacked side by side:
 * `node test/tools/trim-openapi.ts DIR-OF-OPENAPI DIR-OF-WEBHOOKS`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shareSchemas } from './share-schemas.ts';
import { EVENTS, ROUTES } from './trim-list.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

const PROSE = new Set([
  'description', 'example', 'examples', 'title', 'default', 'externalDocs', 'deprecated', 'summary', 'readOnly', 'xml',
  'discriminator',
]); // prettier-ignore
const REF = '#/components/schemas/';

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: Json | undefined): Fields {
  return isFields(value) ? value : {};
}

/** Follows a reference into the document's components (parameters, responses). */
function follow(document: Fields, value: Json | undefined): Fields {
  const fields = fieldsOf(value);
  if (typeof fields['$ref'] !== 'string') return fields;
  let at: Json | undefined = document;
  for (const part of fields['$ref'].slice(2).split('/')) at = fieldsOf(at)[part];
  return fieldsOf(at);
}

/** OpenAPI 3.0 says `nullable`; JSON Schema, which ajv reads, says `null` among the types. */
function withNull(schema: Fields): Fields {
  if (typeof schema['type'] === 'string') {
    const listed = schema['enum'];
    const enumeration = Array.isArray(listed) && !listed.includes(null) ? { enum: [...listed, null] } : {};
    return { ...schema, type: [schema['type'], 'null'], ...enumeration };
  }
  return { anyOf: [{ type: 'null' }, schema] };
}

/**
 * `names` tells that the keys of `value` are property names, not keywords: a property may be called `description`.
 * `oneOf` becomes `anyOf`: many of GitHub's alternatives overlap, and its own answers match several.
 */
function trim(value: Json, where: 'schema' | 'names'): Json {
  if (Array.isArray(value)) return value.map((item) => trim(item, 'schema'));
  if (!isFields(value)) return value;
  const kept: Fields = {};
  for (const [key, inner] of Object.entries(value)) {
    if (where === 'names') kept[key] = trim(inner, 'schema');
    else if (key === '$ref' && typeof inner === 'string') kept[key] = inner.replace(REF, '#/schemas/');
    else if (key === 'properties' || key === 'patternProperties') kept[key] = trim(inner, 'names');
    else if (key === 'enum' || key === 'required') kept[key] = inner;
    else if (key === 'oneOf') kept['anyOf'] = trim(inner, 'schema');
    else if (!PROSE.has(key) && !key.startsWith('x-') && key !== 'nullable')
      kept[key] = trim(inner, 'schema');
  }
  return where === 'schema' && value['nullable'] === true ? withNull(kept) : kept;
}

function schemaOf(content: Json | undefined): Json | undefined {
  const media = fieldsOf(fieldsOf(content)['application/json'])['schema'];
  return media === undefined ? undefined : trim(media, 'schema');
}

function operationOf(document: Fields, operation: Fields): Fields {
  const parameters = (Array.isArray(operation['parameters']) ? operation['parameters'] : [])
    .map((one) => follow(document, one))
    .filter((one) => one['in'] === 'query')
    .map((one) => ({ name: one['name'] ?? '', schema: trim(one['schema'] ?? {}, 'schema') }));
  const requestBody = follow(document, operation['requestBody']);
  const body = schemaOf(requestBody['content']);
  const responses: Fields = {};
  for (const [status, response] of Object.entries(fieldsOf(operation['responses']))) {
    responses[status] = schemaOf(follow(document, response)['content']) ?? null;
  }
  return {
    id: operation['operationId'] ?? '',
    query: parameters,
    ...(body === undefined ? {} : { body, bodyRequired: requestBody['required'] === true }),
    responses,
  };
}

/** All schemas reached from `roots`, trimmed. */
function closure(document: Fields, roots: Json): Fields {
  const all = fieldsOf(fieldsOf(document['components'])['schemas']);
  const found: Fields = {};
  const look = (text: string): void => {
    for (const [, name] of text.matchAll(/"#\/schemas\/([^"]+)"/g)) {
      if (name === undefined || found[name] !== undefined) continue;
      const schema = trim(all[name] ?? {}, 'schema');
      found[name] = schema;
      look(JSON.stringify(schema));
    }
  };
  look(JSON.stringify(roots));
  return found;
}

function trimRest(document: Fields): Fields {
  const operations: Fields = {};
  for (const route of ROUTES) {
    const [method = '', path = ''] = route.split(' ');
    const operation = fieldsOf(fieldsOf(document['paths'])[path])[method.toLowerCase()];
    if (!isFields(operation)) throw new Error(`not in the description: ${route}`);
    operations[route] = operationOf(document, operation);
  }
  correct(operations);
  return { operations, schemas: closure(document, operations) };
}

/**
 * The description spells the list's items out with an account that is a user *and* an enterprise at once, which no
 * answer can be; the same items stand, rightly, as the schema `installation`.
 */
function correct(operations: Fields): void {
  const responses = fieldsOf(fieldsOf(operations['GET /app/installations'])['responses']);
  const list = fieldsOf(responses['200']);
  if (list['type'] !== 'array') throw new Error('GET /app/installations is no list any more');
  list['items'] = { $ref: '#/schemas/installation' };
}

function trimWebhooks(document: Fields): Fields {
  const events: Fields = {};
  for (const event of EVENTS) {
    const post = fieldsOf(fieldsOf(fieldsOf(document['webhooks'])[event])['post']);
    const schema = schemaOf(fieldsOf(post['requestBody'])['content']);
    if (schema === undefined) throw new Error(`not in the description: ${event}`);
    events[event] = schema;
  }
  const { named, shared } = shareSchemas(closure(document, events));
  return { events, schemas: { ...named, ...shared } };
}

/** One line an operation and a schema: small, and a diff of two versions can still be read. */
function print(sections: Fields): string {
  const blocks = Object.entries(sections).map(([name, section]) => {
    const lines = Object.entries(fieldsOf(section)).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    );
    return `${JSON.stringify(name)}:{\n${lines.join(',\n')}\n}`;
  });
  return `{\n${blocks.join(',\n')}\n}\n`;
}

function read(directory: string): Fields {
  return fieldsOf(
    JSON.parse(readFileSync(join(directory, 'generated', 'api.github.com.json'), 'utf8')) as Json,
  );
}

const [rest, webhooks] = process.argv.slice(2);
if (rest === undefined || webhooks === undefined)
  throw new Error('two directories are needed, see the head of this file');
const target = join(import.meta.dirname, '..', '..', 'src', 'simulator', 'descriptions');
writeFileSync(join(target, 'rest.json'), print(trimRest(read(rest))));
writeFileSync(join(target, 'webhooks.json'), print(trimWebhooks(read(webhooks))));
