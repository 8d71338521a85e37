import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestWord } from '../../policy/nearest-word.ts';
import { commandRow, type CommandName } from '../commands.ts';
import { printResult, say } from './print.ts';

type Options = { readonly [name: string]: 'flag' | 'text' };

export type Arguments<Given extends Options> = {
  readonly kind: 'arguments';
  readonly options: {
    readonly [Name in keyof Given]: Given[Name] extends 'flag' ? boolean : string | null;
  };
  readonly words: readonly string[];
};

/**
 * Reads a command's arguments. Help, and a sentence on what is wrong with them, are printed here; then only the exit
 * code is left to answer.
 */
export function readArguments<const Given extends Options>(
  name: CommandName,
  argv: readonly string[],
  options: Given,
  words: { readonly least: number; readonly most: number },
): Arguments<Given> | { readonly kind: 'exit'; readonly code: number } {
  const row = commandRow(name);
  const config = Object.fromEntries(
    [...Object.entries(options), ['help', 'flag'] as const].map(([option, kind]) => [
      option,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  ) satisfies ParseArgsConfig['options'];
  const { tokens, values, positionals } = parseArgs({
    args: [...argv],
    options: config,
    strict: false,
    tokens: true,
  });
  if (values['help'] === true) {
    printResult(`cadence ${row.usage}\n\n  ${row.does}\n\n${row.options}\n`);
    return { kind: 'exit', code: 0 };
  }
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = config[token.name];
    const meant = nearestWord(token.name, Object.keys(config));
    if (!known)
      return wrong(name, `${token.rawName} is not known${meant ? `: did you mean --${meant}?` : ''}`);
    if (known.type === 'string' && (token.value === undefined || token.value === ''))
      return wrong(name, `${token.rawName} needs a value`);
    if (known.type === 'boolean' && token.value !== undefined)
      return wrong(name, `${token.rawName} takes no value`);
  }
  if (positionals.length < words.least || positionals.length > words.most)
    return wrong(
      name,
      positionals.length < words.least
        ? 'something is missing'
        : `"${positionals[words.most] ?? ''}" is one word too many`,
    );
  const given = Object.fromEntries(
    Object.entries(options).map(([option, kind]) => [
      option,
      kind === 'flag' ? values[option] === true : typeof values[option] === 'string' ? values[option] : null,
    ]),
  );
  return { kind: 'arguments', options: given as Arguments<Given>['options'], words: positionals };
}

/** Says what is wrong with how a command was used, and how it is used. */
export function wrong(name: CommandName, what: string): { readonly kind: 'exit'; readonly code: 2 } {
  const stop = what.endsWith('?') ? '' : '.';
  say(`cadence ${name}: ${what}${stop} Usage: cadence ${commandRow(name).usage}`);
  return { kind: 'exit', code: 2 };
}
