import type { GitHub } from '../acts/act.ts';
import type { Mutation } from '../task/shapes/mutation.ts';

type Redact = (text: string) => string;

/** GitHub, to which no secret of ours is told: the last look at each sentence before it leaves. */
export function guardGithub(github: GitHub, redact: Redact): GitHub {
  return {
    ...github,
    mutate: (mutations, look, signal) =>
      github.mutate(
        mutations.map((one) => redactMutation(one, redact)),
        look,
        signal,
      ),
    merge: (call, signal) =>
      github.merge({ ...call, title: redact(call.title), message: redact(call.message) }, signal),
  };
}

/** Words only: files are bytes of a screened patch, and names are what they are. */
function redactMutation(mutation: Mutation, redact: Redact): Mutation {
  switch (mutation.do) {
    case 'commit':
      return { ...mutation, headline: redact(mutation.headline), body: redact(mutation.body) };
    case 'createPull':
      return { ...mutation, title: redact(mutation.title), body: redact(mutation.body) };
    case 'updatePull': {
      const { title, body } = mutation;
      return {
        ...mutation,
        ...(title === undefined ? {} : { title: redact(title) }),
        ...(body === undefined ? {} : { body: redact(body) }),
      };
    }
    case 'createIssue':
      return { ...mutation, title: redact(mutation.title), body: redact(mutation.body) };
    case 'addComment':
    case 'replyInThread':
    case 'updateComment':
    case 'submitReview':
      return { ...mutation, body: redact(mutation.body) };
    case 'addReview':
      return {
        ...mutation,
        body: redact(mutation.body),
        threads: mutation.threads.map((thread) => ({ ...thread, body: redact(thread.body) })),
      };
    case 'createCheckRun':
      return {
        ...mutation,
        title: redact(mutation.title),
        summary: redact(mutation.summary),
      };
    // Names and ids alone. A new mutation must be put into one of the two lists: it does not compile otherwise.
    case 'createBranch':
    case 'deleteBranch':
    case 'closeIssue':
    case 'closePull':
    case 'deleteComment':
    case 'createLabel':
    case 'addLabels':
    case 'removeLabels':
    case 'react':
      return mutation;
    default: {
      const never: never = mutation;
      return never;
    }
  }
}
