import { expect, it } from 'vitest';
import { createStoryLog } from '../../../src/cli/story/story-log.ts';

it('is quiet about what went well, and about bad luck', () => {
  const { logger, trouble } = createStoryLog();
  logger.info({ error: 'none' }, 'recorded');
  logger.warn({ error: 'slow' }, 'slow');
  logger.error({ error: 'once' }, 'failed');
  logger.error({ error: 'twice' }, 'failed');
  expect(trouble()).toBeNull();
});

it('names what failed three times', () => {
  const { logger, trouble } = createStoryLog();
  for (const error of ['one', 'two', 'no tree']) logger.error({ error }, 'failed');
  expect(trouble()).toBe('Cadence failed 3 times: no tree');
  const plain = createStoryLog();
  for (let count = 0; count < 3; count += 1)
    plain.logger.error({ error: { type: 'Error' } }, 'the disk is full');
  expect(plain.trouble()).toBe('Cadence failed 3 times: the disk is full');
});
