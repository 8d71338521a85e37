import type { Actor } from '../../state/access.ts';
import type { Reaction, ReactionContent } from '../../state/conversation-parts.ts';
import type { Comment, Issue, Pull, ReviewComment } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { requireNeed } from '../access/permit.ts';

export type Reactable = Issue | Pull | Comment | ReviewComment;

/** docs.github.com/rest/reactions/reactions: the same reaction of the same user is there once (200, not 201). */
export function addReaction(
  world: World,
  actor: Actor,
  subject: Reactable,
  content: ReactionContent,
): { reaction: Reaction; outcome: 'created' | 'existing' } {
  requireReactionWrite(actor, subject);
  const existing = subject.reactions.find(
    (reaction) => reaction.user === actor.user && reaction.content === content,
  );
  if (existing) return { reaction: existing, outcome: 'existing' };
  const reaction: Reaction = { ...world.ids.next('REA'), user: actor.user, content, createdAt: world.now() };
  subject.reactions.push(reaction);
  return { reaction, outcome: 'created' };
}

/** Takes back the actor's own reaction, if it is there. */
export function removeReaction(actor: Actor, subject: Reactable, content: ReactionContent): Reaction | null {
  requireReactionWrite(actor, subject);
  const found = subject.reactions.find(
    (reaction) => reaction.user === actor.user && reaction.content === content,
  );
  subject.reactions = subject.reactions.filter((reaction) => reaction !== found);
  return found ?? null;
}

function requireReactionWrite(actor: Actor, subject: Reactable): void {
  if ('review' in subject)
    requireNeed(actor, subject.review.pull.repository, {
      permissions: ['pull_requests'],
      level: 'write',
      role: 'read',
    });
  else {
    const conversation = 'conversation' in subject ? subject.conversation : subject;
    requireNeed(actor, conversation.repository, {
      permissions: ['issues', 'pull_requests'],
      level: 'write',
      role: 'read',
    });
  }
}
