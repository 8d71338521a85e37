import { resolve } from 'node:path';
import { processEnv, typedIn } from '../env/settings.ts';
import { withReader } from './shared/open-data.ts';
import { printJson, printSentences, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { readSigning } from './shared/read-signing.ts';
import { writeRecord } from './shared/record-files.ts';

export async function run(argv: string[]): Promise<number> {
  const options = { repo: 'text', out: 'text', json: 'flag' } as const;
  const read = readArguments('export', argv, options, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  const { repo, out, json } = read.options;
  if (repo === null || out === null) return wrong('export', '--repo and --out are both needed').code;
  return withReader(async (reader) => {
    const signing = readSigning();
    if (signing.kind === 'refused' || !(await reader.entries.repos()).includes(repo)) {
      say(signing.kind === 'refused' ? `${signing.message}.` : `There is no record of ${repo} here.`);
      return 2;
    }
    const file = resolve(typedIn(processEnv()), out);
    const written = await writeRecord(reader, repo, signing.key, file);
    if (written.kind !== 'written') {
      say(`Nothing was written: the record of ${repo} does not hold. See cadence verify --repo ${repo}.`);
      return 1;
    }
    if (json) printJson({ file, entries: written.entries, root: written.root });
    else
      printSentences(
        `${written.entries} entries of ${repo} are in ${file}, record.pub and record.checkpoint beside it.`,
      );
    return 0;
  });
}
