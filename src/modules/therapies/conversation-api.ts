import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { therapyPermissions } from './permissions.ts';
import { therapyRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const Text = Type.String();
const Sequence = Type.Integer({ minimum: 1 });
const Done = Type.Object({});

/** Keeps what a person has seen. */
export const recordLook = endpoint({
  module: 'therapies',
  name: 'record-look',
  kind: 'command',
  summary: 'Keeps up to which event the person has seen a therapy, so that what is new can be told the next time.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({ therapyId: Uuid, sequence: Sequence }),
  response: Done,
  refusals: [therapyRefusals.unknownTherapy],
});

/** Writes a note. */
export const writeNote = endpoint({
  module: 'therapies',
  name: 'write-note',
  kind: 'command',
  summary: 'Writes a note on a therapy and mentions colleagues; a correction is a further note.',
  permission: therapyPermissions.writeNotes,
  request: Type.Object({
    therapyId: Uuid,
    text: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }),
    mentionedIds: Type.Array(Uuid, { maxItems: 10 }),
    correctsSequence: Type.Union([Type.Null(), Sequence]),
  }),
  response: Done,
  refusals: [therapyRefusals.unknownTherapy, therapyRefusals.colleagueCannotSee, therapyRefusals.noteNotYours],
});

/** Lists who may be mentioned. */
export const listColleagues = endpoint({
  module: 'therapies',
  name: 'list-colleagues',
  kind: 'query',
  summary: 'Lists the people who may be mentioned in a note on a therapy.',
  permission: therapyPermissions.writeNotes,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({ colleagues: Type.Array(Type.Object({ staffId: Text, name: Text })) }),
  refusals: [therapyRefusals.unknownTherapy],
});

/** Lists unread mentions. */
export const listMentions = endpoint({
  module: 'therapies',
  name: 'list-mentions',
  kind: 'query',
  summary: 'Lists the notes in which the person was mentioned and that they have not read, the oldest first.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({}),
  response: Type.Object({
    mentions: Type.Array(
      Type.Object({
        therapyId: Text,
        sequence: Type.Integer(),
        number: Text,
        drugName: Text,
        patientId: Text,
        author: Text,
        mentionedAt: Text,
        text: Text,
      }),
    ),
  }),
});

/** Marks a mention as read. */
export const readMention = endpoint({
  module: 'therapies',
  name: 'read-mention',
  kind: 'command',
  summary: 'Marks a note in which the person was mentioned as read by them.',
  permission: therapyPermissions.seeTherapies,
  request: Type.Object({ therapyId: Uuid, sequence: Sequence }),
  response: Done,
  refusals: [therapyRefusals.unknownTherapy, therapyRefusals.mentionNotOpen],
});
