import { jsonSchema } from '../policy/json-schema.ts';
import { printResult } from './shared/print.ts';
import { readArguments } from './shared/read-arguments.ts';

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('schema', argv, { json: 'flag' }, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  printResult(JSON.stringify(jsonSchema(), null, read.options.json ? 0 : 2));
  return 0;
}
