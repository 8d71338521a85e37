/** The tracebacks of a log, by the heading that pytest prints over each. */
export type LogSections = {
  /** The traceback of a failed test, `''` where the log has none. */
  ofTest: (id: string) => string;
  /** The traceback of a file that was not collected. */
  ofFile: (file: string) => string;
};

const heading = /^_{3,} (.+?) _{3,}$/u;

/** Cut the FAILURES and ERRORS of a log at their headings. */
export function findSections(lines: readonly string[]): LogSections {
  const found = new Map<string, string[]>();
  let title: string | null = null;
  let from = 0;
  const close = (end: number): void => {
    if (title === null) return;
    const text = lines.slice(from, end).join('\n');
    found.set(title, [...(found.get(title) ?? []), text]);
  };
  for (const [index, line] of lines.entries()) {
    const next = heading.exec(line)?.[1];
    if (next === undefined && !/^={3,} [A-Z]/u.test(line)) continue;
    close(index);
    title = next ?? null;
    from = index + 1;
  }
  close(lines.length);
  return {
    ofTest: (id) => {
      const [file = '', bracket] = [id.split('::', 1)[0], id.indexOf('[')];
      const plain = bracket === -1 ? id : id.slice(0, bracket);
      const name = plain.split('::').slice(1).join('.') + id.slice(plain.length);
      const texts = ['', 'ERROR at setup of ', 'ERROR at teardown of '].flatMap(
        (before) => found.get(before + name) ?? [],
      );
      for (const [other, subtests] of found) if (other.startsWith(`${name} `)) texts.push(...subtests);
      // Two files may have a test of one name: the traceback that ends in this file is this one's.
      return texts.find((text) => text.includes(`${file}:`)) ?? '';
    },
    ofFile: (file) => found.get(`ERROR collecting ${file}`)?.[0] ?? '',
  };
}
