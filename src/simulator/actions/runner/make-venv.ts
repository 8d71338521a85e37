import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { HostPython } from './find-host.ts';

/**
 * A virtual environment (PEP 405) that sees the host's packages; made by hand, since `python3 -m venv` takes 0.1 s
 * and cannot see the packages of a virtual environment that it is run from.
 */
export async function makeVenv(dir: string, python: HostPython): Promise<{ readonly bin: string }> {
  const bin = join(dir, 'bin');
  const minor = python.version.split('.').slice(0, 2).join('.');
  const packages = join(dir, 'lib', `python${minor}`, 'site-packages');
  await Promise.all([mkdir(bin, { recursive: true }), mkdir(packages, { recursive: true })]);
  const config = [
    `home = ${dirname(python.executable)}`,
    'include-system-site-packages = true',
    `version = ${python.version}`,
  ];
  const files = [
    writeFile(join(dir, 'pyvenv.cfg'), `${config.join('\n')}\n`),
    ...['python', 'python3', `python${minor}`].map((name) => symlink(python.executable, join(bin, name))),
    // Else `pip` on the PATH would be the host's, and would install there.
    ...python.scripts.flatMap((name) =>
      (name === 'pip' ? ['pip', 'pip3'] : [name]).map((file) =>
        writeFile(join(bin, file), script(join(bin, 'python'), name), { mode: 0o755 }),
      ),
    ),
  ];
  if (python.packages.length > 0) {
    const lines = python.packages.map((path) => `import site; site.addsitedir(${JSON.stringify(path)})\n`);
    files.push(writeFile(join(packages, 'host-packages.pth'), lines.join('')));
  }
  await Promise.all(files);
  return { bin };
}

/** Through sh: a path with spaces or beyond 127 characters does not fit a shebang. */
function script(python: string, module: string): string {
  const start =
    module === 'pytest'
      ? 'from pytest import console_main as main'
      : 'from pip._internal.cli.main import main';
  return `#!/bin/sh\n'''exec' '${python.replaceAll("'", `'"'"'`)}' "$0" "$@"\n' '''\nimport sys\n${start}\nsys.exit(main())\n`;
}
