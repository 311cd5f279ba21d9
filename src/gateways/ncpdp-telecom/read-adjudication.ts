import type { Adjudication, ClaimSubmission } from '../../modules/claims/index.ts';
import {
  type ClaimResponse,
  readTelecom,
  responseSegments,
  type TelecomResponse,
  viewClaimResponse,
  viewSegment,
} from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';

/** Nobody knows what the payer did. */
export const silence: Adjudication = {
  outcome: 'silent',
  authorizationNumber: null,
  rejectCodes: [],
  patientPayCents: null,
  ingredientPaidCents: null,
  feePaidCents: null,
  totalPaidCents: null,
};

/**
 * Reads what the payer answered to a claim. A repeat of an earlier answer (status D or S) says the same as that answer.
 * What cannot be read, answers another claim or has no clear status counts as silence, never as a payment.
 */
export function readAdjudication(claim: ClaimSubmission, reply: Uint8Array): Adjudication {
  const { message } = readTelecom(reply);
  const [transaction] = message?.transactions ?? [];
  if (message?.kind !== 'response' || transaction === undefined || !isAnswerTo(claim, message)) return silence;
  const response = viewClaimResponse(transaction);
  const outcome = findOutcome(claim.transaction, response);
  if (outcome === 'silent') return silence;
  const { status, pricing, rejectCodes } = response;
  return {
    outcome,
    authorizationNumber: status?.authorizationNumber ?? null,
    rejectCodes: [...rejectCodes],
    patientPayCents: pricing?.patientPayCents ?? null,
    ingredientPaidCents: pricing?.ingredientCostPaidCents ?? null,
    feePaidCents: pricing?.dispensingFeePaidCents ?? null,
    totalPaidCents: pricing?.totalPaidCents ?? null,
  };
}

/** What each outcome of the standard means for a billing and for a reversal. */
const meanings: Readonly<
  Record<ClaimSubmission['transaction'], Partial<Record<ClaimResponse['outcome'], Adjudication['outcome']>>>
> = {
  billing: { paid: 'paid', captured: 'captured', rejected: 'rejected' },
  reversal: { approved: 'reversed', captured: 'reversed', rejected: 'reversal-refused' },
};

function findOutcome(asked: ClaimSubmission['transaction'], response: ClaimResponse): Adjudication['outcome'] {
  return meanings[asked][response.outcome] ?? 'silent';
}

function isAnswerTo(claim: ClaimSubmission, response: TelecomResponse): boolean {
  const { header } = response;
  const named = viewSegment(responseSegments.responseClaimSegment, response.transactions[0]?.segments ?? []);
  const rxNumber = named?.prescriptionReferenceNumber ?? null;
  return (
    header.transactionCode === (claim.transaction === 'billing' ? 'B1' : 'B2') &&
    header.serviceProviderId === claim.pharmacyNpi &&
    (rxNumber === null || rxNumber === claim.rxNumber)
  );
}
