import { field, segment } from './segment-definition.ts';

// Segment and field numbers and identifications are facts of NCPDP Telecommunication D.0; the names are ours.

export const patientSegment = segment({
  id: '01',
  name: 'patient',
  fields: {
    patientIdQualifier: field('331-CX', 'text'),
    patientId: field('332-CY', 'text'),
    birthDate: field('304-C4', 'day'),
    genderCode: field('305-C5', 'text'),
    firstName: field('310-CA', 'text'),
    lastName: field('311-CB', 'text'),
    street: field('322-CM', 'text'),
    city: field('323-CN', 'text'),
    stateProvince: field('324-CO', 'text'),
    postalCode: field('325-CP', 'text'),
    telephone: field('326-CQ', 'text'),
    placeOfService: field('307-C7', 'text'),
    employerId: field('333-CZ', 'text'),
    smokerCode: field('334-1C', 'text'),
    pregnancyIndicator: field('335-2C', 'text'),
    email: field('350-HN', 'text'),
    patientResidence: field('384-4X', 'text'),
  },
});

export const pharmacyProviderSegment = segment({
  id: '02',
  name: 'pharmacy provider',
  fields: { providerIdQualifier: field('465-EY', 'text'), providerId: field('444-E9', 'text') },
});

export const prescriberSegment = segment({
  id: '03',
  name: 'prescriber',
  fields: {
    prescriberIdQualifier: field('466-EZ', 'text'),
    prescriberId: field('411-DB', 'text'),
    locationCode: field('467-1E', 'text'),
    lastName: field('427-DR', 'text'),
    telephone: field('498-PM', 'text'),
    primaryCareProviderIdQualifier: field('468-2E', 'text'),
    primaryCareProviderId: field('421-DL', 'text'),
    primaryCareProviderLocationCode: field('469-H5', 'text'),
    primaryCareProviderLastName: field('470-4E', 'text'),
    firstName: field('364-2J', 'text'),
    street: field('365-2K', 'text'),
    city: field('366-2M', 'text'),
    stateProvince: field('367-2N', 'text'),
    postalCode: field('368-2P', 'text'),
  },
});

export const insuranceSegment = segment({
  id: '04',
  name: 'insurance',
  fields: {
    cardholderId: field('302-C2', 'text'),
    cardholderFirstName: field('312-CC', 'text'),
    cardholderLastName: field('313-CD', 'text'),
    homePlan: field('314-CE', 'text'),
    planId: field('524-FO', 'text'),
    eligibilityClarificationCode: field('309-C9', 'text'),
    groupId: field('301-C1', 'text'),
    personCode: field('303-C3', 'text'),
    patientRelationshipCode: field('306-C6', 'text'),
    otherPayerBin: field('990-MG', 'text'),
    otherPayerPcn: field('991-MH', 'text'),
    otherPayerCardholderId: field('356-NU', 'text'),
    otherPayerGroupId: field('992-MJ', 'text'),
    medigapId: field('359-2A', 'text'),
    medicaidIndicator: field('360-2B', 'text'),
    providerAcceptsAssignment: field('361-2D', 'text'),
    partDQualifiedFacility: field('997-G2', 'text'),
    medicaidId: field('115-N5', 'text'),
    medicaidAgencyNumber: field('116-N6', 'text'),
  },
});

export const otherPaymentsSegment = segment({
  id: '05',
  name: 'coordination of benefits',
  fields: { internalControlNumber: field('993-A7', 'text') },
  groups: {
    otherPayers: {
      count: field('337-4C', 'count'),
      fields: {
        coverageType: field('338-5C', 'text'),
        payerIdQualifier: field('339-6C', 'text'),
        payerId: field('340-7C', 'text'),
        paidOn: field('443-E8', 'day'),
      },
      groups: {
        amountsPaid: {
          count: field('341-HB', 'count'),
          fields: { qualifier: field('342-HC', 'text'), amountCents: field('431-DV', 'money') },
        },
        rejects: { count: field('471-5E', 'count'), fields: { code: field('472-6E', 'text') } },
        patientResponsibilities: {
          count: field('353-NR', 'count'),
          fields: { qualifier: field('351-NP', 'text'), amountCents: field('352-NQ', 'money') },
        },
        benefitStages: {
          count: field('392-MU', 'count'),
          fields: { qualifier: field('393-MV', 'text'), amountCents: field('394-MW', 'money') },
        },
      },
    },
  },
});

export const claimSegment = segment({
  id: '07',
  name: 'claim',
  fields: {
    referenceNumberQualifier: field('455-EM', 'text'),
    prescriptionReferenceNumber: field('402-D2', 'text'),
    productIdQualifier: field('436-E1', 'text'),
    productId: field('407-D7', 'text'),
    associatedReferenceNumber: field('456-EN', 'text'),
    associatedDate: field('457-EP', 'day'),
    quantityThousandths: field('442-E7', 'quantity'),
    fillNumber: field('403-D3', 'count'),
    daysSupply: field('405-D5', 'count'),
    compoundCode: field('406-D6', 'text'),
    dispenseAsWrittenCode: field('408-D8', 'text'),
    writtenOn: field('414-DE', 'day'),
    refillsAuthorized: field('415-DF', 'count'),
    originCode: field('419-DJ', 'text'),
    quantityPrescribedThousandths: field('460-ET', 'quantity'),
    otherCoverageCode: field('308-C8', 'text'),
    specialPackagingIndicator: field('429-DT', 'text'),
    originalProductIdQualifier: field('453-EJ', 'text'),
    originalProductId: field('445-EA', 'text'),
    originalQuantityThousandths: field('446-EB', 'quantity'),
    alternateId: field('330-CW', 'text'),
    scheduledPrescriptionId: field('454-EK', 'text'),
    unitOfMeasure: field('600-28', 'text'),
    levelOfService: field('418-DI', 'text'),
    priorAuthorizationTypeCode: field('461-EU', 'text'),
    priorAuthorizationNumber: field('462-EV', 'text'),
    intermediaryAuthorizationType: field('463-EW', 'text'),
    intermediaryAuthorizationId: field('464-EX', 'text'),
    dispensingStatus: field('343-HD', 'text'),
    quantityIntendedThousandths: field('344-HF', 'quantity'),
    daysSupplyIntended: field('345-HG', 'count'),
    delayReasonCode: field('357-NV', 'text'),
    transactionReferenceNumber: field('880-K5', 'text'),
    patientAssignmentIndicator: field('391-MT', 'text'),
    routeOfAdministration: field('995-E2', 'text'),
    compoundType: field('996-G1', 'text'),
    medicaidControlNumber: field('114-N4', 'text'),
    pharmacyServiceType: field('147-U7', 'text'),
  },
  groups: {
    procedureModifiers: { count: field('458-SE', 'count'), fields: { code: field('459-ER', 'text') } },
    submissionClarifications: { count: field('354-NX', 'count'), fields: { code: field('420-DK', 'text') } },
  },
});

export const drugUseSegment = segment({
  id: '08',
  name: 'drug use review',
  fields: {},
  groups: {
    services: {
      fields: {
        counter: field('473-7E', 'count'),
        reasonCode: field('439-E4', 'text'),
        serviceCode: field('440-E5', 'text'),
        resultCode: field('441-E6', 'text'),
        levelOfEffort: field('474-8E', 'text'),
        coAgentIdQualifier: field('475-J9', 'text'),
        coAgentId: field('476-H6', 'text'),
      },
    },
  },
});

export const couponSegment = segment({
  id: '09',
  name: 'coupon',
  fields: {
    couponType: field('485-KE', 'text'),
    couponNumber: field('486-ME', 'text'),
    valueCents: field('487-NE', 'money'),
  },
});

export const compoundSegment = segment({
  id: '10',
  name: 'compound',
  fields: {
    dosageFormCode: field('450-EF', 'text'),
    dispensingUnit: field('451-EG', 'text'),
    routeOfAdministration: field('452-EH', 'text'),
  },
  groups: {
    ingredients: {
      count: field('447-EC', 'count'),
      fields: {
        productIdQualifier: field('488-RE', 'text'),
        productId: field('489-TE', 'text'),
        quantityThousandths: field('448-ED', 'quantity'),
        costCents: field('449-EE', 'money'),
        basisOfCost: field('490-UE', 'text'),
      },
      groups: { modifiers: { count: field('362-2G', 'count'), fields: { code: field('363-2H', 'text') } } },
    },
  },
});

export const pricingSegment = segment({
  id: '11',
  name: 'pricing',
  fields: {
    ingredientCostCents: field('409-D9', 'money'),
    dispensingFeeCents: field('412-DC', 'money'),
    professionalServiceFeeCents: field('477-BE', 'money'),
    patientPaidCents: field('433-DX', 'money'),
    incentiveCents: field('438-E3', 'money'),
    flatSalesTaxCents: field('481-HA', 'money'),
    percentageSalesTaxCents: field('482-GE', 'money'),
    percentageSalesTaxRate: field('483-HE', 'rate'),
    percentageSalesTaxBasis: field('484-JE', 'text'),
    usualAndCustomaryCents: field('426-DQ', 'money'),
    grossAmountDueCents: field('430-DU', 'money'),
    basisOfCost: field('423-DN', 'text'),
    medicaidPaidCents: field('113-N3', 'money'),
  },
  groups: {
    otherAmounts: {
      count: field('478-H7', 'count'),
      fields: { qualifier: field('479-H8', 'text'), amountCents: field('480-H9', 'money') },
    },
  },
});

export const priorAuthorizationSegment = segment({
  id: '12',
  name: 'prior authorization',
  fields: {
    requestType: field('498-PA', 'text'),
    periodBegins: field('498-PB', 'day'),
    periodEnds: field('498-PC', 'day'),
    basisOfRequest: field('498-PD', 'text'),
    representativeFirstName: field('498-PE', 'text'),
    representativeLastName: field('498-PF', 'text'),
    representativeStreet: field('498-PG', 'text'),
    representativeCity: field('498-PH', 'text'),
    representativeStateProvince: field('498-PJ', 'text'),
    representativePostalCode: field('498-PK', 'text'),
    assignedNumber: field('498-PY', 'text'),
    authorizationNumber: field('503-F3', 'text'),
    supportingDocumentation: field('498-PP', 'text'),
  },
});

export const clinicalSegment = segment({
  id: '13',
  name: 'clinical',
  fields: {},
  groups: {
    diagnoses: {
      count: field('491-VE', 'count'),
      fields: { qualifier: field('492-WE', 'text'), code: field('424-DO', 'text') },
    },
    measurements: {
      fields: {
        counter: field('493-XE', 'count'),
        measuredOn: field('494-ZE', 'day'),
        measuredAt: field('495-H1', 'text'),
        dimension: field('496-H2', 'text'),
        unit: field('497-H3', 'text'),
        value: field('499-H4', 'text'),
      },
    },
  },
});
