/** What `--keep DIR` leaves of a story besides the record, which is written and judged there. */
import { copyFile, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Simulator } from '../../simulator/start-simulator.ts';
import { readPage } from './page/read-page.ts';
import { renderPage } from './page/render-page.ts';
import { protagonist } from './story.ts';

/** The request log as the App left it, and then the page: reading it takes a request of its own. */
export async function keepPage(simulator: Simulator, dir: string, keep: string): Promise<void> {
  await copyFile(join(dir, 'requests.jsonl'), join(keep, 'requests.jsonl'));
  const [repository] = simulator.world.repositories;
  if (!repository) return;
  const read = await readPage({
    url: `${simulator.url}/api/graphql`,
    token: simulator.people(protagonist).token(),
    owner: repository.owner.login,
    name: repository.name,
  });
  await writeFile(join(keep, 'page.html'), renderPage(read));
}

/** After everything is closed: git and the database may still write until then. */
export async function keepDirectories(simulator: Simulator, dataDir: string, keep: string): Promise<void> {
  const [repository] = simulator.world.repositories;
  if (repository) await cp(repository.gitDir, join(keep, 'repo.git'), { recursive: true });
  await cp(dataDir, join(keep, 'data'), { recursive: true });
}
