/** What goes wrong when an operation is next called. `status` faults may carry a body that is no JSON. */
export type FaultKind =
  | { kind: 'before'; status: number; message?: string; headers?: Record<string, string>; body?: string }
  | { kind: 'after'; status: number; message?: string; headers?: Record<string, string>; body?: string }
  | { kind: 'reset' }
  | { kind: 'reset-before' }
  | { kind: 'delay'; ms: number }
  /** One request refused for a limit, nothing done. */
  | { kind: 'limit'; limit: 'primary' | 'secondary'; status: 403 | 429; retryAfterSeconds: number | null };

/**
 * A fault is state, not a call count: it lies on one operation and resource until something meets it, once.
 * `operation` is the REST operation id (`pulls/merge`) or the GraphQL root field (`mergePullRequest`);
 * `resource` is `owner/name`, `owner/name#7`, or `*` for any.
 */
export type Fault = { operation: string; resource: string } & FaultKind;

export type Faults = {
  add(fault: Fault): void;
  /** The surfaces ask for each candidate resource at once; the fault found is consumed. */
  take(operation: string, resources: readonly string[]): Fault | null;
  /** Those that nothing has met yet. */
  pending(): readonly Fault[];
  clear(): void;
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push(fault),
    take(operation, resources) {
      const found = faults.find(
        (fault) =>
          fault.operation === operation && (fault.resource === '*' || resources.includes(fault.resource)),
      );
      faults = faults.filter((fault) => fault !== found);
      return found ?? null;
    },
    pending: () => faults,
    clear: () => void (faults = []),
  };
}
