/** The peer of `context`: repomix, where somebody has installed it. It is no dependency, and nothing is fetched. */
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { processEnv } from '../../../src/env/settings.ts';
import { runMeasured, type MeasuredRun } from './measured-run.ts';

/** How to have what `--repomix` takes; the version is the one that our figures are of. */
export const howToInstall = 'npm install --prefix FOLDER repomix@1.18.1, then --repomix FOLDER';

const manifestSchema = z.object({
  name: z.literal('repomix'),
  version: z.string(),
  bin: z.union([z.string(), z.object({ repomix: z.string() }).transform(({ repomix }) => repomix)]),
});

/** `bin` is a script for Node. */
export type Repomix = { readonly kind: 'repomix'; readonly version: string; readonly bin: string };

/** `folder`: where it was installed to, or the package itself. */
export async function findRepomix(
  folder: string,
): Promise<Repomix | { readonly kind: 'wrong'; readonly message: string }> {
  for (const place of [folder, join(folder, 'node_modules/repomix')]) {
    const parsed = manifestSchema.safeParse(await readJson(join(place, 'package.json')));
    if (parsed.success)
      return { kind: 'repomix', version: parsed.data.version, bin: resolve(place, parsed.data.bin) };
  }
  return { kind: 'wrong', message: `there is no repomix in ${folder}: ${howToInstall}` };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** `seen`: it keeps what it counted of the files, and finds that again. `new`: it finds nothing. */
export type Memory = 'seen' | 'new';

/** Packs a tree with its default settings, without any configuration from outside, in `dir`. */
export async function packWithRepomix(
  { bin }: Repomix,
  tree: string,
  memory: Memory,
  { dir, limitMs, stop }: { readonly dir: string; readonly limitMs: number; readonly stop: AbortSignal },
): Promise<MeasuredRun> {
  const home = join(dir, 'home');
  const kept = join(dir, 'kept');
  const out = join(dir, 'repomix.xml');
  await Promise.all([home, kept].map((folder) => mkdir(folder, { recursive: true })));
  await rm(out, { force: true });
  const env = {
    PATH: processEnv().PATH,
    HOME: home,
    XDG_CONFIG_HOME: home,
    // What it counted is below its temporary directory, and so is its compiled code, unless that is told apart.
    TMPDIR: memory === 'seen' ? kept : await mkdtemp(join(dir, 'new-')),
    NODE_COMPILE_CACHE: join(kept, 'compiled'),
    GIT_CEILING_DIRECTORIES: dirname(tree),
  };
  const command = [process.execPath, bin, tree, '--output', out, '--quiet'] as const;
  const run = await runMeasured(command, { cwd: home, env, limitMs, stop });
  if (run.kind === 'failed') return run;
  const size = await stat(out).then(
    (found) => found.size,
    () => 0,
  );
  return size > 0 ? run : { kind: 'failed', why: 'wrote nothing' };
}
