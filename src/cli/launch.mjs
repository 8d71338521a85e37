#!/usr/bin/env node
// Plain JavaScript for any Node: installs what the lock asks for, once, and hands over to Node 24.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(realpathSync(fileURLToPath(import.meta.url)), '../../..');
const stamp = join(root, 'node_modules/.cadence-stamp');
const lock = join(root, '.cadence-installing');
const platform = `${process.platform}-${process.arch}`;
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(platform)
  .digest('hex');
const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
const say = (line) => process.stderr.write(`cadence: ${line}\n`);
const quit = (line) => process.exit((say(line), 2));

let child = null;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child?.kill(name));
const run = (command, args, options) =>
  new Promise((done) => {
    child = spawn(command, args, options).on('error', (error) => done({ code: 2, error }));
    child.on('exit', (code, signal) => done({ code, signal }));
  });

// A file with the holder's process id: one that was killed leaves it behind.
function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') quit(`cannot install into ${root}: ${error.message}`);
  }
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0);
    if (Date.now() - statSync(lock).mtimeMs > 15 * 60_000) rmSync(lock, { force: true });
  } catch (error) {
    if (error.code === 'ESRCH') rmSync(lock, { force: true });
  }
  return false;
}

async function install() {
  say('installing what is needed (once)');
  const dirs = (process.env.PATH ?? '').split(delimiter).filter((dir) => !/node_modules.\.bin$/.test(dir));
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1'];
  const env = { ...process.env, PATH: dirs.join(delimiter) };
  const npm = await run('npm', args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (npm.code === 0) writeFileSync(stamp, wanted);
  return npm;
}

if (!installed()) {
  for (let tries = 0; !takeLock(); tries += 1, await sleep(200))
    if (tries === 1) say('waiting for another installation to end');
  const npm = installed() ? { code: 0 } : await install();
  rmSync(lock, { force: true });
  if (npm.code !== 0) quit(`npm ci did not succeed${npm.error ? `: ${npm.error.message}` : ''}`);
}
const own = join(root, `node_modules/node-${platform}/bin/node`);
if (!existsSync(own) && Number.parseInt(process.versions.node, 10) < 24)
  quit(`Node 24 or newer is needed and this is ${process.versions.node}: get it from nodejs.org`);
const given = process.argv.slice(2);
const entry = given[0]?.endsWith('.ts') ? given.shift() : 'src/cli/main.ts';
const node = existsSync(own) ? own : process.execPath;
const { code, signal, error } = await run(node, [resolve(root, entry), ...given], { stdio: 'inherit' });
if (error) quit(error.message);
if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
else process.exitCode = code;
