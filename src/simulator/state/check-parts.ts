export type CheckStatus = 'requested' | 'queued' | 'waiting' | 'pending' | 'in_progress' | 'completed';

export type CheckConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'startup_failure'
  | 'stale';

export type Annotation = {
  path: string;
  startLine: number;
  endLine: number;
  startColumn: number | null;
  endColumn: number | null;
  level: 'notice' | 'warning' | 'failure';
  message: string;
  title: string | null;
  rawDetails: string | null;
};

export type JobStep = {
  number: number;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: CheckConclusion | null;
  startedAt: Date | null;
  completedAt: Date | null;
};

export type Workflow = {
  id: number;
  nodeId: string;
  name: string;
  /** `.github/workflows/ci.yml` */
  path: string;
  state: 'active' | 'disabled_manually' | 'deleted';
  createdAt: Date;
  updatedAt: Date;
};
