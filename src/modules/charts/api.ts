import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { chartPermissions } from './permissions.ts';
import { chartRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const IdOrNull = Type.Union([Id, Type.Null()]);
const Scopes = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 });
const Kind = Type.Enum(['clinical', 'intervention', 'status']);
const ShortText = Type.String({ minLength: 1, maxLength: 256 });

/** Lists how the charts of EHRs are asked. */
export const listConnections = endpoint({
  module: 'charts',
  name: 'list-connections',
  kind: 'query',
  summary: 'Lists the EHRs among the partners with how their chart is asked and who may launch Theriac from it.',
  permission: chartPermissions.seeConnections,
  request: Type.Object({}),
  response: Type.Object({
    charts: Type.Array(
      Type.Object({
        partnerId: Type.String(),
        partnerName: Type.String(),
        isRunning: Type.Boolean(),
        /** Where the chart is asked; null where it is not asked at all. */
        baseAddress: TextOrNull,
        /** Null where it is asked without a token and launches nothing. */
        connection: Type.Union([
          Type.Null(),
          Type.Object({
            clientId: Type.String(),
            scopes: Type.Array(Type.String()),
            identifierSystem: Type.String(),
            identifierAssigner: Type.String(),
            takesNotes: Type.Boolean(),
            providerId: TextOrNull,
            launchClientId: TextOrNull,
            launchScopes: Type.Array(Type.String()),
            /** The public key as a JSON Web Key. */
            publicKey: Type.String(),
            changedAt: Type.String(),
          }),
        ]),
      }),
    ),
    providers: Type.Array(
      Type.Object({ providerId: Type.String(), name: Type.String(), issuer: Type.String(), isEnabled: Type.Boolean() }),
    ),
  }),
});

/** Sets how the chart of an EHR is asked. */
export const saveConnection = endpoint({
  module: 'charts',
  name: 'save-connection',
  kind: 'command',
  summary:
    'Sets how the chart of an EHR is asked and by whom it launches Theriac; the key is made here and never leaves.',
  permission: chartPermissions.changeConnections,
  request: Type.Object({
    partnerId: Id,
    baseAddress: Type.String({ minLength: 8, maxLength: 512 }),
    clientId: ShortText,
    scopes: Scopes,
    identifierSystem: ShortText,
    identifierAssigner: ShortText,
    takesNotes: Type.Boolean(),
    providerId: IdOrNull,
    launchClientId: Type.Union([ShortText, Type.Null()]),
    launchScopes: Scopes,
  }),
  response: Type.Object({}),
  refusals: [
    chartRefusals.unknownPartner,
    chartRefusals.addressUnsafe,
    chartRefusals.addressTaken,
    chartRefusals.scopeInvalid,
    chartRefusals.unknownProvider,
    chartRefusals.launchIncomplete,
  ],
});

/** Opens the patient of a launch. */
export const openLaunch = endpoint({
  module: 'charts',
  name: 'open-launch',
  kind: 'command',
  summary: 'Finds the patient whom the EHR had open when this person launched Theriac from it.',
  permission: chartPermissions.openLaunch,
  request: Type.Object({ launchId: Id }),
  response: Type.Object({
    outcome: Type.Enum(['known', 'unknown', 'several', 'differs', 'no-number']),
    partnerName: Type.String(),
    patientId: TextOrNull,
    /** The one open therapy of the patient; null where there is none or more than one. */
    therapyId: TextOrNull,
    /** Whom the EHR had open; null where the patient was found. */
    patient: Type.Union([
      Type.Null(),
      Type.Object({
        recordNumber: TextOrNull,
        familyName: Type.String(),
        givenName: Type.String(),
        birthDate: Type.String(),
      }),
    ]),
  }),
  refusals: [chartRefusals.unknownLaunch],
});

/** Lists the notes of a therapy for the chart. */
export const listNotes = endpoint({
  module: 'charts',
  name: 'list-notes',
  kind: 'query',
  summary: 'Lists the notes about a therapy that were written for the chart, and what became of each.',
  permission: chartPermissions.readNotes,
  request: Type.Object({ therapyId: Id }),
  response: Type.Object({
    /** Whose chart takes the next note; null where none does, and then why. */
    takenBy: TextOrNull,
    whyNot: TextOrNull,
    notes: Type.Array(
      Type.Object({
        noteId: Type.String(),
        kind: Kind,
        text: Type.String(),
        state: Type.Enum(['waiting', 'filed', 'refused', 'unanswered']),
        partnerName: Type.String(),
        documentId: TextOrNull,
        messageId: TextOrNull,
        writtenByName: Type.String(),
        writtenAt: Type.String(),
        settledAt: TextOrNull,
      }),
    ),
  }),
  refusals: [chartRefusals.unknownTherapy],
});

/** Writes a note into the chart. */
export const sendNote = endpoint({
  module: 'charts',
  name: 'send-note',
  kind: 'command',
  summary: 'Writes a note about a therapy into the chart of the patient at the EHR.',
  permission: chartPermissions.sendNotes,
  request: Type.Object({ therapyId: Id, kind: Kind, text: Type.String({ minLength: 1, maxLength: 8000 }) }),
  response: Type.Object({ noteId: Type.String() }),
  refusals: [chartRefusals.unknownTherapy, chartRefusals.chartTakesNoNotes, chartRefusals.patientNotInChart],
});
