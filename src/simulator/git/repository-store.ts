import { createObjectReader, type ObjectReader } from './object-reader.ts';

/** What the process keeps about one bare repository: a reader, and what can never change. */
type RepositoryStore = {
  readonly reader: ObjectReader;
  readonly facts: Map<string, Promise<unknown>>;
};

const stores = new Map<string, RepositoryStore>();

export function readerOf(gitDir: string): ObjectReader {
  return storeOf(gitDir).reader;
}

function storeOf(gitDir: string): RepositoryStore {
  const known = stores.get(gitDir) ?? { reader: createObjectReader(gitDir), facts: new Map() };
  stores.set(gitDir, known);
  return known;
}

export function isOid(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/**
 * Reads once what full oids alone decide: objects, ancestry, differences. With a ref among `names` it is read each
 * time. What fails or is not there (null) is asked for again, since it may come.
 */
export function remember<T>(
  gitDir: string,
  fact: string,
  names: readonly string[],
  read: () => Promise<T>,
): Promise<T> {
  if (!names.every(isOid)) return read();
  const { facts } = storeOf(gitDir);
  const key = `${fact} ${names.join(' ')}`;
  // The key names the reading function, so what is kept under it is its result.
  const kept = facts.get(key) as Promise<T> | undefined;
  if (kept !== undefined) return kept;
  const reading = read();
  facts.set(key, reading);
  const forget = (): void => void facts.delete(key);
  reading.then((value) => (value === null ? forget() : undefined), forget);
  return reading;
}

/** Ends the reader of a repository and forgets what was read. */
export async function closeStore(gitDir: string): Promise<void> {
  const store = stores.get(gitDir);
  stores.delete(gitDir);
  await store?.reader.close();
}
