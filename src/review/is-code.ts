/** What is read by people alone: the Efficiency agent, which reviews code, has nothing to say about it. */
const prose =
  /(?:^|\/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGELOG|README)$|\.(?:md|mdx|rst|txt|adoc|csv|tsv|svg)$/i;

export function hasCode(paths: readonly string[]): boolean {
  return paths.some((path) => !prose.test(path));
}
