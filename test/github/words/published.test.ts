import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRun } from '../../../src/github/words/check-run.ts';
import type { Finding } from '../../../src/github/words/findings.ts';
import { mergeMessage } from '../../../src/github/words/merge-message.ts';
import { pullBody, pullTitle } from '../../../src/github/words/pull-body.ts';
import { findingComment, reviewBody } from '../../../src/github/words/review-body.ts';
import { evidence, head, proof, stands, task } from './samples.ts';
