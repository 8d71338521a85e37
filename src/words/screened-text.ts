import type { ScreenFinding } from '../patch/screen/screen-finding.ts';

/** What screening found, for the terminal: the verdict first. */
export function screenedText(found: {
  readonly refused: readonly ScreenFinding[];
  readonly person: readonly ScreenFinding[];
}): string {
  const { refused, person } = found;
  if (refused.length === 0 && person.length === 0) return 'Clean: screening finds nothing.';
  return [...part('Refused', refused), ...part('A person must say yes to this', person)].join('\n');
}

function part(title: string, findings: readonly ScreenFinding[]): string[] {
  if (findings.length === 0) return [];
  return [
    `${title}:`,
    ...findings.map(({ path, line, gate, reason, message }) => {
      const place = line === undefined ? path : `${path}:${line}`;
      return `  ${place}: ${message} [${gate}: ${reason}]`;
    }),
  ];
}
