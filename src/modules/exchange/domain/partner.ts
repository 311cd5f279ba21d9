import type { Id, SiteId } from '../../../kernel/ids.ts';

export type PartnerId = Id<'partner'>;

/** What an outside system is to the pharmacy. */
export type PartnerKind = 'ehr' | 'prescriber' | 'hub' | 'switch' | 'courier' | 'manufacturer';

/** The formats that messages are exchanged in. */
export type MessageFormat = 'hl7v2' | 'ncpdp-script' | 'fhir-r4' | 'ncpdp-telecom' | 'courier-webhook';

/** An outside system that we exchange messages with. */
export interface Partner {
  readonly partnerId: PartnerId;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly formats: readonly MessageFormat[];
  /** The pharmacy that it feeds when its messages name none; null for the default one. */
  readonly siteId: SiteId | null;
  /** Where outbound messages go, such as `tcp://host:port`. */
  readonly address: string | null;
  /** The FHIR base address at which it answers queries about charts; null when it answers none. */
  readonly queryAddress: string | null;
  /** Where it takes FHIR messages with forms for its prescribers; null when it takes none. */
  readonly formAddress: string | null;
  readonly allowedSenders: readonly string[];
  readonly status: 'active' | 'stopped';
  /** In which format its prescribers are told what became of their orders; null when it takes nothing of the kind. */
  readonly statusFormat: StatusFormat | null;
  /** Which news it takes, in the codes of the module that tells it. */
  readonly statusKinds: readonly string[];
}

/** The formats in which prescribers can be told what became of their orders. */
export type StatusFormat = Extract<MessageFormat, 'ncpdp-script' | 'hl7v2' | 'fhir-r4'>;

/** Tells whether messages of a format can be sent to an address; in plain text they go to this machine alone. */
export function isUsableAddress(format: StatusFormat, address: string | null): boolean {
  const url = address === null ? null : URL.parse(address);
  if (url === null) return false;
  const [sealed, plain] = format === 'hl7v2' ? ['mllps:', 'mllp:'] : ['https:', 'http:'];
  const isOwnMachine = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url.hostname);
  return url.protocol === sealed || (url.protocol === plain && isOwnMachine);
}

/** Writes how an HL7 sender calls itself: the namespace of MSH-3 and of MSH-4. */
export function composeSender(sender: { readonly application: string; readonly facility: string }): string {
  return `${sender.application}|${sender.facility}`;
}

/**
 * Tells whether a partner may send under a name. A partner without a list is bound by its certificate or key alone;
 * an entry that ends in `|*` allows any facility of its application.
 */
export function isAllowedSender(partner: Pick<Partner, 'allowedSenders'>, sender: string): boolean {
  if (partner.allowedSenders.length === 0) return true;
  const application = sender.split('|', 1)[0] ?? '';
  return partner.allowedSenders.some((allowed) => allowed === sender || allowed === `${application}|*`);
}
