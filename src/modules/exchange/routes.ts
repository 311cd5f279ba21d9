import type { RawMessageId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { askReplay, dismissMessage } from './actions/settle-message.ts';
import * as api from './api.ts';
import type { DescribeMessage } from './domain/message-reading.ts';
import { toReadableText } from './domain/original-text.ts';
import type { PartnerId } from './domain/partner.ts';
import { listMessages } from './message-queries.ts';
import { findOutcome, readRawMessage } from './message-store.ts';
import { listKin } from './monitor-queries.ts';
import { monitorRoutes } from './monitor-routes.ts';
import { getPartner, savePartnerStatus } from './partner-store.ts';
import { exchangeRefusals } from './refusals.ts';

const done = { body: {}, patientIds: [] };

/** Composes what answers the endpoints of exchange. @param describe says what is understood of a message */
export const composeExchangeRoutes = (describe: DescribeMessage): readonly Route[] => [
  route(api.getRawMessage, (tx, call) => readMessage(tx, call.request.rawMessageId as RawMessageId, describe)),
  route(api.listMessages, async (tx, call) => {
    const { partnerId, before, from, to, ...filter } = call.request;
    const messages = await listMessages(tx, {
      ...filter,
      ...(from === undefined ? {} : { from: from as Instant }),
      ...(to === undefined ? {} : { to: to as Instant }),
      ...(partnerId === undefined ? {} : { partnerId: partnerId as PartnerId }),
      ...(before === undefined ? {} : { before: before as RawMessageId }),
    });
    return ok({ body: { messages: [...messages] }, patientIds: [] });
  }),
  route(api.replayMessage, async (tx, call) => {
    const { rawMessageId, reasonCode } = call.request;
    return finish(await askReplay(tx, { rawMessageId: rawMessageId as RawMessageId, reasonCode }));
  }),
  ...monitorRoutes,
  route(api.dismissMessage, async (tx, call) => {
    const { rawMessageId, reasonCode } = call.request;
    return finish(await dismissMessage(tx, { rawMessageId: rawMessageId as RawMessageId, reasonCode }));
  }),
  route(api.setPartnerStatus, async (tx, call) => {
    const { partnerId, status } = call.request;
    const isKnown = await savePartnerStatus(tx, { partnerId: partnerId as PartnerId, status });
    return isKnown ? ok(done) : refuse(exchangeRefusals.unknownPartner);
  }),
];

async function readMessage(tx: TenantTransaction, rawMessageId: RawMessageId, describe: DescribeMessage) {
  const message = await readRawMessage(tx, rawMessageId);
  if (message === null) return refuse(exchangeRefusals.unknownMessage);
  const partner = await getPartner(tx, message.partnerId);
  const outcome = await findOutcome(tx, rawMessageId);
  const answer = outcome?.answer ?? null;
  return ok({
    body: {
      rawMessageId,
      direction: message.direction,
      format: message.format,
      messageType: outcome?.messageType ?? null,
      partnerName: partner.name,
      controlId: message.controlId,
      receivedAt: message.receivedAt,
      byteCount: message.bytes.length,
      sha256: Buffer.from(message.sha256).toString('hex'),
      text: toReadableText(message.bytes),
      outcome: outcome?.outcome ?? null,
      settledAt: outcome?.settledAt ?? null,
      answerText: answer === null ? null : toReadableText(answer),
      problems: [...(outcome?.problems ?? [])],
      links: [...(outcome?.links ?? [])],
      read: describe(message.format, message.bytes).map(({ lines, ...part }) => ({ ...part, lines: [...lines] })),
      kin: [...(await listKin(tx, rawMessageId))],
    },
    patientIds: outcome?.patientIds ?? [],
  });
}

function finish(result: Result<null>) {
  return result.ok ? ok(done) : result;
}
