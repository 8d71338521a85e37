/** One verified webhook request; `payload` is the JSON text as it came. Times are epoch ms. */
export type Delivery = {
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  readonly payload: string;
  readonly receivedAt: number;
};

/** A delivery with what became of it. `failures` counts failed processing, `failure` is the last reason. */
export type StoredDelivery = Delivery & {
  readonly processedAt: number | null;
  readonly failures: number;
  readonly failure: string | null;
};
