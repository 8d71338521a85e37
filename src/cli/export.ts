import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { processEnv, typedIn } from '../env/settings.ts';
import { withReader } from './shared/open-data.ts';
import { printJson, printSentences, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { readSigning } from './shared/read-signing.ts';
import { writeArtefacts, type Opened } from './shared/record-artefacts.ts';
import { writeRecord } from './shared/record-files.ts';

export async function run(argv: string[]): Promise<number> {
  const options = { repo: 'text', out: 'text', artefacts: 'flag', json: 'flag' } as const;
  const read = readArguments('export', argv, options, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  const { repo, out, artefacts, json } = read.options;
  if (repo === null || out === null) return wrong('export', '--repo and --out are both needed').code;
  return withReader(async (reader) => {
    const signing = readSigning();
    if (signing.kind === 'refused' || !(await reader.entries.repos()).includes(repo)) {
      say(signing.kind === 'refused' ? `${signing.message}.` : `There is no record of ${repo} here.`);
      return 2;
    }
    const file = fileOf(resolve(typedIn(processEnv()), out));
    mkdirSync(dirname(file), { recursive: true });
    const written = await writeRecord(reader, repo, signing.key, file);
    if (written.kind === 'occupied') {
      say(`Nothing was written: ${written.message}.`);
      return 1;
    }
    if (written.kind !== 'written') {
      say(`Nothing was written: the record of ${repo} does not hold. See cadence verify --repo ${repo}.`);
      return 1;
    }
    const opened = artefacts ? await writeArtefacts(reader, repo, file) : null;
    if (opened?.kind === 'wrong') {
      say(`The record was written; its artefacts were not: ${opened.message}.`);
      return 1;
    }
    const { entries, root } = written;
    if (json)
      printJson({
        file,
        entries,
        root,
        ...(opened ? { artefacts: opened.held, erased: erased(opened) } : {}),
      });
    else {
      printSentences(`${entries} entries of ${repo} are in ${file}, its key and its checkpoint beside it.`);
      if (opened) printSentences(`${opened.held} artefacts are there too; ${erased(opened)} were erased.`);
    }
    return 0;
  });
}

/** A directory gets the record under its own name. */
function fileOf(out: string): string {
  return out.endsWith('.jsonl') ? out : join(out, 'record.jsonl');
}

function erased({ held, of }: Opened): number {
  return of - held;
}
