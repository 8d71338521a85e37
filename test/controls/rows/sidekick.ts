import type { Control } from '../controls.ts';

/** What Sidekick may do, and what is made of a model's words. */
export const sidekickControls: readonly Control[] = [
  {
    name: 'Sidekick is asked for somebody without the right',
    file: 'src/task/next-answer.ts',
    from: " || judgeCommand(task, commanded, situation, settings).result === 'refused'",
    to: '',
    test: 'test/task/next-answer.test.ts',
    goesRed: 'a command that must be made ready for is not made ready for where it is refused anyway',
  },
  {
    name: 'the right is not asked again after the model took its time',
    file: 'src/engine/advance.ts',
    from: "kind === 'answer' || ",
    to: '',
    test: 'test/engine/advance.test.ts',
    goesRed: 'a turn of the engine answers nobody whose right was taken away while the model took its time',
  },
  {
    name: 'Sidekick is paid again for words that it gave',
    file: 'src/task/next-answer.ts',
    from: ' && !task.answers.prepared.has(comment.id)',
    to: '',
    test: 'test/task/next-answer.test.ts',
    goesRed:
      'a command that must be made ready for is, then it is answered, and that is all, for a task that is at work',
  },
  {
    name: 'the reply of a command is posted again',
    file: 'src/acts/commands/answer.ts',
    from: ' && !observations.current().replies.includes(comment.id)',
    to: '',
    test: 'test/acts/commands/answer.test.ts',
    goesRed: 'an answer with Sidekick’s words posts them once, inert',
  },
  {
    name: 'a model’s words are posted as they are',
    file: 'src/words/sidekick-reply.ts',
    from: 'foreignMarkdown(answer, maxAnswer)',
    to: 'answer.slice(0, maxAnswer)',
    test: 'test/words/sidekick-reply.test.ts',
    goesRed: 'an answer of Sidekick has nothing in it that GitHub or a bot would act on',
  },
  {
    name: 'places that do not exist are cited',
    file: 'src/acts/artefacts/sidekick-artefact.ts',
    from: '.filter(({ path, last }) => last <= lengthOf(files, path))',
    to: '.filter(({ path, last }) => last >= 0 || lengthOf(files, path) > 0)',
    test: 'test/acts/commands/consult.test.ts',
    goesRed: 'consulting Sidekick records the call and keeps the answer with the places that are there',
  },
  {
    name: 'an issue that was made from a comment is not looked for',
    file: 'src/acts/look.ts',
    from: "task.open?.step === 'openIssue' ? task.open.at - clockSkewMs : null",
    to: "task.open?.step === 'opened' ? task.open.at - clockSkewMs : null",
    test: 'test/acts/commands/open-issue.test.ts',
    goesRed: 'an issue from a comment is looked for from its announcement on, and at no other time',
  },
  {
    name: 'the words of a comment reach the new issue as they are',
    file: 'src/words/new-issue.ts',
    from: "text.trim() === '' ? null : quoted(text, most)",
    to: "text.trim() === '' ? null : text",
    test: 'test/words/new-issue.test.ts',
    goesRed: 'an issue that was made from a comment has nothing in it that GitHub or a bot would act on',
  },
  {
    name: 'a reply in a thread passes for the review of the head',
    file: 'src/acts/review/publish-review.ts',
    from: " && review.body !== ''",
    to: '',
    test: 'test/acts/review/publish-review.test.ts',
    goesRed: 'publishing a review is not the wordless review that GitHub keeps for a reply in a thread',
  },
];
