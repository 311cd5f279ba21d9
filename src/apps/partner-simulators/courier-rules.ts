/** One report of the simulated courier: what happens, and how many hours after the booking. */
export interface CourierStop {
  readonly status:
    | 'label-made'
    | 'picked-up'
    | 'in-transit'
    | 'out-for-delivery'
    | 'delivered'
    | 'exception'
    | 'returned';
  readonly code: string | null;
  readonly hours: number;
}

const underWay: readonly CourierStop[] = [
  { status: 'label-made', code: null, hours: 0 },
  { status: 'picked-up', code: null, hours: 4 },
  { status: 'in-transit', code: null, hours: 6 },
  { status: 'out-for-delivery', code: null, hours: 20 },
];

/** What becomes of a parcel by a word in its address, so that a person can choose; every other parcel arrives. */
const addressRules: readonly { readonly word: string; readonly ends: readonly CourierStop[] }[] = [
  { word: 'nowhere', ends: [{ status: 'exception', code: 'wrong-address', hours: 24 }] },
  { word: 'storm', ends: [{ status: 'exception', code: 'weather', hours: 24 }] },
  {
    word: 'delay',
    ends: [
      { status: 'exception', code: 'carrier-delay', hours: 24 },
      { status: 'delivered', code: null, hours: 48 },
    ],
  },
  {
    word: 'refuse',
    ends: [
      { status: 'exception', code: 'refused', hours: 24 },
      { status: 'returned', code: 'refused', hours: 72 },
    ],
  },
];

/** Plans what is reported of a parcel. */
export function planStops(addressText: string): readonly CourierStop[] {
  const text = addressText.toLowerCase();
  const rule = addressRules.find(({ word }) => text.includes(word));
  return [...underWay, ...(rule?.ends ?? [{ status: 'delivered', code: null, hours: 24 } as const])];
}
