import { chmodSync, writeFileSync } from 'node:fs';
import { dotEnvFile, readDotEnv } from '../env/settings.ts';

type Values = Record<string, string | undefined>;

/** Keeps what the set-up page made in `.env`, for its owner's eyes only: it holds the App's private key. */
export function keepCredentials(made: Values, file: string = dotEnvFile): Values {
  const all = { ...readDotEnv(file), ...made };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}\n`],
  );
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  // The mode above is for a new file only.
  chmodSync(file, 0o600);
  return all;
}

function quoted(value: string): string {
  const plain = value.replace(/^"([\s\S]*)"$/, '$1').replaceAll('\r', '');
  return `"${plain.replaceAll('\n', '\\n')}"`;
}
