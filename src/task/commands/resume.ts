import { notYet } from './shared/not-yet.ts';

export const resume = notYet({ name: 'resume', usage: 'resume', right: 'write', does: 'ends a pause' });
