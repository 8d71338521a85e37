import type { Bench } from './line.ts';
import { context } from './context.ts';
import { cycle } from './cycle.ts';
import { ingress } from './ingress.ts';
import { models } from './models.ts';
import { patches } from './patches.ts';
import { requests } from './requests.ts';
import { tarball } from './tarball.ts';
import { wake } from './wake.ts';

export const benches: readonly Bench[] = [patches, context, requests, ingress, wake, tarball, cycle, models];
