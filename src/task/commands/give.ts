import { notYet } from './shared/not-yet.ts';

export const give = notYet({ name: 'give', usage: 'give [role]', right: 'write', does: 'hands a role back' });
