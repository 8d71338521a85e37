/** Small pieces that the sentences of several phases are made of. */

/** "1 test", "2 tests". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** "rules, efficiency and reasoning". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  const others = names.slice(0, -1);
  return others.length === 0 ? last : `${others.join(', ')} and ${last}`;
}

/** A commit or a tree as people know it. */
export function shortSha(sha: string | undefined): string {
  return (sha ?? '').slice(0, 7);
}

/** The first names of a list, and how many are left out. */
export function firstNames(names: readonly string[], most = 6): string[] {
  const left = names.length - most;
  return left > 0 ? [...names.slice(0, most), `and ${left} more`] : [...names];
}

/** The first lines of a longer text that say something. */
export function firstLines(text: string, most = 12): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > most ? [...lines.slice(0, most), '…'] : lines;
}
