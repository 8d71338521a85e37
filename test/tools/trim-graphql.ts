/**
 * Makes src/simulator/descriptions/schema.graphql: the part of GitHub's published GraphQL definition (MIT) that the
 * simulator answers, without prose. What is kept is read from the simulator's own tables of fields and mutations.
 * Run by hand, it asks the npm registry: `node test/tools/trim-graphql.ts` writes the file, with `--check` it only
 * compares the file with what it would write.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { servedButUnpublished } from '../../src/simulator/graphql/load-schema.ts';
import { fieldsByType, mutations } from '../../src/simulator/graphql/resolve-field.ts';
import { trimDefinition } from './trim-definition.ts';

const SOURCE = '@octokit/graphql-schema@15.26.1';
const HEADER = `# The part of GitHub's public GraphQL schema that the simulator answers, without its descriptions.
# From ${SOURCE} (schema.graphql), MIT licence.
# Made by test/tools/trim-graphql.ts; do not edit.
`;

function fetchDefinition(): string {
  const directory = mkdtempSync(join(tmpdir(), 'graphql-schema-'));
  try {
    const packed = execFileSync('npm', ['pack', '--silent', SOURCE], { cwd: directory, encoding: 'utf8' });
    execFileSync('tar', ['-xzf', packed.trim()], { cwd: directory });
    return readFileSync(join(directory, 'package', 'schema.graphql'), 'utf8');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const made =
  HEADER +
  trimDefinition(parse(fetchDefinition(), { noLocation: true }), {
    fieldsByType,
    mutations,
    unpublished: parse(servedButUnpublished, { noLocation: true }),
  });
const target = join(import.meta.dirname, '..', '..', 'src', 'simulator', 'descriptions', 'schema.graphql');
if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (readFileSync(target, 'utf8') !== made) throw new Error(`${target} is not what ${SOURCE} gives`);
