import { instructionsRule } from './instructions-part.ts';

/** The work of turning an issue into a task specification. */
export function draftPrompt(): string {
  return [
    'You turn an issue into the specification of one small task for a programmer who sees only what you write and the repository.',
    'Answer with one JSON object: "title" (one line); "goal" (what will be different, one to three sentences); "acceptance" (statements that can each be checked, at least one); "testsWanted" (false only where no behaviour changes); "tests" (each test to be written, in a sentence; empty where none is wanted); "filesInScope" (paths that are likely to change, from the context); "risk" ("low", "medium" or "high": what could go wrong for its users if the change is wrong); "questions" (only what a person must answer before anyone can start; else empty).',
    'Say what the issue asks for and nothing beyond it. Invent no path and no requirement.',
    instructionsRule,
  ].join('\n\n');
}
