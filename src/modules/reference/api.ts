import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { referencePermissions } from './permissions.ts';
import { referenceRefusals } from './refusals.ts';

const OptionalText = Type.Union([Type.String(), Type.Null()]);
const SearchText = Type.Object({ text: Type.String({ minLength: 2, maxLength: 120 }) });

const DrugView = Type.Object({
  drugId: Type.String(),
  ndc11: Type.String(),
  rxcui: OptionalText,
  ingredientRxcui: OptionalText,
  name: Type.String(),
  genericName: Type.String(),
  labeler: Type.String(),
  strengthText: Type.String(),
  doseForm: Type.String(),
  route: Type.String(),
  deaSchedule: OptionalText,
  packageSizeThousandths: Type.Integer(),
  billingUnit: Type.String(),
  ucumUnit: Type.String(),
  isSpecialty: Type.Boolean(),
  limitedDistribution: Type.Boolean(),
  storage: Type.String(),
  medicationGuide: Type.Boolean(),
  remsProgram: OptionalText,
  isHazardous: Type.Boolean(),
  benefit: Type.String(),
  startsElsewhere: Type.Boolean(),
  programme: Type.String(),
});

/** Finds drugs by the beginnings of their names or by NDC digits. */
export const searchDrugs = endpoint({
  module: 'reference',
  name: 'search-drugs',
  kind: 'query',
  summary: 'Finds drugs by the beginnings of their names, or by the digits of an NDC.',
  permission: referencePermissions.lookUp,
  request: SearchText,
  response: Type.Object({ drugs: Type.Array(DrugView) }),
});

/** Shows one drug with its prices, interactions being asked for elsewhere. */
export const getDrug = endpoint({
  module: 'reference',
  name: 'get-drug',
  kind: 'query',
  summary: 'Shows a drug with the prices and dose limits that count today.',
  permission: referencePermissions.lookUp,
  request: Type.Object({ drugId: Type.String({ format: 'uuid' }) }),
  response: Type.Object({
    drug: DrugView,
    prices: Type.Array(
      Type.Object({
        kind: Type.String(),
        unitPriceHundredThousandths: Type.Integer(),
        billingUnit: Type.String(),
        validFrom: Type.String(),
        source: Type.String(),
        isSynthetic: Type.Boolean(),
      }),
    ),
    doseLimits: Type.Array(
      Type.Object({
        basis: Type.String(),
        maximumThousandths: Type.Integer(),
        ucumUnit: Type.String(),
        note: Type.String(),
        source: Type.String(),
      }),
    ),
  }),
  refusals: [referenceRefusals.unknownDrug],
});

/** Finds prescribers by the beginnings of their names or by NPI digits. */
export const searchPrescribers = endpoint({
  module: 'reference',
  name: 'search-prescribers',
  kind: 'query',
  summary: 'Finds prescribers by the beginnings of their names, or by the digits of an NPI.',
  permission: referencePermissions.lookUp,
  request: SearchText,
  response: Type.Object({
    prescribers: Type.Array(
      Type.Object({
        prescriberId: Type.String(),
        npi: Type.String(),
        familyName: Type.String(),
        givenName: Type.String(),
        credential: OptionalText,
        specialty: OptionalText,
        phone: OptionalText,
        state: OptionalText,
      }),
    ),
  }),
});

/** Lists the plans that can be billed today. */
export const listPlans = endpoint({
  module: 'reference',
  name: 'list-plans',
  kind: 'query',
  summary: 'Lists the plans that can be billed today, with their payers.',
  permission: referencePermissions.lookUp,
  request: Type.Object({}),
  response: Type.Object({
    plans: Type.Array(
      Type.Object({
        planId: Type.String(),
        payerName: Type.String(),
        name: Type.String(),
        kind: Type.String(),
        kindLabel: Type.String(),
        bin: Type.String(),
        pcn: Type.String(),
        groupNumber: Type.String(),
        isSynthetic: Type.Boolean(),
      }),
    ),
  }),
});
