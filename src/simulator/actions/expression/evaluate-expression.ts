/** GitHub's expressions by GitHub's own parser and evaluator (@actions/expressions), with our values in and out. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import type { Value } from './value.ts';

/** `skipped`: a job that this one needs did not run, so that neither success() nor failure() holds. */
export type Status = 'success' | 'failure' | 'cancelled' | 'skipped';

/** Where the expression stands: its contexts, and what success(), failure(), cancelled() say there. */
export type Scope = {
  readonly contexts: Readonly<Record<string, Value>>;
  readonly status: Status;
};

/** What is wrong with an expression; the runner shows the message as GitHub does. */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression';
}

/** Throws InvalidExpression, for an unknown function or context too. hashFiles is one: there is no cache to key. */
export function evaluate(text: string, { contexts, status }: Scope): Value {
  const functions = statusFunctions(status);
  try {
    const tokens = new Lexer(text).lex().tokens.map(readQuotes);
    const parser = new Parser(tokens, Object.keys(contexts), [...functions.values()]);
    return fromData(new Evaluator(parser.parse(), dictionaryOf(contexts), functions).evaluate());
  } catch (cause) {
    throw new InvalidExpression(cause instanceof Error ? cause.message : `${text} is no expression`, {
      cause,
    });
  }
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions */
function statusFunctions(status: Status): Map<string, FunctionDefinition> {
  return new Map(
    statusNames.map((name) => {
      const holds = name === 'always' || name === status;
      return [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(holds) }];
    }),
  );
}

const statusNames = ['always', 'success', 'failure', 'cancelled'];

/** Whether an `if:` calls one of them itself. */
export function asksStatus(text: string): boolean {
  const words = lexemes(text);
  return words.some((word, index) => words[index + 1] === '(' && statusNames.includes(word.toLowerCase()));
}

type Token = ReturnType<Lexer['lex']>['tokens'][number];

/**
 * Each doubled quote of a string is one; the lexer of @actions/expressions 0.3.61 undoubles only the first.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#literals
 */
function readQuotes(token: Token): Token {
  const { lexeme } = token;
  return lexeme.startsWith("'") ? { ...token, value: lexeme.slice(1, -1).replaceAll("''", "'") } : token;
}

function lexemes(text: string): string[] {
  try {
    return new Lexer(text).lex().tokens.map(({ lexeme }) => lexeme);
  } catch {
    // `evaluate` says what is wrong with it.
    return [];
  }
}

type Mapping = Readonly<Record<string, Value>>;

function dictionaryOf(values: Mapping): data.Dictionary {
  return new data.Dictionary(
    ...Object.entries(values).map(([key, value]) => ({ key, value: toData(value) })),
  );
}

function toData(value: Value): data.ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'string') return new data.StringData(value);
  return Array.isArray(value) ? new data.Array(...value.map(toData)) : dictionaryOf(value as Mapping);
}

function fromData(value: data.ExpressionData): Value {
  if (value instanceof data.BooleanData) return value.value;
  if (value instanceof data.NumberData) return value.number();
  if (value instanceof data.StringData) return value.coerceString();
  if (value instanceof data.Array) return value.values().map(fromData);
  if (value instanceof data.Dictionary)
    return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]));
  return null;
}
