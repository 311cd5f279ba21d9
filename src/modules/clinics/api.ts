import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { clinicPermissions } from './permissions.ts';
import { clinicRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Text = Type.String();
const orNull = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);

const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Address = Type.Object({
  lines: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1, maxItems: 3 }),
  city: Type.String({ minLength: 1, maxLength: 80 }),
  state: Type.String({ pattern: '^[A-Z]{2}$' }),
  postalCode: Type.String({ minLength: 3, maxLength: 12 }),
});
const Receiving = Type.Object({
  weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
  from: Time,
  until: Time,
});

const Details = Type.Object({
  name: Type.String({ minLength: 2, maxLength: 80 }),
  siteId: Id,
  diseaseStates: Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,60}$' }), { minItems: 1, maxItems: 30 }),
  locationCodes: Type.Array(Type.String({ pattern: '^[A-Za-z0-9 ._/-]{1,40}$' }), { maxItems: 20 }),
  prescriberIds: Type.Array(Id, { maxItems: 200 }),
  address: orNull(Address),
  receiving: orNull(Receiving),
  validFrom: Day,
  validTo: orNull(Day),
});

/** Lists the clinics. */
export const listClinics = endpoint({
  module: 'clinics',
  name: 'list-clinics',
  kind: 'query',
  summary:
    'Lists the clinics with the pharmacy that serves each, their codes, what they treat and who practises there.',
  permission: clinicPermissions.seeClinics,
  request: Type.Object({}),
  response: Type.Object({
    today: Text,
    clinics: Type.Array(
      Type.Object({
        clinicId: Text,
        version: Type.Integer(),
        name: Text,
        siteId: Text,
        siteName: Text,
        diseaseStates: Type.Array(Text),
        locationCodes: Type.Array(Text),
        prescribers: Type.Array(Type.Object({ prescriberId: Text, name: Text, npi: Text })),
        address: orNull(Address),
        receiving: orNull(Receiving),
        validFrom: Text,
        validTo: orNull(Text),
        isActive: Type.Boolean(),
      }),
    ),
    /** What may be chosen. */
    sites: Type.Array(Type.Object({ siteId: Text, name: Text })),
    diseaseStates: Type.Array(Type.Object({ code: Text, label: Text })),
  }),
});

/** Finds people of the directory who may practise at a clinic. */
export const searchClinicPrescribers = endpoint({
  module: 'clinics',
  name: 'search-clinic-prescribers',
  kind: 'query',
  summary: 'Finds prescribers of the directory by the beginning of a name or the digits of an NPI.',
  permission: clinicPermissions.changeClinics,
  request: Type.Object({ text: Type.String({ minLength: 2, maxLength: 80 }) }),
  response: Type.Object({
    prescribers: Type.Array(Type.Object({ prescriberId: Text, name: Text, npi: Text, specialty: orNull(Text) })),
  }),
});

const refusals = [
  clinicRefusals.unknownSite,
  clinicRefusals.unknownPrescriber,
  clinicRefusals.unknownDiseaseState,
  clinicRefusals.daysReversed,
  clinicRefusals.hoursReversed,
  clinicRefusals.nameTaken,
  clinicRefusals.codeTaken,
];

/** Adds a clinic. */
export const addClinic = endpoint({
  module: 'clinics',
  name: 'add-clinic',
  kind: 'command',
  summary: 'Adds a clinic with its codes, what it treats and who practises there.',
  permission: clinicPermissions.changeClinics,
  request: Details,
  response: Type.Object({ clinicId: Text }),
  refusals,
});

/** Changes a clinic. */
export const changeClinic = endpoint({
  module: 'clinics',
  name: 'change-clinic',
  kind: 'command',
  summary: 'Changes what is recorded of a clinic, as it was seen.',
  permission: clinicPermissions.changeClinics,
  request: Type.Object({ clinicId: Id, expectedVersion: Type.Integer({ minimum: 1 }), details: Details }),
  response: Type.Object({ clinicId: Text, version: Type.Integer() }),
  refusals: [clinicRefusals.unknownClinic, clinicRefusals.clinicMoved, ...refusals],
});
