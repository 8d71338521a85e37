import { processEnv, readDataDir } from '../../env/settings.ts';
import { openReader } from '../../store/sqlite/open-reader.ts';
import type { StoreReader } from '../../store/port.ts';
import { say } from './print.ts';

/** Reads from the data directory, beside a running server or without one. Exit code 2 where it cannot be read. */
export async function withReader(use: (reader: StoreReader) => Promise<number>): Promise<number> {
  const opened = await openReader({ dir: readDataDir(processEnv()) });
  if (opened.kind === 'refused') {
    say(`${opened.message}. CADENCE_DATA_DIR says where to look.`);
    return 2;
  }
  try {
    return await use(opened.reader);
  } finally {
    await opened.reader.close();
  }
}
