import type { CommandWords } from './reply-words.ts';
import { sidekick } from './sidekick.ts';

export const refactor: CommandWords = { ...sidekick, asksFor: 'what to change' };
