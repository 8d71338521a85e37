import { notYet } from './shared/not-yet.ts';

export const pause = notYet({ name: 'pause', usage: 'pause', right: 'write', does: 'pauses the task' });
