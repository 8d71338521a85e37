import type { Repository } from '../state/repository.ts';

const facts = new WeakMap<Repository, Map<string, Promise<unknown>>>();

/**
 * Reads what oids alone decide, once a repository: a git process costs milliseconds, and a document may ask for a
 * hundred. What is not there (or fails) is asked for again: it may come.
 */
export function remember<T>(repository: Repository, key: string, read: () => Promise<T>): Promise<T> {
  const known = facts.get(repository) ?? new Map<string, Promise<unknown>>();
  facts.set(repository, known);
  // The key names the reading function, so what is kept under it is its result.
  const kept = known.get(key) as Promise<T> | undefined;
  if (kept !== undefined) return kept;
  const reading = read();
  known.set(key, reading);
  const forget = (): void => void known.delete(key);
  reading.then((value) => (value === undefined ? forget() : undefined), forget);
  return reading;
}
