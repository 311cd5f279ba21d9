import { createHash } from 'node:crypto';
import { cents } from '../../kernel/money.ts';
import {
  composeSegment,
  requestSegments,
  responseSegments,
  type TelecomRequest,
  type TelecomResponse,
  type TelecomSegment,
  type TelecomTransaction,
  viewSegment,
} from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';
import {
  type BilledClaim,
  computePayment,
  findSilence,
  type Payment,
  rejectRules,
  type Silence,
} from './switch-rules.ts';

interface PaidClaim {
  readonly authorizationNumber: string;
  readonly payment: Payment;
  readonly isReversed: boolean;
}

/** What the payer answers, and how the link treats the answer. */
export interface Answer {
  readonly response: TelecomResponse;
  readonly silence: Silence;
}

/** The books of the simulated payer, in memory: what was paid and what was taken back. */
export class Adjudicator {
  readonly #paid = new Map<string, PaidClaim>();
  readonly #lost = new Set<string>();

  /** Answers a request: bills and reversals, each told apart from a repeat of itself. */
  answer(request: TelecomRequest): Answer {
    const { header } = request;
    const transactions =
      header.transactionCode === 'E1'
        ? [answerEligibility(request)]
        : request.transactions.map((transaction) => this.#answerOne(request, transaction));
    const cardholderId = viewSegment(requestSegments.insuranceSegment, request.segments)?.cardholderId ?? '';
    return {
      silence: this.#settleSilence(cardholderId, header.transactionCode),
      response: {
        kind: 'response',
        header: {
          version: 'D0',
          transactionCode: header.transactionCode,
          transactionCount: transactions.length,
          responseStatus: 'A',
          serviceProviderIdQualifier: header.serviceProviderIdQualifier,
          serviceProviderId: header.serviceProviderId,
          serviceDate: header.serviceDate,
        },
        segments: [],
        transactions,
      },
    };
  }

  #settleSilence(cardholderId: string, transactionCode: string): Silence {
    const silence = findSilence(cardholderId);
    if (silence !== 'lost') return silence;
    const key = `${transactionCode} ${cardholderId}`;
    if (this.#lost.has(key)) return 'none';
    this.#lost.add(key);
    return 'lost';
  }

  #answerOne(request: TelecomRequest, transaction: TelecomTransaction): TelecomTransaction {
    const claim = viewSegment(requestSegments.claimSegment, transaction.segments);
    const key = [
      request.header.bin,
      request.header.serviceProviderId,
      request.header.serviceDate,
      claim?.prescriptionReferenceNumber,
      claim?.fillNumber,
      claim?.productId,
    ].join(' ');
    const status =
      request.header.transactionCode === 'B2'
        ? this.#reverse(key)
        : request.header.transactionCode === 'B1'
          ? this.#bill(key, readClaim(request, transaction))
          : [rejected('85')];
    const [statusSegment, ...pricing] = status;
    const mirrored = composeSegment(responseSegments.responseClaimSegment, {
      referenceNumberQualifier: claim?.referenceNumberQualifier ?? '1',
      prescriptionReferenceNumber: claim?.prescriptionReferenceNumber ?? null,
    });
    return { segments: [...(statusSegment === undefined ? [] : [statusSegment]), mirrored, ...pricing] };
  }

  #bill(key: string, claim: BilledClaim): readonly TelecomSegment[] {
    const before = this.#paid.get(key);
    if (before !== undefined && !before.isReversed) return paid('D', before);
    const rule = rejectRules.find((candidate) => candidate.applies(claim));
    if (rule !== undefined) return [rejected(rule.code)];
    const record = { authorizationNumber: nameAuthorization(key), payment: computePayment(claim), isReversed: false };
    this.#paid.set(key, record);
    return paid('P', record);
  }

  /** A claim from before this simulator was started counts as paid, so that it can be taken back. */
  #reverse(key: string): readonly TelecomSegment[] {
    const before = this.#paid.get(key);
    const status = before?.isReversed === true ? 'S' : 'A';
    if (before !== undefined) this.#paid.set(key, { ...before, isReversed: true });
    const authorizationNumber = before?.authorizationNumber ?? nameAuthorization(key);
    return [composeSegment(responseSegments.responseStatusSegment, { status, authorizationNumber })];
  }
}

/** Whether the payer covers the person: everybody but those whose cardholder id ends in 65, as when they are billed. */
function answerEligibility(request: TelecomRequest): TelecomTransaction {
  const cardholderId = viewSegment(requestSegments.insuranceSegment, request.segments)?.cardholderId ?? '';
  if (cardholderId === '') return { segments: [rejected('07')] };
  if (cardholderId.endsWith('65')) return { segments: [rejected('65')] };
  return { segments: [composeSegment(responseSegments.responseStatusSegment, { status: 'A' })] };
}

function paid(status: 'P' | 'D', { authorizationNumber, payment }: PaidClaim): readonly TelecomSegment[] {
  return [
    composeSegment(responseSegments.responseStatusSegment, { status, authorizationNumber }),
    composeSegment(responseSegments.responsePricingSegment, {
      patientPayCents: payment.patientPayCents,
      ingredientCostPaidCents: payment.ingredientPaidCents,
      dispensingFeePaidCents: payment.feePaidCents,
      totalPaidCents: payment.totalPaidCents,
      coinsuranceCents: payment.patientPayCents,
    }),
  ];
}

function rejected(code: string): TelecomSegment {
  return composeSegment(responseSegments.responseStatusSegment, { status: 'R', rejects: [{ code }] });
}

function readClaim(request: TelecomRequest, transaction: TelecomTransaction): BilledClaim {
  const insurance = viewSegment(requestSegments.insuranceSegment, request.segments);
  const claim = viewSegment(requestSegments.claimSegment, transaction.segments);
  const pricing = viewSegment(requestSegments.pricingSegment, transaction.segments);
  const drugUse = viewSegment(requestSegments.drugUseSegment, transaction.segments);
  const prescriber = viewSegment(requestSegments.prescriberSegment, transaction.segments);
  return {
    cardholderId: insurance?.cardholderId ?? '',
    productId: claim?.productId ?? '',
    prescriberId: prescriber?.prescriberId ?? '',
    priorAuthorizationNumber: claim?.priorAuthorizationNumber ?? '',
    clarificationCodes: (claim?.submissionClarifications ?? []).flatMap(({ code }) => code ?? []),
    otherCoverageCode: claim?.otherCoverageCode ?? '',
    drugUseResults: (drugUse?.services ?? []).flatMap(({ resultCode }) => resultCode ?? []),
    quantityThousandths: claim?.quantityThousandths ?? 0,
    daysSupply: claim?.daysSupply ?? 0,
    ingredientCostCents: pricing?.ingredientCostCents ?? cents(0),
    dispensingFeeCents: pricing?.dispensingFeeCents ?? cents(0),
  };
}

/** The same claim gets the same number, whenever it is asked. */
function nameAuthorization(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 12).toUpperCase();
}
