/** What a `@@` line claims. Of an empty old side there is no `at`: its number is that of the line before. */
export type Header = {
  readonly at: number | null;
  readonly count: number | null;
  readonly newCount: number | null;
  readonly headings: readonly string[];
};

/** `@@ -1,2 +3,4 @@ heading`, or what models write instead: `@@`, `@@ heading`, `@@ ... @@`, `@@ class A: @@ def f():`. */
export function parseHeader(line: string): Header {
  const numbers = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@ ?(.*)$/.exec(line);
  if (numbers === null) {
    const words = line.split('@@').map((part) => part.replaceAll('...', '').trim());
    const headings = words.filter((word) => word !== '' && !/^[-+\d, ]+$/.test(word));
    return { at: null, count: null, newCount: null, headings };
  }
  const [, start = '0', count = '1', newCount = '1', heading = ''] = numbers;
  return {
    at: Number(count) === 0 ? null : Number(start),
    count: Number(count),
    newCount: Number(newCount),
    headings: heading.trim() === '' ? [] : [heading.trim()],
  };
}
