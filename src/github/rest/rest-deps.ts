import type { RepoName } from '../../task/names.ts';
import type { Asker } from '../transport/transport.ts';

/** What a call about one repository needs. */
export type RestDeps = Asker & { readonly repo: RepoName };
