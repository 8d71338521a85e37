import { describe, expect, it } from 'vitest';
import { coreProfiles } from '../../src/agents/profiles.ts';
import type { Profile } from '../../src/agents/profiles.ts';
import { personas } from '../../src/agents/prompts/personas.ts';
import { defaultDurations } from '../../src/env/settings.ts';
import { filesUnder, read } from './house.ts';

const profiles = Object.values(coreProfiles);
const pages = ['README.md', ...filesUnder('docs', ['.md'])];
const lines = pages.flatMap((page) =>
  read(page)
    .split('\n')
    .map((text, index) => ({ at: `${page}:${index + 1}`, text })),
);

function row(profile: Profile): string {
  const { roleTag, model, contextTokens, maxReplyTokens, price } = profile;
  const cells = [
    nameOf(profile),
    roleTag,
    model,
    contextTokens.toLocaleString('en'),
    maxReplyTokens.toLocaleString('en'),
    price === null ? 'unknown' : `${price.inUsd}, ${price.outUsd}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function nameOf({ name }: Profile): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

describe('the pages', () => {
  it('show the profiles as they are', () => {
    const page = read('docs/models.md');
    for (const profile of profiles) expect(page).toContain(`\n${row(profile)}\n`);
  });

  it('name no model but those of the profiles', () => {
    const known = new Set(profiles.map(({ model }) => model));
    const named = lines.flatMap(({ at, text }) =>
      [...text.matchAll(/\b(?:gpt-\d[\w.-]*\w|o[1-9](?:-[\w-]*\w)?)\b/g)].map(([model]) => ({ at, model })),
    );
    expect(named.length).toBeGreaterThanOrEqual(3);
    expect(named.filter(({ model }) => !known.has(model))).toEqual([]);
  });

  it('name no role but those of the profiles', () => {
    const roles = new Set<string>(profiles.map(({ roleTag }) => roleTag));
    const named = lines.flatMap(({ at, text }) =>
      [...text.matchAll(/^\| (?:Reasoning|Execution|Efficiency) \| ([\w-]+) \|/g)].map(([, role = '']) => ({
        at,
        role,
      })),
    );
    expect(named).toHaveLength(3);
    expect(named.filter(({ role }) => !roles.has(role))).toEqual([]);
  });

  it('give an agent no limit but its own', () => {
    const wrong = lines.flatMap(({ at, text }) => {
      const about = profiles.filter((profile) => text.includes(nameOf(profile)));
      const limits = new Set(about.flatMap((profile) => [profile.contextTokens, profile.maxReplyTokens]));
      const said = [...text.matchAll(/\b(\d{1,3}(?:,\d{3})+)\b/g)].map(([, value = '']) =>
        Number(value.replaceAll(',', '')),
      );
      return about.length === 0 ? [] : said.filter((value) => !limits.has(value)).map((value) => [at, value]);
    });
    expect(wrong).toEqual([]);
  });

  it('say through whom a persona speaks, and how long a model is left alone', () => {
    const page = read('docs/models.md');
    expect(page).toContain(`Sidekick speaks through ${nameOf(coreProfiles[personas.sidekick.delegatesTo])}`);
    expect(page).toContain(`the mentor through ${nameOf(coreProfiles[personas.mentor.delegatesTo])}`);
    expect([defaultDurations.modelRetryMs, defaultDurations.idleMs]).toEqual([60_000, 3_600_000]);
  });
});
