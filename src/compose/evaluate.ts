import { preview, type Preview, type PreviewDeps } from '../engine/preview.ts';
import type { IssueKey } from '../engine/turn.ts';
import type { ServerSettings } from '../env/settings.ts';
import { createMeter } from '../github/transport/meter.ts';
import type { StoreReader } from '../store/port.ts';
import { connectGitHub } from './connect-github.ts';
import { taskSettings } from './task-settings.ts';

/** Looks at the record and at GitHub and says what the engine would do; writes nothing anywhere. */
export async function evaluate(
  settings: ServerSettings,
  reader: StoreReader | null,
  key: IssueKey,
  now: () => number,
): Promise<Preview> {
  const github = connectGitHub(settings, { now }).repository(key.repo, {
    installation: null,
    meter: createMeter(),
  });
  const read: PreviewDeps['read'] = async (address) => (await reader?.artefacts.read(address))?.bytes ?? null;
  return preview({ store: reader ?? noStore, read, github, settings: taskSettings(settings) }, key);
}

/** No database yet: no task is known. */
const noStore: PreviewDeps['store'] = {
  entries: { ofTask: async () => [], lockedBy: async () => null },
  board: { byRepo: async () => [] },
};
