import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the machine lends to jobs. */
export type Host = {
  readonly path: string;
  /** The user's own index settings for pip: PIP_* and where pip.conf is. */
  readonly pip: Readonly<Record<string, string>>;
  readonly python: HostPython | null;
};

export type HostPython = {
  /** The real interpreter: a version manager's shim would not find its home from a job. */
  readonly executable: string;
  readonly version: string;
  /** Directories of packages that `include-system-site-packages` misses: another virtual environment's, the user's. */
  readonly packages: readonly string[];
  readonly scripts: readonly string[];
};

const question = `
import importlib.util, json, os, platform, site, sys
own = [p for p in sys.path if os.path.basename(p) in ('site-packages', 'dist-packages')]
extra = [p for p in own if sys.prefix != sys.base_prefix or p == site.getusersitepackages()]
print(json.dumps({
  'executable': os.path.realpath(getattr(sys, '_base_executable', sys.executable)),
  'version': platform.python_version(),
  'packages': extra,
  'scripts': [name for name in ('pip', 'pytest') if importlib.util.find_spec(name)],
}))
`;

let known: Promise<Host> | null = null;

/** Looked at once in a process: asking Python takes 0.1 s. */
export function findHost(): Promise<Host> {
  return (known ??= lookAtHost());
}

export async function lookAtHost(): Promise<Host> {
  return {
    path: process.env['PATH'] ?? '/usr/bin:/bin',
    pip: await pipSettings(),
    python: await findPython(),
  };
}

async function findPython(): Promise<HostPython | null> {
  try {
    const { stdout } = await promisify(execFile)('python3', ['-c', question], { timeout: 20_000 });
    return JSON.parse(stdout) as HostPython;
  } catch {
    return null;
  }
}

async function pipSettings(): Promise<Record<string, string>> {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    if (name.startsWith('PIP_') && value !== undefined) settings[name] = value;
  if (settings['PIP_CONFIG_FILE'] !== undefined) return settings;
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  for (const file of [join(config, 'pip', 'pip.conf'), join(homedir(), '.pip', 'pip.conf')]) {
    try {
      await access(file);
      return { ...settings, PIP_CONFIG_FILE: file };
    } catch {
      // The next place.
    }
  }
  return settings;
}
