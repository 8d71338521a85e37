/** Holds about what the issue says and who asked for it. */
import type { HoldSentences } from './hold-sentences.ts';
import { authorise, retry } from './ways-out.ts';

export const issueHolds = {
  'planning-not-built': {
    title: 'this issue is too big',
    why: 'It is labelled as a story or an epic, and Cadence cannot split work into smaller issues yet.',
    wayOut:
      'Open small issues instead. Or remove the `cadence:story` or `cadence:epic` label, then remove the label that started Cadence and add it again.',
  },
  'labelled-by-app': {
    title: 'a person must authorise this',
    why: 'An app added the label, and an app cannot authorise a change.',
    wayOut: authorise,
  },
  'labeller-without-right': {
    title: 'someone with write access must authorise this',
    why: 'The person who labelled or retried this has no write access.',
    wayOut: authorise,
  },
  'edited-after-label': {
    title: 'the issue was edited after it was labelled',
    why: 'Someone other than the labeller edited it, so nobody has authorised the text as it is now.',
    wayOut: `Read the issue. If it is what you want and you have write access, ${retry}.`,
  },
  'text-edited': {
    title: 'the issue was edited',
    why: 'Its title or text changed while Cadence was working on it.',
    wayOut: `To continue with the new text, ${retry} (needs write access). To cancel, comment \`/cadence stop\`.`,
  },
  'directive-ill-formed': {
    title: 'the patch in the issue cannot be read',
    why: 'It is not written in a form that Cadence knows.',
    wayOut: `Correct it in the issue, then ${retry}.`,
  },
  'directive-failed': {
    title: 'the patch in the issue failed',
    why: 'There is no model that could repair it.',
    wayOut: `Correct the patch in the issue, then ${retry}.`,
  },
  'spec-ill-formed': {
    title: 'the issue says too little',
    why: 'Cadence cannot tell what to change.',
    wayOut: `Write in the issue what should change and how you would check it. Then ${retry}.`,
  },
  questions: {
    title: 'the agent has questions',
    why: 'It needs answers before it can start.',
    wayOut: 'Answer with `/cadence retry <answers>`, or edit the issue and comment `/cadence retry`.',
  },
  'protected-path': {
    title: 'the files are protected',
    why: 'Every file that this issue asks to change is protected. No model was asked to change them.',
    wayOut:
      'Make this change yourself. If you meant other files, name them: comment `/cadence retry <guidance>`.',
  },
  'plan-approval': {
    title: 'the plan needs approval',
    why: 'The policy asks for a person to approve it before anything is written.',
    wayOut:
      'To approve the plan below, comment `/cadence approve`. For another plan, `/cadence plan <guidance>`. To cancel, `/cadence stop`. All need write access.',
  },
  'change-approval': {
    title: 'the patch needs approval',
    why: 'It does something that needs approval here, and goes no further without it.',
    wayOut:
      'To go on with exactly what is shown below, comment `/cadence approve`. For another patch, `/cadence retry <guidance>`; this one then counts as an attempt. Both need write access.',
  },
  'approver-without-right': {
    title: 'the approval no longer counts',
    why: 'The person who approved the plan or the patch has lost write access.',
    wayOut:
      'Someone with write access: read what was approved, then comment `/cadence approve`. To cancel, comment `/cadence stop`.',
  },
} as const satisfies HoldSentences;
