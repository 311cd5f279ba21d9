/** The news of an order that a prescriber is told, and what each is called on screen. */
export const noticeStatuses = {
  dispensed: 'Dispensed',
  'partially-dispensed': 'Partly dispensed',
  delivered: 'Delivered',
  'not-dispensed': 'Not dispensed',
  'waiting-on-prescriber': 'Waits for the prescriber',
} as const;

export type NoticeStatus = keyof typeof noticeStatuses;

export const noticeStatusCodes = Object.keys(noticeStatuses) as readonly NoticeStatus[];

/** How telling a prescriber stands. `taken` means that the partner said so; `not-sent` that there was no way to tell. */
export type NoticeState = 'waiting' | 'taken' | 'refused' | 'unanswered' | 'not-sent';

/** The formats by which prescribers are told. */
export type NoticeFormat = 'ncpdp-script' | 'hl7v2' | 'fhir-r4';

/**
 * What each format has words for. SCRIPT knows the dispensing of a prescription and nothing of parcels or of waiting: for what a
 * pharmacy wants of a prescriber it has its requests.
 */
const wordsOf: Readonly<Record<NoticeFormat, readonly NoticeStatus[]>> = {
  'ncpdp-script': ['dispensed', 'partially-dispensed', 'not-dispensed'],
  hl7v2: ['dispensed', 'partially-dispensed', 'delivered', 'not-dispensed', 'waiting-on-prescriber'],
  'fhir-r4': ['dispensed', 'partially-dispensed', 'delivered', 'not-dispensed', 'waiting-on-prescriber'],
};

/** Lists the news that a format can tell. */
export function listNewsOf(format: NoticeFormat): readonly NoticeStatus[] {
  return wordsOf[format];
}

/** Chooses the format in which a partner is told a piece of news; null when the partner or its format does not take it. */
export function chooseFormat(
  partner: {
    readonly status: 'active' | 'stopped';
    readonly statusFormat: NoticeFormat | null;
    readonly statusKinds: readonly string[];
  } | null,
  status: NoticeStatus,
): NoticeFormat | null {
  const format = partner?.statusFormat ?? null;
  if (partner === null || format === null) return null;
  return partner.statusKinds.includes(status) && wordsOf[format].includes(status) ? format : null;
}

/** Tells whether less left the pharmacy than one fill of the prescription is. */
export function isPartial(
  fill: { readonly quantityThousandths: number },
  prescription: { readonly quantityThousandths: number | null },
): boolean {
  return prescription.quantityThousandths !== null && fill.quantityThousandths < prescription.quantityThousandths;
}
