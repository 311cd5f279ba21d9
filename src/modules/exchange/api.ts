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
const ReplayReason = Type.Union([
  Type.Literal('fault-mended'),
  Type.Literal('partner-back'),
  Type.Literal('setting-corrected'),
  Type.Literal('asked-by-partner'),
]);
const StatusFormat = Type.Union([Type.Literal('ncpdp-script'), Type.Literal('hl7v2'), Type.Literal('fhir-r4')]);

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
    /** What is understood of it, part by part. */
    read: Type.Array(
      Type.Object({
        title: Type.String(),
        where: OrNull(Type.String()),
        lines: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
      }),
    ),
    kin: Type.Array(
      Type.Object({
        rawMessageId: Type.String(),
        relation: Type.Union([Type.Literal('answers'), Type.Literal('answered-by'), Type.Literal('same-sending')]),
      }),
    ),
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
    direction: Type.Optional(Direction),
    controlId: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    messageType: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    outcome: Type.Optional(Type.String({ pattern: '^[a-z-]{1,20}$' })),
    from: Type.Optional(Type.String({ format: 'date-time' })),
    to: Type.Optional(Type.String({ format: 'date-time' })),
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
        controlId: Type.String(),
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
        deadOutboundCount: Type.Integer(),
        oldestAt: OrNull(Type.String()),
        lastInAt: OrNull(Type.String()),
        lastOutAt: OrNull(Type.String()),
        silenceMinutes: OrNull(Type.Integer()),
        usualSilenceMinutes: OrNull(Type.Integer()),
        isSilenceUnusual: Type.Boolean(),
        errorPermille: OrNull(Type.Integer()),
        medianMilliseconds: OrNull(Type.Integer()),
        slowMilliseconds: OrNull(Type.Integer()),
        statusFormat: OrNull(StatusFormat),
        statusKinds: Type.Array(Type.String()),
        address: OrNull(Type.String()),
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
  request: Type.Object({ rawMessageId: Id, reasonCode: ReplayReason }),
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

/** Lists the last day of an interface. */
export const listPartnerHours = endpoint({
  module: 'exchange',
  name: 'list-partner-hours',
  kind: 'query',
  summary: 'Lists messages, errors and times of answer of an interface by hour, for the last 24 hours.',
  permission: exchangePermissions.seePartners,
  request: Type.Object({ partnerId: Id }),
  response: Type.Object({
    hours: Type.Array(
      Type.Object({
        beganAt: Type.String(),
        messageCount: Type.Integer(),
        errorCount: Type.Integer(),
        slowMilliseconds: OrNull(Type.Integer()),
      }),
    ),
  }),
  refusals: [exchangeRefusals.unknownPartner],
});

/** Lists what waits to be sent. */
export const listOutbound = endpoint({
  module: 'exchange',
  name: 'list-outbound',
  kind: 'query',
  summary: 'Lists messages that wait to be sent, or dead letters, the oldest first.',
  permission: exchangePermissions.readMessages,
  request: Type.Object({
    state: Type.Union([Type.Literal('waiting'), Type.Literal('dead')]),
    partnerId: Type.Optional(Id),
  }),
  response: Type.Object({
    outbound: Type.Array(
      Type.Object({
        outboundId: Type.String(),
        partnerName: OrNull(Type.String()),
        kind: Type.String(),
        state: Type.String(),
        outcome: OrNull(Type.String()),
        attempts: Type.Integer(),
        enqueuedAt: Type.String(),
        lastMessageId: OrNull(Type.String()),
      }),
    ),
  }),
});

/** Has a dead letter sent again. */
export const sendDeadAgain = endpoint({
  module: 'exchange',
  name: 'send-dead-again',
  kind: 'command',
  summary: 'Has a dead letter sent again, with the reason.',
  permission: exchangePermissions.replayMessages,
  request: Type.Object({ outboundId: Id, reasonCode: ReplayReason }),
  response: Done,
  refusals: [exchangeRefusals.messageNotDead],
});

/** Sets what a partner is told. */
export const setPartnerStatuses = endpoint({
  module: 'exchange',
  name: 'set-partner-statuses',
  kind: 'command',
  summary: 'Sets which news of its orders a partner takes, in which format and at which address.',
  permission: exchangePermissions.changePartners,
  request: Type.Object({
    partnerId: Id,
    statusFormat: OrNull(StatusFormat),
    statusKinds: Type.Array(Type.String({ pattern: '^[a-z-]{1,40}$' }), { maxItems: 20 }),
    address: OrNull(Type.String({ minLength: 8, maxLength: 200, pattern: '^(https?|mllps?|tcp)://' })),
  }),
  response: Done,
  refusals: [exchangeRefusals.unknownPartner, exchangeRefusals.formatNotSpoken, exchangeRefusals.addressNotUsable],
});
