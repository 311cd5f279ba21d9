import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { listQueueItems, listQueues } from '../api.ts';
import { queueCodes } from '../domain/queue.ts';

/** A queue with its counts. */
export type QueueSummary = ResponseOf<typeof listQueues>['queues'][number];

/** A row of a queue. */
export type QueueItem = ResponseOf<typeof listQueueItems>['items'][number];

/** The live topics of all queues. */
export const queueTopics: readonly string[] = queueCodes.map((queue) => `queue:${queue}`);

const mostOverdueCounted = 1_000;

const subjects: Readonly<Record<string, { readonly label: string; readonly folder: string | null }>> = {
  therapy: { label: 'Therapy', folder: 'therapies' },
  prescription: { label: 'Prescription', folder: 'intake' },
  'raw-message': { label: 'Message', folder: 'intake' },
  scan: { label: 'Scan', folder: 'scans' },
  fill: { label: 'Fill', folder: 'fills' },
  delivery: { label: 'Delivery', folder: 'deliveries' },
  'remittance-file': { label: 'Remittance', folder: 'remittances' },
  refund: { label: 'Refund', folder: 'claims' },
  outbound: { label: 'Outgoing message', folder: null },
};

/** Reasons whose code alone would say the opposite, or nothing. */
const reasons: Readonly<Record<string, string>> = {
  'not-cancelled': 'Cancelled before it arrived',
  'not-controlled': 'Controlled substance',
  'patient-known': 'Settle which patient this is',
  'patient-living': 'Patient is recorded as deceased',
  'prescriber-known': 'Settle who prescribed',
  'drug-known': 'Settle which drug is meant',
  'drug-dispensable': 'Confirm access to a limited distribution drug',
  'written-date-given': 'Written date is missing or ahead',
  'not-expired': 'Written too long ago',
  'quantity-given': 'Quantity is missing',
  'directions-given': 'Directions are missing',
  'refills-plausible': 'Number of refills cannot be right',
  'ship-to-state-known': 'State to ship to is not known',
  'pharmacy-licensed': 'No pharmacy license for the state',
  'pharmacist-licensed': 'No pharmacist license for the state',
  'no-duplicate': 'Possible duplicate',
  'plan-pays-here': 'Plan pays at another pharmacy',
  'answer-contradicts': 'Answer of the prescriber contradicts what is known',
  'letter-to-send': 'Send the letter to the prescriber',
  'notice-to-send': 'Tell the prescriber of the duplicate',
  'no-answer': 'No answer about missing information',
  'payer-silent': 'Payer did not answer the claim',
  'not-billed-again': 'Bill again: the payer did not answer',
  'transfer-to-send': 'Send the transfer packet',
  'transfer-not-acknowledged': 'Transfer was not acknowledged',
  'needs-person': 'Needs attention',
  'script-animal-patient': 'Prescription for an animal',
  'script-without-prescription': 'Message without a prescription',
  'script-cancelrx-unclear': 'Settle which prescription is cancelled',
  'message-errors': 'Message has errors',
  'message-broke': 'Message broke the program',
  'control-id-reused': 'Message number used twice',
  'patient-unclear': 'Settle which patient is meant',
  'result-patient-unknown': 'Laboratory result of nobody known',
  'result-without-loinc': 'Laboratory result without a LOINC code',
  'result-without-number': 'Laboratory correction without an order number',
  'result-without-time': 'Laboratory result without a time',
  'result-without-value': 'Laboratory result without a readable value',
  'result-status-unknown': 'Laboratory result of an unknown status',
  'patient-incomplete': 'Patient is incomplete in the message',
  'partner-silent': 'Partner does not answer',
  'arrives-after-needed': 'Arrives after the clinic needs it',
  'first-fill-overdue': 'First fill not handed over in time',
};

/** Says what is to be done with an item, or what stands against it. */
export function nameReason(item: Pick<QueueItem, 'reasonCode'>): string {
  const { reasonCode } = item;
  if (/^\d/.test(reasonCode)) return `Reject ${reasonCode}`;
  return reasons[reasonCode] ?? toWords(reasonCode);
}

/** Says what stands in the way of an item and whose move that is, where it says so, and what is to be done with it. */
export function nameWork(item: Pick<QueueItem, 'reasonCode' | 'facts'>): string {
  const { barrierClause, barrierParty } = item.facts;
  if (typeof barrierClause !== 'string') return nameReason(item);
  return `${barrierClause}, ${String(barrierParty)}’s move · ${nameReason(item)}`;
}

/** Says what an item is about, with the end of its number, which tells two of a kind apart. */
export function nameSubject(item: Pick<QueueItem, 'subjectKind' | 'subjectId'>): string {
  const label = subjects[item.subjectKind]?.label ?? toWords(item.subjectKind);
  return `${label} ${item.subjectId.slice(-6).toUpperCase()}`;
}

/** Returns the page on which an item is worked; null when it has none. */
export function pathOfItem(
  item: Pick<QueueItem, 'subjectKind' | 'subjectId' | 'therapyId' | 'patientId'>,
): string | null {
  const folder = subjects[item.subjectKind]?.folder ?? null;
  if (folder !== null) return `/${folder}/${item.subjectId}`;
  if (item.therapyId !== null) return `/therapies/${item.therapyId}`;
  return item.patientId === null ? null : `/patients/${item.patientId}`;
}

/** Writes how much is overdue; beyond a thousand it is not counted further. */
export function formatOverdue(overdue: number): string {
  return overdue > mostOverdueCounted ? '1,000+' : formatCount(overdue);
}

/** Writes a count with separators. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** Turns a code into words: `chase-payer` is `Chase payer`. */
export function toWords(code: string): string {
  const words = code.replaceAll('-', ' ').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
