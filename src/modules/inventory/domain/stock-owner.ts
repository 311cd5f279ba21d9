/** To whom stock belongs. A unit of one owner never fills a prescription on the account of another. */
const stockOwners = {
  wac: 'Wholesale (WAC)',
  '340b': '340B',
  gpo: 'Group purchasing (GPO)',
  consignment: 'Consignment',
  'patient-owned': 'Patient-owned (white bag)',
  'free-drug': 'Free drug programme',
} as const;

/** The code of an owner. */
export type StockOwner = keyof typeof stockOwners;
