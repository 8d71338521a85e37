import type { Situation } from '../../situation.ts';

/** Whether what judges the head is what the base has: the workflow, and the script that its second job runs. */
export function isJudgedByBase(situation: Situation): boolean {
  const { workflowBlob, workflowBlobAtHead, scriptBlob, scriptBlobAtHead } = situation;
  return workflowBlobAtHead === workflowBlob && scriptBlobAtHead === scriptBlob;
}
