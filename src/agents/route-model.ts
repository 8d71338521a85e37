import type { Api, Model } from './model.ts';

/** One model that speaks both ways: which one, each call says by its profile. */
export function routeModel(ways: { readonly [Name in Api]: Model }): Model {
  return { complete: (call) => ways[call.api].complete(call) };
}
