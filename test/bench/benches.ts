import type { Bench } from './line.ts';
import { context } from './context/context.ts';
import { cycle } from './server/cycle.ts';
import { ingress } from './server/ingress.ts';
import { models } from './models/models.ts';
import { patches } from './patches/patches.ts';
import { requests } from './server/requests.ts';
import { screen } from './screen/screen.ts';
import { tarball } from './context/tarball.ts';
import { wake } from './server/wake.ts';

export const benches: readonly Bench[] = [
  patches,
  context,
  requests,
  ingress,
  wake,
  tarball,
  cycle,
  screen,
  models,
];
