import type { CommandWords } from './reply-words.ts';
import { sidekick } from './answered-by-sidekick.ts';

export const refactor: CommandWords = { ...sidekick, asksFor: 'what to change' };
