import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { exchangePermissions } from './permissions.ts';
import { exchangeRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const OrNull = <Shape extends Parameters<typeof Type.Union>[0][number]>(shape: Shape) =>
  Type.Union([shape, Type.Null()]);
const Format = Type.Union([
  Type.Literal('hl7v2'),
  Type.Literal('ncpdp-script'),
  Type.Literal('fhir-r4'),
  Type.Literal('ncpdp-telecom'),
  Type.Literal('courier-webhook'),
]);
const Direction = Type.Union([Type.Literal('in'), Type.Literal('out')]);
const ProblemShape = Type.Object({
  code: Type.String(),
  where: Type.String(),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note')]),
  text: Type.String(),
});
const Done = Type.Object({});

/** Reads a message as it came, with what is wrong with it and what it became. */
export const getRawMessage = endpoint({
  module: 'exchange',
  name: 'get-raw-message',
  kind: 'query',
  summary: 'Reads a message as it came or went, with its problems and what it became.',
  permission: exchangePermissions.readMessages,
  request: Type.Object({ rawMessageId: Id }),
  response: Type.Object({
    rawMessageId: Type.String(),
    direction: Direction,
    format: Format,
    messageType: OrNull(Type.String()),
    partnerName: Type.String(),
    controlId: Type.String(),
    receivedAt: Type.String(),
    byteCount: Type.Integer(),
    sha256: Type.String(),
    text: Type.String(),
    outcome: OrNull(Type.String()),
    settledAt: OrNull(Type.String()),
    answerText: OrNull(Type.String()),
    problems: Type.Array(ProblemShape),
    links: Type.Array(Type.Object({ kind: Type.String(), id: Type.String() })),
  }),
  refusals: [exchangeRefusals.unknownMessage],
});

/** Lists messages, the newest first. */
export const listMessages = endpoint({
  module: 'exchange',
  name: 'list-messages',
  kind: 'query',
  summary: 'Lists messages with their outcome, the newest first, 50 at a time.',
  permission: exchangePermissions.readMessages,
  request: Type.Object({
    state: Type.Union([Type.Literal('all'), Type.Literal('with-problems'), Type.Literal('unsettled')]),
    partnerId: Type.Optional(Id),
    before: Type.Optional(Id),
  }),
  response: Type.Object({
    messages: Type.Array(
      Type.Object({
        rawMessageId: Type.String(),
        direction: Direction,
        format: Format,
        messageType: OrNull(Type.String()),
        partnerName: Type.String(),
        receivedAt: Type.String(),
        outcome: OrNull(Type.String()),
        errorCount: Type.Integer(),
      }),
    ),
  }),
});

/** Lists the outside partners and how their connections are doing. */
export const listPartners = endpoint({
  module: 'exchange',
  name: 'list-partners',
  kind: 'query',
  summary: 'Lists outside partners with the messages and problems of the last 24 hours.',
  permission: exchangePermissions.seePartners,
  request: Type.Object({}),
  response: Type.Object({
    partners: Type.Array(
      Type.Object({
        partnerId: Type.String(),
        name: Type.String(),
        kind: Type.String(),
        formats: Type.Array(Type.String()),
        status: Type.Union([Type.Literal('active'), Type.Literal('stopped')]),
        lastMessageAt: OrNull(Type.String()),
        messageCount: Type.Integer(),
        problemCount: Type.Integer(),
        unsettledCount: Type.Integer(),
        waitingOutboundCount: Type.Integer(),
      }),
    ),
  }),
});

/** Has a message applied again that broke on our side. */
export const replayMessage = endpoint({
  module: 'exchange',
  name: 'replay-message',
  kind: 'command',
  summary: 'Has a stored message applied again that broke on our side.',
  permission: exchangePermissions.replayMessages,
  request: Type.Object({ rawMessageId: Id }),
  response: Done,
  refusals: [exchangeRefusals.unknownMessage, exchangeRefusals.messageSettled, exchangeRefusals.messageQuarantined],
});

/** Sets aside a message that nobody needs. */
export const dismissMessage = endpoint({
  module: 'exchange',
  name: 'dismiss-message',
  kind: 'command',
  summary: 'Sets aside a message that waits for a person, with the reason.',
  permission: exchangePermissions.replayMessages,
  request: Type.Object({
    rawMessageId: Id,
    reasonCode: Type.Union([
      Type.Literal('test-message'),
      Type.Literal('not-for-us'),
      Type.Literal('duplicate'),
      Type.Literal('sender-will-resend'),
      Type.Literal('entered-by-hand'),
    ]),
  }),
  response: Done,
  refusals: [exchangeRefusals.unknownMessage, exchangeRefusals.messageNotWithPerson],
});

/** Stops the connection of a partner, or lets it run again. */
export const setPartnerStatus = endpoint({
  module: 'exchange',
  name: 'set-partner-status',
  kind: 'command',
  summary: 'Stops the connection of an outside partner at once, or lets it run again.',
  permission: exchangePermissions.changePartners,
  request: Type.Object({ partnerId: Id, status: Type.Union([Type.Literal('active'), Type.Literal('stopped')]) }),
  response: Done,
  refusals: [exchangeRefusals.unknownPartner],
});
