/** Holds about models and their budgets. */
import type { HoldSentences } from './hold-sentences.ts';
import { retry } from './ways-out.ts';

export const modelHolds = {
  'no-model': {
    title: 'no model is configured',
    why: 'This issue needs a model, and this installation of Cadence has none.',
    wayOut: `Configure a model for the installation, or write the change into the issue as a directive. Then ${retry}.`,
  },
  'model-unavailable': {
    title: 'the model server does not answer',
    why: 'It could not be reached, or took too long. This cost no attempt.',
    wayOut: `Cadence tries again by itself. To try now, ${retry}.`,
  },
  'model-busy': {
    title: 'the model server is busy',
    why: 'It asked Cadence to slow down. This cost no attempt.',
    wayOut: `Cadence tries again by itself when the server allows it. To try now, ${retry}.`,
  },
  'model-quota-spent': {
    title: 'the model account is empty',
    why: 'The account that pays for the model has reached its limit. This cost no attempt.',
    wayOut: `The operator of Cadence must top up the account or raise its limit. Cadence tries again by itself from time to time; to try now, ${retry}.`,
  },
  'model-key-refused': {
    title: 'the model key was refused',
    why: 'The model server rejects the key of this installation. This cost no attempt.',
    wayOut: `The operator of Cadence must set a valid \`OPENAI_API_KEY\`. Cadence tries again by itself from time to time; to try now, ${retry}.`,
  },
  'model-missing': {
    title: 'the model does not exist',
    why: 'The model server does not know the model that the policy names, or the address is wrong. This cost no attempt.',
    wayOut: `Correct the model in the policy (\`agents.profiles\`), or have the operator check \`OPENAI_BASE_URL\`. Cadence tries again by itself from time to time; to try now, ${retry}.`,
  },
  'model-unusable': {
    title: 'the model gave no usable answer',
    why: 'Cadence cannot work with what the model or its server answered (see the details). This cost no attempt.',
    wayOut: `Choose another model or other settings in the policy (\`agents.profiles\`, \`agents.api\`), then ${retry}. If the model refuses the issue itself, reword it.`,
  },
  'budget-spent': {
    title: 'the model budget is used up',
    why: 'This task has used up its model budget. The hold itself cost no attempt.',
    wayOut: `Raise \`limits.tokensPerTask\` or \`limits.usdPerTask\` in the policy, then ${retry}. To finish it by hand, comment \`/cadence stop\`; the branch stays.`,
  },
  'day-budget-spent': {
    title: "today's model budget is used up",
    why: 'This repository has used up its model budget for today. This cost no attempt.',
    wayOut: `Cadence continues by itself tomorrow (UTC). To continue now, raise \`limits.usdPerDay\` or \`limits.tokensPerDay\` in the policy, then ${retry}.`,
  },
  'model-without-price': {
    title: 'the model has no known price',
    why: 'The policy limits spending, and Cadence does not know what this model costs.',
    wayOut: `Give its price in the policy (\`agents.profiles\`), or set \`limits.usdPerTask\` and \`limits.usdPerDay\` to \`null\`. Then ${retry}.`,
  },
} as const satisfies HoldSentences;
