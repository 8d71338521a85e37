/** Why an entry does not follow from what stood before, as a sentence for the auditor. */
export type Refusal = { readonly kind: 'refused'; readonly message: string };

export function refuse(message: string): Refusal {
  return { kind: 'refused', message };
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused';
}
