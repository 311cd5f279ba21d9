import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { outreachPermissions } from './permissions.ts';
import { outreachRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const orNull = <Shape extends Parameters<typeof Type.Union>[0][number]>(shape: Shape) =>
  Type.Union([shape, Type.Null()]);
const Asked = Type.Object({ requestId: Type.String() });
const Change = Type.Union([
  Type.Literal('G'),
  Type.Literal('T'),
  Type.Literal('P'),
  Type.Literal('D'),
  Type.Literal('S'),
  Type.Literal('OS'),
  Type.Literal('U'),
]);
const Note = Type.String({ minLength: 1, maxLength: 210 });
const refusals = [
  outreachRefusals.unknownPrescription,
  outreachRefusals.prescriptionNotAskable,
  outreachRefusals.noWayToAsk,
  outreachRefusals.askedAlready,
];

/** Lists what the prescriber of a therapy or a prescription was told and asked. */
export const listPrescriberTalk = endpoint({
  module: 'outreach',
  name: 'list-prescriber-talk',
  kind: 'query',
  summary: 'Lists what a prescriber was told and asked about a therapy or a prescription, and what was answered.',
  permission: outreachPermissions.readPrescriberTalk,
  request: Type.Union([Type.Object({ therapyId: Id }), Type.Object({ prescriptionId: Id })]),
  response: Type.Object({
    notices: Type.Array(
      Type.Object({
        noticeId: Type.String(),
        status: Type.String(),
        reasonText: orNull(Type.String()),
        partnerName: orNull(Type.String()),
        format: orNull(Type.String()),
        state: Type.String(),
        answerCode: orNull(Type.String()),
        messageId: orNull(Type.String()),
        answerMessageId: orNull(Type.String()),
        occurredAt: Type.String(),
        settledAt: orNull(Type.String()),
      }),
    ),
    requests: Type.Array(
      Type.Object({
        requestId: Type.String(),
        prescriptionId: Type.String(),
        kind: Type.String(),
        changeCode: orNull(Type.String()),
        state: Type.String(),
        reasonCodes: Type.Array(Type.String()),
        note: orNull(Type.String()),
        answer: orNull(Type.String()),
        partnerName: Type.String(),
        newPrescriptionId: orNull(Type.String()),
        messageId: orNull(Type.String()),
        answerMessageId: orNull(Type.String()),
        askedAt: Type.String(),
        answeredAt: orNull(Type.String()),
        needsPerson: Type.Boolean(),
      }),
    ),
    /** The prescription that a renewal or a change is asked for, and why it can't be; null when there is none. */
    askable: orNull(
      Type.Object({
        prescriptionId: Type.String(),
        renewalRefusal: orNull(Type.String()),
        changeRefusal: orNull(Type.String()),
      }),
    ),
  }),
});

/** Asks for a renewal. */
export const askRenewal = endpoint({
  module: 'outreach',
  name: 'ask-renewal',
  kind: 'command',
  summary: 'Asks the prescriber to renew a prescription.',
  permission: outreachPermissions.askRenewal,
  request: Type.Object({
    prescriptionId: Id,
    fillsWanted: Type.Integer({ minimum: 1, maximum: 99 }),
    note: orNull(Note),
  }),
  response: Asked,
  refusals,
});

/** Asks for a change. */
export const askChange = endpoint({
  module: 'outreach',
  name: 'ask-change',
  kind: 'command',
  summary: 'Asks the prescriber to change or clarify a prescription.',
  permission: outreachPermissions.askChange,
  request: Type.Object({
    prescriptionId: Id,
    changeCode: Change,
    note: Note,
    drugIds: Type.Array(Id, { maxItems: 5 }),
  }),
  response: Asked,
  refusals: [...refusals, outreachRefusals.unknownDrug],
});

/** Closes the work that an answer made. */
export const settleAnswer = endpoint({
  module: 'outreach',
  name: 'settle-answer',
  kind: 'command',
  summary: 'Closes the work that a denied or unclear answer of a prescriber made, with what was done.',
  permission: outreachPermissions.askRenewal,
  request: Type.Object({
    requestId: Id,
    outcomeCode: Type.Union([
      Type.Literal('settled-by-phone'),
      Type.Literal('other-prescriber-asked'),
      Type.Literal('patient-told'),
      Type.Literal('therapy-ends'),
    ]),
  }),
  response: Asked,
  refusals: [outreachRefusals.unknownRequest, outreachRefusals.nothingToSettle],
});
