import picomatch from 'picomatch';
import { visibleName } from '../../markdown/invisible.ts';

/** Never changed by Cadence, whatever the policy says: what runs unasked, what decides, what instructs agents. */
const alwaysProtected: readonly string[] = [
  '.github/**',
  ...['.gitattributes', '.gitmodules', 'codeowners', '*.pth'].map(anywhere),
  // Python runs these at its start, as a module or as a package.
  ...['sitecustomize.*', 'sitecustomize/**', 'usercustomize.*', 'usercustomize/**'].map(anywhere),
  ...['agents.md', 'agents.override.md', 'agent.md', 'claude.md', 'claude.local.md', 'gemini.md'].map(
    anywhere,
  ),
  ...['.cursorrules', '.windsurfrules', '.clinerules', '.goosehints', 'copilot-instructions.md'].map(
    anywhere,
  ),
  ...['.cursor/**', '.claude/**', '.codex/**', '.gemini/**', '.windsurf/**', '.clinerules/**'].map(anywhere),
  ...['.junie/**', '.kiro/**', '.roo/**', '.continue/**', '.amazonq/**', '.opencode/**'].map(anywhere),
  ...['.mcp.json', '.roorules', '.aider.conf.yml', 'qwen.md', 'warp.md', 'crush.md'].map(anywhere),
];

const isAlwaysProtected = picomatch([...alwaysProtected], { dot: true });

/** Which paths Cadence must not write: the built-in ones, and those that match these globs of the policy. */
export function protectedBy(globs: readonly string[]): (path: string) => boolean {
  const isNamed = globs.length === 0 ? () => false : picomatch([...globs], { dot: true, nocase: true });
  return (path) => {
    const plain = comparable(path);
    return isAlwaysProtected(plain) || isNamed(path) || isNamed(plain);
  };
}

/** A path as a file system may compare it that knows neither case nor what nobody sees. */
export function comparable(path: string): string {
  return visibleName(path.normalize('NFKC')).toLowerCase();
}

function anywhere(glob: string): string {
  return `**/${glob}`;
}
