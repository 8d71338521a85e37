/** What a workflow run left behind, as GitHub's REST API tells it; and bytes that were downloaded. */
export type Bytes = { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** `createdAt` in epoch ms, `size` in bytes. */
export type RunArtifact = {
  readonly id: number;
  readonly name: string;
  readonly expired: boolean;
  readonly createdAt: number;
  readonly size: number;
};

export type ArtifactsReply = { readonly kind: 'artifacts'; readonly artifacts: readonly RunArtifact[] };

/** `attempt` is the latest; `startedAt` in epoch ms. */
export type RunReply = { readonly kind: 'run'; readonly attempt: number; readonly startedAt: number };

export type JobsReply = { readonly kind: 'jobs'; readonly jobs: readonly { id: number; name: string }[] };

export type LogReply = { readonly kind: 'text'; readonly text: string };
