import type { EligibilityAnswer, EligibilityInquiry } from '../../modules/claims/index.ts';
import type { OutboundOutcome, Partner } from '../../modules/exchange/index.ts';
import {
  composeSegment,
  readTelecom,
  requestSegments,
  viewClaimResponse,
  writeTelecom,
} from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';
import { askSwitch, readSwitchPlace } from './ask-switch.ts';
import { codes, composeHeader, composePatient } from './compose-claim-request.ts';

/** What came of asking whether a payer covers a person. */
export interface EligibilityConversation {
  readonly outcome: OutboundOutcome;
  readonly answer: EligibilityAnswer;
  readonly sentBody: Uint8Array;
  readonly replyBody: Uint8Array | null;
  readonly partner: Partner | null;
}

/** Writes the question whether a payer covers a person as the bytes of a D.0 request E1. */
function composeEligibilityRequest(inquiry: EligibilityInquiry): Uint8Array {
  const insurance = composeSegment(requestSegments.insuranceSegment, {
    cardholderId: inquiry.cardholderId,
    groupId: inquiry.group,
    patientRelationshipCode: codes.cardholder,
  });
  return writeTelecom({
    ...{ kind: 'request', header: composeHeader(inquiry, 'E1'), transactions: [] },
    segments: [insurance, composePatient(inquiry)],
  });
}

/** Reads what the payer answered. What cannot be read, or answers something else, is no answer. */
function readEligibility(inquiry: EligibilityInquiry, reply: Uint8Array): EligibilityAnswer {
  const { message } = readTelecom(reply);
  const [transaction] = message?.transactions ?? [];
  const isAnswer =
    message?.kind === 'response' &&
    message.header.transactionCode === 'E1' &&
    message.header.serviceProviderId === inquiry.pharmacyNpi;
  if (!isAnswer || transaction === undefined) return unanswered;
  const { outcome, rejectCodes } = viewClaimResponse(transaction);
  if (outcome === 'rejected') return { outcome: 'rejected', rejectCodes: [...rejectCodes] };
  return outcome === 'approved' ? { outcome: 'eligible', rejectCodes: [] } : unanswered;
}

const unanswered: EligibilityAnswer = { outcome: 'unanswered', rejectCodes: [] };

/** Asks the switches in their order until one answers: the question moves no money, so that it may be asked of each. */
export async function askEligibility(asked: {
  readonly inquiry: EligibilityInquiry;
  readonly switches: readonly Partner[];
  readonly timeoutMilliseconds: number;
}): Promise<EligibilityConversation> {
  const { inquiry, timeoutMilliseconds } = asked;
  const sentBody = composeEligibilityRequest(inquiry);
  for (const partner of asked.switches) {
    const place = readSwitchPlace(partner.address);
    if (place === null) continue;
    const reply = await askSwitch({ place, body: sentBody, timeoutMilliseconds });
    if (reply.kind !== 'answered') continue;
    const answer = readEligibility(inquiry, reply.body);
    const outcome = answer === unanswered ? 'refused' : 'answered';
    return { outcome, answer, sentBody, replyBody: reply.body, partner };
  }
  return { outcome: 'refused', answer: unanswered, sentBody, replyBody: null, partner: null };
}
