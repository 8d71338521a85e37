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

/** How packages say what is run at their installation, and what pytest loads as its plug-ins. */
const packaging: readonly string[] = [
  'setup.py',
  ...['*.dist-info/**', '*.egg-info/**', '*.egg-link'].map(anywhere),
];

/** Files that pytest takes for its configuration wherever they stand, by their name alone. */
const pytestFiles: readonly string[] = ['pytest.ini', '.pytest.ini', 'pytest.toml', '.pytest.toml'].map(
  anywhere,
);

/** What other services run at each push. */
const otherServices: readonly string[] = [
  '.gitlab-ci.yml .gitlab/** .travis.yml .circleci/** .buildkite/** .woodpecker/** .woodpecker.{yml,yaml} .drone.yml',
  '.cirrus.{yml,star} .semaphore/** .teamcity/** {.,}appveyor.yml jenkinsfile bitbucket-pipelines.yml .builds/**',
  'azure-pipelines*.yml .azure-pipelines/** .forgejo/** .gitea/** cloudbuild.{yml,yaml} buildspec.yml .build.yml',
  '.zuul.yaml .zuul.d/** .packit.yaml .readthedocs.{yml,yaml} codemagic.yaml wercker.yml .scrutinizer.yml',
].flatMap((names) => names.split(' '));

const isAlwaysProtected = picomatch([...alwaysProtected, ...packaging, ...pytestFiles, ...otherServices], {
  dot: true,
});

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
