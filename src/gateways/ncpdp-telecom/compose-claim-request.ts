import { type Cents, sumCents } from '../../kernel/money.ts';
import type { ClaimSubmission } from '../../modules/claims/index.ts';
import {
  composeSegment,
  requestSegments,
  type TelecomRequest,
  type TelecomSegment,
  writeTelecom,
} from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';

const vendorId = 'THERIAC';

/** Codes of D.0 fields, by what they mean. */
export const codes = {
  prescriptionBilling: '1',
  nationalProviderId: '01',
  ndc: '03',
  notCompound: '1',
  noProductSelection: '0',
  cardholder: '1',
  priorAuthorization: '1',
  defaultCostBasis: '00',
  bin: '03',
  drugBenefit: '07',
  patientPay: '06',
  noOtherCoverage: '1',
} as const;

const genderCodes: Readonly<Record<string, string>> = { male: '1', female: '2' };

/** A claim that cannot be put into the format, with the reject code that a payer would give for it (511-FB). */
export interface UnwritableClaim {
  readonly rejectCode: string;
}

/** Writes a claim as the bytes of a D.0 request: B1 for a billing, B2 for a reversal. The same claim always gives the same bytes. */
export function composeClaimRequest(claim: ClaimSubmission): Uint8Array | UnwritableClaim {
  if (!/^\d{6}$/.test(claim.bin)) return { rejectCode: '01' };
  if (claim.pcn.length > 10) return { rejectCode: '04' };
  if (!/^\d{10}$/.test(claim.pharmacyNpi)) return { rejectCode: '05' };
  return writeTelecom(claim.transaction === 'billing' ? composeBilling(claim) : composeReversal(claim));
}

function composeBilling(claim: ClaimSubmission): TelecomRequest {
  const insurance = composeSegment(requestSegments.insuranceSegment, {
    cardholderId: claim.cardholderId,
    groupId: claim.group,
    patientRelationshipCode: codes.cardholder,
  });
  const prescriber = composeSegment(requestSegments.prescriberSegment, {
    prescriberIdQualifier: codes.nationalProviderId,
    prescriberId: claim.prescriberNpi,
  });
  return {
    kind: 'request',
    header: composeHeader(claim, 'B1'),
    segments: [insurance, composePatient(claim)],
    transactions: [
      {
        segments: [
          composeBilledProduct(claim),
          composePricing(claim),
          prescriber,
          ...composeOtherPayers(claim),
          ...composeDrugUse(claim),
          ...composeAuthorization(claim),
        ],
      },
    ],
  };
}

/** Writes who the patient is. */
export function composePatient({ patient }: Pick<ClaimSubmission, 'patient'>): TelecomSegment {
  return composeSegment(requestSegments.patientSegment, {
    birthDate: patient.birthDate,
    genderCode: genderCodes[patient.sex] ?? '0',
    firstName: patient.givenName,
    lastName: patient.familyName,
  });
}

function composeReversal(claim: ClaimSubmission): TelecomRequest {
  const insurance = composeSegment(requestSegments.insuranceSegment, {
    cardholderId: claim.cardholderId,
    groupId: claim.group,
  });
  const product = composeSegment(requestSegments.claimSegment, {
    referenceNumberQualifier: codes.prescriptionBilling,
    prescriptionReferenceNumber: claim.rxNumber,
    productIdQualifier: codes.ndc,
    productId: claim.ndc11,
    fillNumber: claim.fillNumber,
    otherCoverageCode: claim.coordination?.otherCoverageCode ?? null,
  });
  return {
    kind: 'request',
    header: composeHeader(claim, 'B2'),
    segments: [insurance],
    transactions: [{ segments: [product] }],
  };
}

/** Writes the header of a request: to which payer it goes, what it asks, from which pharmacy, of which day. */
export function composeHeader(
  claim: Pick<ClaimSubmission, 'bin' | 'pcn' | 'pharmacyNpi' | 'dateOfService'>,
  transactionCode: 'B1' | 'B2' | 'E1',
): TelecomRequest['header'] {
  return {
    bin: claim.bin,
    version: 'D0',
    transactionCode,
    pcn: claim.pcn,
    transactionCount: 1,
    serviceProviderIdQualifier: codes.nationalProviderId,
    serviceProviderId: claim.pharmacyNpi,
    serviceDate: claim.dateOfService,
    softwareVendorId: vendorId,
  };
}

function composeBilledProduct(claim: ClaimSubmission): TelecomSegment {
  const isAuthorized = claim.priorAuthorizationNumber !== null && !isNumberApart(claim);
  const {
    priorAuthorization,
    hasNoOtherCoverage,
    submissionClarificationCodes: clarifications = [],
  } = claim.correction ?? {};
  return composeSegment(requestSegments.claimSegment, {
    referenceNumberQualifier: codes.prescriptionBilling,
    prescriptionReferenceNumber: claim.rxNumber,
    productIdQualifier: codes.ndc,
    productId: claim.ndc11,
    quantityThousandths: claim.quantityThousandths,
    fillNumber: claim.fillNumber,
    daysSupply: claim.daysSupply,
    compoundCode: codes.notCompound,
    dispenseAsWrittenCode: codes.noProductSelection,
    writtenOn: claim.writtenDate,
    refillsAuthorized: claim.refillsAuthorized,
    otherCoverageCode: claim.coordination?.otherCoverageCode ?? (hasNoOtherCoverage ? codes.noOtherCoverage : null),
    submissionClarifications: clarifications.map((code) => ({ code })),
    priorAuthorizationTypeCode: isAuthorized ? (priorAuthorization?.typeCode ?? codes.priorAuthorization) : null,
    priorAuthorizationNumber: isAuthorized ? claim.priorAuthorizationNumber : null,
  });
}

/** The results of the payers before: what each paid, what it left to the patient, or why it rejected. */
function composeOtherPayers({ coordination }: ClaimSubmission): readonly TelecomSegment[] {
  if (coordination === undefined) return [];
  const asksPatientShare = coordination.otherCoverageCode === '8';
  const otherPayers = coordination.otherPayers.map((payer) => ({
    coverageType: String(payer.payerOrder).padStart(2, '0'),
    ...{ payerIdQualifier: codes.bin, payerId: payer.bin, paidOn: payer.paidOn },
    ...(payer.paidCents === null || asksPatientShare
      ? {}
      : { amountsPaid: [{ qualifier: codes.drugBenefit, amountCents: payer.paidCents }] }),
    rejects: payer.rejectCodes.map((code) => ({ code })),
    ...(payer.patientCents === null
      ? {}
      : { patientResponsibilities: [{ qualifier: codes.patientPay, amountCents: payer.patientCents }] }),
  }));
  return [composeSegment(requestSegments.otherPaymentsSegment, { otherPayers })];
}

function composeDrugUse({ drugUseOutcomes = [] }: ClaimSubmission): readonly TelecomSegment[] {
  if (drugUseOutcomes.length === 0) return [];
  const services = drugUseOutcomes.map((outcome, index) => ({ counter: index + 1, ...outcome }));
  return [composeSegment(requestSegments.drugUseSegment, { services })];
}

/** Tells whether the payer reads the number of an authorization in a segment of its own. */
function isNumberApart({ authorizationPlace }: ClaimSubmission): boolean {
  return authorizationPlace === 'prior-authorization-segment';
}

function composeAuthorization(claim: ClaimSubmission): readonly TelecomSegment[] {
  if (claim.priorAuthorizationNumber === null || !isNumberApart(claim)) return [];
  return [
    composeSegment(requestSegments.priorAuthorizationSegment, { assignedNumber: claim.priorAuthorizationNumber }),
  ];
}

function composePricing(claim: ClaimSubmission): TelecomSegment {
  const grossAmountDueCents: Cents = sumCents([claim.ingredientCostCents, claim.dispensingFeeCents]);
  return composeSegment(requestSegments.pricingSegment, {
    ingredientCostCents: claim.ingredientCostCents,
    dispensingFeeCents: claim.dispensingFeeCents,
    usualAndCustomaryCents: claim.usualAndCustomaryCents,
    grossAmountDueCents,
    basisOfCost: codes.defaultCostBasis,
  });
}
