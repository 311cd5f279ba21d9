/** The ages by which open amounts are put together, in days since the service (claims guide of the house, 6.1). */
export const ageBuckets = {
  'to-15': '0–15',
  'to-30': '16–30',
  'to-45': '31–45',
  'to-60': '46–60',
  'to-90': '61–90',
  over: 'Over 90',
} as const;

export type AgeBucket = keyof typeof ageBuckets;

/** What of the open amounts is looked at: all, what payers owe, what they paid too much, or what they took back. */
export const receivableKinds = {
  open: 'All open',
  owed: 'Owed to us',
  credit: 'Paid too much',
  'taken-back': 'Taken back',
} as const;

export type ReceivableKind = keyof typeof receivableKinds;
