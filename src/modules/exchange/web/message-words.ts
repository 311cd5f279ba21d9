import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { OriginalDocument } from '../../../ui/document-viewer.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import type { MessageLink } from '../domain/inbound-message.ts';
import type { MessageFormat } from '../domain/partner.ts';

/** A message as it is read. */
export type ShownMessage = ResponseOf<typeof api.getRawMessage>;

/** What each format is called on screen. */
export const formatWords: Readonly<Record<MessageFormat, string>> = {
  hl7v2: 'HL7 version 2',
  'ncpdp-script': 'NCPDP SCRIPT',
  'fhir-r4': 'FHIR R4',
  'ncpdp-telecom': 'NCPDP Telecommunication',
  'courier-webhook': 'Courier report',
};

const viewerKinds: Readonly<Record<MessageFormat, 'hl7v2' | 'xml' | 'json' | 'text'>> = {
  hl7v2: 'hl7v2',
  'ncpdp-script': 'xml',
  'fhir-r4': 'json',
  'ncpdp-telecom': 'text',
  'courier-webhook': 'json',
};

/** Makes a text of a wire format ready for the viewer. */
export function toOriginal(format: MessageFormat, text: string): OriginalDocument {
  return { kind: viewerKinds[format], text };
}

interface OutcomeWords {
  readonly label: string;
  readonly tone: Tone;
}

const unsettled: OutcomeWords = { label: 'Not yet applied', tone: 'waiting' };

const outcomes: Readonly<Record<string, OutcomeWords>> = {
  applied: { label: 'Applied', tone: 'done' },
  'work-item': { label: 'Needs a person', tone: 'due' },
  refused: { label: 'Refused', tone: 'neutral' },
  quarantined: { label: 'In quarantine', tone: 'blocked' },
  sent: { label: 'Sent', tone: 'done' },
  received: { label: 'Received', tone: 'done' },
};

/** Names what became of a message; null is nothing yet. */
export function describeOutcome(outcome: string | null): OutcomeWords {
  return outcome === null ? unsettled : (outcomes[outcome] ?? { label: outcome, tone: 'neutral' });
}

/** Tells whether a message still waits for the program or for a person. */
export function isOpenMessage(outcome: string | null): boolean {
  return outcome === null || outcome === 'work-item' || outcome === 'quarantined';
}

interface LinkWords {
  readonly label: string;
  /** The page of the record; null when it has none of its own. */
  readonly path: string | null;
}

const linkWords: Readonly<Record<MessageLink['kind'], LinkWords>> = {
  patient: { label: 'Patient', path: '/patients/' },
  prescription: { label: 'Prescription', path: '/intake/' },
  therapy: { label: 'Therapy', path: '/therapies/' },
  document: { label: 'Document', path: null },
  claim: { label: 'Claim', path: null },
  delivery: { label: 'Delivery', path: '/deliveries/' },
  fill: { label: 'Fill', path: '/fills/' },
  'raw-message': { label: 'Other message', path: '/messages/' },
};

/** Names a record that a message became, with the path of its page. */
export function describeLink(link: ShownMessage['links'][number]): LinkWords {
  const words = linkWords[link.kind as MessageLink['kind']];
  return { label: words.label, path: words.path === null ? null : `${words.path}${link.id}` };
}

/** Why a message is set aside, and what each reason is called on screen. */
export const dismissReasons = {
  'test-message': 'A test message',
  'not-for-us': 'Not for this pharmacy',
  duplicate: 'Duplicate of another message',
  'sender-will-resend': 'The sender sends it again',
  'entered-by-hand': 'Entered by hand',
} as const;

/** Why a message is applied or sent again, and what each reason is called on screen. */
export const replayReasons = {
  'fault-mended': 'The fault is mended',
  'partner-back': 'The partner can be reached again',
  'setting-corrected': 'A setting was corrected',
  'asked-by-partner': 'The partner asks for it',
} as const;

/** What each kind of outbound message is called on screen. */
export const outboundWords: Readonly<Record<string, string>> = {
  'prescriber-status': 'News of an order',
  'renewal-request': 'Renewal request',
  'change-request': 'Change request',
  'claim-billing': 'Claim',
  'eligibility-inquiry': 'Eligibility check',
  'claim-reversal': 'Claim reversal',
  'ship-order': 'Parcel booking',
};

/** Says a span of minutes in the largest unit that fits. */
export function describeMinutes(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
