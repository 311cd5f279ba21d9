import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { conversationPermissions } from './permissions.ts';
import { conversationRefusals } from './refusals.ts';

const Uuid = Type.String({ format: 'uuid' });
const Text = Type.String();
const Sequence = Type.Integer({ minimum: 1 });
const Done = Type.Object({});

/** Writes a note. */
export const writeNote = endpoint({
  module: 'conversation',
  name: 'write-note',
  kind: 'command',
  summary: 'Writes a note on a therapy and mentions colleagues; a correction is a further note.',
  permission: conversationPermissions.writeNotes,
  request: Type.Object({
    therapyId: Uuid,
    text: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }),
    mentionedIds: Type.Array(Uuid, { maxItems: 10 }),
    correctsSequence: Type.Union([Type.Null(), Sequence]),
  }),
  response: Done,
  refusals: [
    conversationRefusals.unknownTherapy,
    conversationRefusals.colleagueCannotSee,
    conversationRefusals.noteNotYours,
  ],
});

/** Lists who may be mentioned. */
export const listColleagues = endpoint({
  module: 'conversation',
  name: 'list-colleagues',
  kind: 'query',
  summary: 'Lists the people who may be mentioned in a note on a therapy.',
  permission: conversationPermissions.writeNotes,
  request: Type.Object({ therapyId: Uuid }),
  response: Type.Object({ colleagues: Type.Array(Type.Object({ staffId: Text, name: Text })) }),
  refusals: [conversationRefusals.unknownTherapy],
});

/** Lists unread mentions. */
export const listMentions = endpoint({
  module: 'conversation',
  name: 'list-mentions',
  kind: 'query',
  summary: 'Lists the notes in which the person was mentioned and that they have not read, the oldest first.',
  permission: conversationPermissions.readMentions,
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
  module: 'conversation',
  name: 'read-mention',
  kind: 'command',
  summary: 'Marks a note in which the person was mentioned as read by them.',
  permission: conversationPermissions.readMentions,
  request: Type.Object({ therapyId: Uuid, sequence: Sequence }),
  response: Done,
  refusals: [conversationRefusals.unknownTherapy, conversationRefusals.mentionNotOpen],
});
