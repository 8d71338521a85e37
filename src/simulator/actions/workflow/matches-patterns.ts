/**
 * GitHub's filter patterns, which are not a shell's: `?` and `+` speak of the character before them.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function matchesPatterns(name: string, patterns: readonly string[]): boolean {
  let matched = false;
  for (const pattern of patterns) {
    const isNegative = pattern.startsWith('!');
    if (expressionOf(isNegative ? pattern.slice(1) : pattern).test(name)) matched = !isNegative;
  }
  return matched;
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.match(/\\.|\*\*\/|\*\*|\[[^\]]+\]|[\s\S]/g) ?? [];
  const source = parts.map((part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?' || part === '+' || /^\[.+\]$/.test(part)) return part;
    return part.replace(/^\\/, '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  try {
    return new RegExp(`^${source.join('')}$`, 's');
  } catch {
    return /(?!)/;
  }
}
