import { field, segment } from './segment-definition.ts';

// Segment and field numbers and identifications are facts of NCPDP Telecommunication D.0; the names are ours.

export const responseMessageSegment = segment({
  id: '20',
  name: 'response message',
  fields: { message: field('504-F4', 'text') },
});

export const responseStatusSegment = segment({
  id: '21',
  name: 'response status',
  fields: {
    status: field('112-AN', 'text'),
    authorizationNumber: field('503-F3', 'text'),
    helpDeskTelephoneQualifier: field('549-7F', 'text'),
    helpDeskTelephone: field('550-8F', 'text'),
    transactionReferenceNumber: field('880-K5', 'text'),
    internalControlNumber: field('993-A7', 'text'),
    url: field('987-MA', 'text'),
  },
  groups: {
    rejects: {
      count: field('510-FA', 'count'),
      fields: { code: field('511-FB', 'text'), occurrence: field('546-4F', 'count') },
    },
    approvedMessages: { count: field('547-5F', 'count'), fields: { code: field('548-6F', 'text') } },
    additionalMessages: {
      count: field('130-UF', 'count'),
      fields: {
        qualifier: field('132-UH', 'text'),
        message: field('526-FQ', 'text'),
        continuity: field('131-UG', 'text'),
      },
    },
  },
});

export const responseClaimSegment = segment({
  id: '22',
  name: 'response claim',
  fields: {
    referenceNumberQualifier: field('455-EM', 'text'),
    prescriptionReferenceNumber: field('402-D2', 'text'),
  },
  groups: {
    preferredProducts: {
      count: field('551-9F', 'count'),
      fields: {
        productIdQualifier: field('552-AP', 'text'),
        productId: field('553-AR', 'text'),
        incentiveCents: field('554-AS', 'money'),
        costShareIncentiveCents: field('555-AT', 'money'),
        description: field('556-AU', 'text'),
      },
    },
  },
});

export const responsePricingSegment = segment({
  id: '23',
  name: 'response pricing',
  fields: {
    patientPayCents: field('505-F5', 'money'),
    ingredientCostPaidCents: field('506-F6', 'money'),
    dispensingFeePaidCents: field('507-F7', 'money'),
    taxExemptIndicator: field('557-AV', 'text'),
    flatSalesTaxPaidCents: field('558-AW', 'money'),
    percentageSalesTaxPaidCents: field('559-AX', 'money'),
    percentageSalesTaxRatePaid: field('560-AY', 'rate'),
    percentageSalesTaxBasisPaid: field('561-AZ', 'text'),
    incentivePaidCents: field('521-FL', 'money'),
    professionalServiceFeePaidCents: field('562-J1', 'money'),
    otherPayerRecognizedCents: field('566-J5', 'money'),
    totalPaidCents: field('509-F9', 'money'),
    basisOfReimbursement: field('522-FM', 'text'),
    salesTaxAttributedCents: field('523-FN', 'money'),
    accumulatedDeductibleCents: field('512-FC', 'money'),
    remainingDeductibleCents: field('513-FD', 'money'),
    remainingBenefitCents: field('514-FE', 'money'),
    appliedToDeductibleCents: field('517-FH', 'money'),
    copayCents: field('518-FI', 'money'),
    productSelectionCents: field('519-FJ', 'money'),
    exceedingMaximumCents: field('520-FK', 'money'),
    dispensingFeeBasis: field('346-HH', 'text'),
    copayBasis: field('347-HJ', 'text'),
    flatSalesTaxBasis: field('348-HK', 'text'),
    percentageSalesTaxCalculationBasis: field('349-HM', 'text'),
    processorFeeCents: field('571-NZ', 'money'),
    patientSalesTaxCents: field('575-EQ', 'money'),
    planSalesTaxCents: field('574-2Y', 'money'),
    coinsuranceCents: field('572-4U', 'money'),
    coinsuranceBasis: field('573-4V', 'text'),
    estimatedGenericSavingsCents: field('577-G3', 'money'),
    spendingAccountRemainingCents: field('128-UC', 'money'),
    healthPlanAssistanceCents: field('129-UD', 'money'),
    networkSelectionCents: field('133-UJ', 'money'),
    brandSelectionCents: field('134-UK', 'money'),
    nonPreferredSelectionCents: field('135-UM', 'money'),
    brandNonPreferredSelectionCents: field('136-UN', 'money'),
    coverageGapCents: field('137-UP', 'money'),
    contractedIngredientCostCents: field('148-U8', 'money'),
    contractedDispensingFeeCents: field('149-U9', 'money'),
  },
  groups: {
    otherAmountsPaid: {
      count: field('563-J2', 'count'),
      fields: { qualifier: field('564-J3', 'text'), amountCents: field('565-J4', 'money') },
    },
    benefitStages: {
      count: field('392-MU', 'count'),
      fields: { qualifier: field('393-MV', 'text'), amountCents: field('394-MW', 'money') },
    },
  },
});

export const responseDrugUseSegment = segment({
  id: '24',
  name: 'response drug use review',
  fields: {},
  groups: {
    alerts: {
      fields: {
        counter: field('567-J6', 'count'),
        reasonCode: field('439-E4', 'text'),
        significanceCode: field('528-FS', 'text'),
        otherPharmacyIndicator: field('529-FT', 'text'),
        previousFillOn: field('530-FU', 'day'),
        previousQuantityThousandths: field('531-FV', 'quantity'),
        databaseIndicator: field('532-FW', 'text'),
        otherPrescriberIndicator: field('533-FX', 'text'),
        message: field('544-FY', 'text'),
        additionalText: field('570-NS', 'text'),
      },
    },
  },
});

export const responseInsuranceSegment = segment({
  id: '25',
  name: 'response insurance',
  fields: {
    groupId: field('301-C1', 'text'),
    planId: field('524-FO', 'text'),
    networkReimbursementId: field('545-2F', 'text'),
    payerIdQualifier: field('568-J7', 'text'),
    payerId: field('569-J8', 'text'),
    medicaidId: field('115-N5', 'text'),
    medicaidAgencyNumber: field('116-N6', 'text'),
    cardholderId: field('302-C2', 'text'),
  },
});

export const responsePriorAuthorizationSegment = segment({
  id: '26',
  name: 'response prior authorization',
  fields: {
    processedOn: field('498-PR', 'day'),
    effectiveOn: field('498-PS', 'day'),
    expiresOn: field('498-PT', 'day'),
    quantityThousandths: field('498-RA', 'quantity'),
    authorizedCents: field('498-RB', 'money'),
    refillsAuthorized: field('498-PW', 'count'),
    quantityAccumulatedThousandths: field('498-PX', 'quantity'),
    assignedNumber: field('498-PY', 'text'),
  },
});

export const responseOtherPayersSegment = segment({
  id: '28',
  name: 'response coordination of benefits',
  fields: {},
  groups: {
    otherPayers: {
      count: field('355-NT', 'count'),
      fields: {
        coverageType: field('338-5C', 'text'),
        payerIdQualifier: field('339-6C', 'text'),
        payerId: field('340-7C', 'text'),
        pcn: field('991-MH', 'text'),
        cardholderId: field('356-NU', 'text'),
        groupId: field('992-MJ', 'text'),
        personCode: field('142-UV', 'text'),
        helpDeskTelephone: field('127-UB', 'text'),
        relationshipCode: field('143-UW', 'text'),
        effectiveOn: field('144-UX', 'day'),
        terminatesOn: field('145-UY', 'day'),
      },
    },
  },
});

export const responsePatientSegment = segment({
  id: '29',
  name: 'response patient',
  fields: {
    firstName: field('310-CA', 'text'),
    lastName: field('311-CB', 'text'),
    birthDate: field('304-C4', 'day'),
  },
});
