import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { examineApp } from '../compose/examine.ts';
import { printJson, printSentences } from './shared/print.ts';
import { readArguments } from './shared/read-arguments.ts';
import { settingsOrSay } from './shared/settings-or-say.ts';

const manifest = z.object({
  default_permissions: z.record(z.string(), z.string()),
  default_events: z.array(z.string()),
});

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('doctor', argv, { json: 'flag' }, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  // Wrong settings, a weak webhook secret among them, are told here.
  const settings = settingsOrSay();
  if (!settings) return 1;
  const findings = await examineApp(settings, readManifest(), Date.now);
  if (read.options.json) printJson({ findings });
  else
    for (const { state, sentence } of findings)
      printSentences(`${state === 'good' ? 'good  ' : 'WRONG '}${sentence}`, 6);
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

function readManifest() {
  const text = readFileSync(join(import.meta.dirname, '../../app.yml'), 'utf8');
  const { default_permissions: permissions, default_events: events } = manifest.parse(parse(text));
  return { permissions, events };
}
