/**
 * Words that machines obey wherever they stand, code or not: HTML comments (our own markers among them), and the
 * markers that stop workflow runs. Each is broken by something that people can see.
 */
export function breakMarkers(text: string): string {
  return text
    .replaceAll('<!--', '<!- -')
    .replace(/\[([ \t]*)(skip|no|ci|actions)[ \t]+(skip|ci|actions)([ \t]*)\]/gi, '[$1$2-$3$4]')
    .replace(/(?<!\*)\*+NO_CI\*+/gi, 'NO_CI')
    .replace(/skip-checks[ \t]*:/gi, 'skip-checks =');
}
