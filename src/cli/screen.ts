import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { processEnv, typedIn } from '../env/settings.ts';
import { sortFindings } from '../patch/screen/sort-findings.ts';
import { screenedText } from '../words/screened-text.ts';
import { printJson, printResult, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { commitReader } from './shared/read-commit.ts';
import { screenRange } from './shared/screen-range.ts';

/** `cadence screen`: what screening would say of a range of commits, under the policy of the first. */
export async function run(argv: readonly string[]): Promise<number> {
  const options = { repo: 'text', by: 'text', json: 'flag' } as const;
  const read = readArguments('screen', argv, options, { least: 1, most: 1 });
  if (read.kind === 'exit') return read.code;
  const { repo, json, by } = read.options;
  const author = by ?? 'agent';
  if (repo === null) return wrong('screen', 'give --repo DIR').code;
  if (author !== 'agent' && author !== 'person')
    return wrong('screen', `--by is agent or person, and not "${author}"`).code;
  const [, from, to] = /^([^.]*(?:\.[^.]+)*)\.\.((?!\.).*)$/s.exec(read.words[0] ?? '') ?? [];
  if (from === undefined || to === undefined)
    return wrong('screen', 'the range is written FROM..TO, as in main..HEAD').code;
  const dir = resolve(typedIn(processEnv()), repo);
  const isDirectory = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) return refuse(`There is no directory ${dir}.`);
  const screened = await screenRange(commitReader(dir), from || 'HEAD', to || 'HEAD');
  if (screened.kind === 'refused') return refuse(screened.message);
  const found = sortFindings(screened.findings, screened.policy.screen, author);
  const { refused, person } = found;
  const isClean = refused.length === 0 && person.length === 0;
  if (json) printJson({ clean: isClean, refused, person });
  else printResult(screenedText(found));
  return isClean ? 0 : 1;
}

function refuse(message: string): number {
  say(message);
  return 2;
}
