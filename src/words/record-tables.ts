/** The rules of the record as its page prints them: an auditor's own program can read them from there. */
import { z } from 'zod';
import { commandFiles } from '../task/commands/command-files.ts';
import { entryData, type EntryKind } from '../task/entry.ts';
import { commitmentFields } from '../task/fold/commitments.ts';
import { headRules } from '../task/fold/head-rules.ts';
import { intentRules } from '../task/fold/intent-rules.ts';
import { endInHolds, outcomeOf, repeated } from '../task/fold/outcome-rules.ts';
import { canEndByItself, isAfterRuns } from '../task/gates/hold-ends.ts';
import { holdReasons } from '../task/hold-reasons.ts';
import { intentData, type IntentStep } from '../task/intents.ts';
import { spending } from '../task/spending.ts';
import { transitions } from '../task/transitions.ts';

/** Each kind of entry: where it may stand, where it leads, whose outcome it is, of which head, and its data. */
export function kindRules(): string {
  const blocks = (Object.keys(entryData) as EntryKind[]).map((kind) => {
    const row = kind === 'queued' ? null : transitions[kind];
    const fields =
      kind === 'intent'
        ? '{step: text, key: text, deadline: time, data: data of the step}'
        : formOf(entryData[kind]);
    return block(kind, [
      ['from', row ? row.from.join(', ') : 'nothing'],
      ['to', row ? (row.to === 'same' ? 'same' : row.to.join(', ')) : 'Backlog'],
      ['intent', outcomeOf[kind]],
      ['repeats', repeated[kind]?.join(', ')],
      ['head', headRules[kind]],
      ['data', fields],
    ]);
  });
  return blocks.join('\n');
}

/** Each step that is announced: where it may stand, and the data of its intent. */
export function intentTable(): string {
  const steps = Object.keys(intentData) as IntentStep[];
  return steps
    .map((step) =>
      block(step, [
        ['from', intentRules[step].from.join(', ')],
        ['data', formOf(intentData[step])],
      ]),
    )
    .join('\n');
}

/** The lists that the prose refers to. */
export function namedLists(): string {
  return block('lists', [
    ['spending', formOf(z.strictObject(spending))],
    ['commitments', named([...commitmentFields])],
    ['ends-by-itself', named(holdReasons.filter(canEndByItself))],
    ['after-runs', named(holdReasons.filter(isAfterRuns))],
    ['end-in-holds', named(endInHolds)],
    ['prepared', named(commandFiles.filter(({ needs }) => needs !== null).map(({ row }) => row.name))],
    [
      'not-built',
      named(commandFiles.filter(({ row }) => row.built === 'not yet').map(({ row }) => row.name)),
    ],
  ]);
}

function named(names: readonly string[]): string {
  return names.join(', ');
}

function block(name: string, rows: readonly (readonly [string, string | undefined])[]): string {
  const lines = rows.flatMap(([field, value]) => (value ? [`  ${field}: ${value}`] : []));
  return [name, ...lines].join('\n');
}

type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};

const spent: ReadonlySet<string> = new Set(Object.keys(spending));

function formOf(schema: z.ZodType): string {
  return form(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, 'outer');
}

/** `outer`: what every kind may have beside its own fields is told once. */
function form(schema: Schema, place: 'outer' | 'inner'): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((one) => form(one, place)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  switch (schema.type) {
    case 'object':
      return objectForm(schema, place);
    case 'array':
      return `[${schema.minItems ? '+ ' : ''}${form(schema.items ?? {}, 'inner')}]`;
    case 'integer':
      return schema.exclusiveMinimum === 0 ? 'positive' : 'count';
    case 'number':
      return 'amount';
    case 'null':
      return 'null';
    case 'string':
      return stringForm(schema);
    default:
      throw new Error(`no form of ${JSON.stringify(schema)}`);
  }
}

function objectForm({ properties = {}, required = [] }: Schema, place: 'outer' | 'inner'): string {
  const isKind =
    place === 'outer' && properties['calls'] !== undefined && Object.keys(properties).length > spent.size;
  const own = Object.entries(properties).filter(([name]) => !isKind || !spent.has(name));
  const fields = own.map(
    ([name, held]) => `${name}${required.includes(name) ? '' : '?'}: ${form(held, 'inner')}`,
  );
  return `{${fields.join(', ')}}`;
}

function stringForm({ pattern, format, minLength, maxLength }: Schema): string {
  if (format === 'date-time') return 'time';
  if (pattern === '^[0-9a-f]{64}$') return 'address';
  if (pattern === '^[0-9a-z]{4,64}$') return 'sha';
  const [, start] = /^\^([a-z-]+)\[\\s\\S\]/.exec(pattern ?? '') ?? [];
  if (start !== undefined) return `"${start}*"`;
  if (pattern !== undefined) throw new Error(`no form of ${pattern}`);
  if (minLength === 1) return 'name';
  return maxLength === undefined ? 'string' : 'text';
}
