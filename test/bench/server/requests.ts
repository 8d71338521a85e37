import { openWorld, type World } from '../../whole/world.ts';
import type { Bench, BenchSettings, Line } from '../line.ts';

const rounds = 3;
const contentPerHour = 500;
/** What a request is made for is told by an event: nothing is looked at before its time. */
const patient = { closeLookMs: 60_000, lookMs: 300_000, deadlineMs: 60_000 };

type Cost = { readonly total: number; readonly content: number; readonly mutations: number };

/** What one green task costs at GitHub, from the label to the closed issue, as GitHub counts. */
export const requests: Bench = {
  name: 'requests',
  does: 'requests to GitHub a green task, with and without a proof',
  needs: 'nothing',
  run: benchRequests,
};

async function benchRequests({ stop }: BenchSettings): Promise<Line[]> {
  const world = await openWorld({ durations: patient });
  try {
    const [without, proven]: [Cost[], Cost[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      stop.throwIfAborted();
      without.push(await costOf(world, 'off'));
      proven.push(await costOf(world, 'required'));
    }
    return [
      ...linesOf('without a proof', without, { total: 12, content: 4 }),
      ...linesOf('with a proof', proven, { total: 16, content: 5 }),
    ];
  } finally {
    await world.close();
  }
}

async function costOf(world: World, redProof: 'off' | 'required'): Promise<Cost> {
  const project = await world.project({ policy: `tests:\n  redProof: "${redProof}"\n` });
  await world.quiet();
  const before = world.github.requests().length;
  project.begin();
  const entries = await world.rests(project);
  if (entries.at(-1)?.kind !== 'reported') throw new Error(`the task ended with ${entries.at(-1)?.kind}`);
  await world.quiet();
  const made = world.github.requests().slice(before);
  return {
    total: made.length,
    content: made.filter(({ kind }) => kind === 'content').length,
    mutations: made.reduce((sum, { mutations }) => sum + mutations, 0),
  };
}

function linesOf(how: string, costs: readonly Cost[], most: { total: number; content: number }): Line[] {
  const line = (what: string, of: (cost: Cost) => number, limit: Line['limit'], elsewhere = ''): Line => ({
    what: `${what}, ${how}`,
    unit: '',
    own: costs.map(of),
    limit,
    peers: [],
    elsewhere,
  });
  return [
    line(
      'requests a green task',
      ({ total }) => total,
      { kind: 'at-most', value: most.total },
      'by reading: a sweep ≥ 25, OpenHands resolver ~ 13 (no merge), claude-code-action ~ 18 (no merge)',
    ),
    line('of them content-creating', ({ content }) => content, { kind: 'at-most', value: most.content }),
    line(
      `tasks an hour in ${contentPerHour} content-creating requests`,
      ({ content }) => Math.floor(contentPerHour / content),
      { kind: 'at-least', value: 50 },
    ),
    line(
      'the same, each mutation counted',
      ({ content, mutations }) => Math.floor(contentPerHour / Math.max(content, mutations)),
      { kind: 'none' },
    ),
  ];
}
