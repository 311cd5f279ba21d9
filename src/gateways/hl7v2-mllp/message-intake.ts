import { parseBasicDay } from '../../kernel/calendar-day.ts';
import type { RawMessageId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import {
  completeInboundBatch,
  findPartner,
  type Partner,
  type PartnerPlace,
  quarantineInbound,
  type StoredInbound,
  storeInboundBatch,
} from '../../modules/exchange/index.ts';
import { lockIdentities, type StatedIdentity } from '../../modules/prescriptions/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Log } from '../../platform/log/log.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import type { TenantScope, Transactor } from '../../platform/transaction/transactor.ts';
import {
  type Hl7Message,
  isPharmacyOrderMessage,
  type MllpFrame,
  openMessage,
  readMessage,
} from '../../standards/hl7v2/hl7v2.ts';
import type { MessageVerdict, StoredMessage } from '../inbound/inbound-format.ts';
import { recordVerdict } from '../inbound/replay-message.ts';
import { settleAfterFault } from '../inbound/settle-fault.ts';
import { applyMessage } from './apply-message.ts';
import { BatchLane } from './batch-lane.ts';
import { composeAnswer } from './compose-answer.ts';
import { applicationFault, controlIdReused, frameIncomplete } from './gateway-problems.ts';
import { listIndependentGroups } from './independent-groups.ts';
import type { FrameAnswer } from './mllp-listener.ts';

/** Who sends on a connection. */
export interface MllpPeer extends PartnerPlace {
  readonly connection: string;
}

/** How much is done at once: messages in one commit, and commits side by side, for each partner. */
export interface IntakePace {
  readonly rawAtOnce: number;
  readonly journeysAtOnce: number;
  readonly journeysSideBySide: number;
}

export const usualPace: IntakePace = { rawAtOnce: 32, journeysAtOnce: 8, journeysSideBySide: 4 };

export interface IntakeParts {
  readonly transactor: Transactor;
  readonly clock: Clock;
  readonly log: Log;
  readonly pace: IntakePace;
  /** Called after the bytes are committed and before their effect is; tests end the process here. */
  readonly betweenCommits?: (rawMessageId: RawMessageId) => Promise<void>;
}

/** Takes frames of all connections: bytes are committed first, their effect second, and the answer leaves after both. */
export interface MessageIntake {
  /** Answers a frame; never rejects. */
  receive(peer: MllpPeer, frame: MllpFrame): Promise<FrameAnswer>;
}

interface Arrival {
  readonly peer: MllpPeer;
  readonly frame: MllpFrame;
  readonly receivedAt: Instant;
}

type Kept = { readonly stored: StoredInbound; readonly partner: Partner } | 'stopped';

interface Journey {
  readonly peer: MllpPeer;
  readonly message: StoredMessage;
}

interface PartnerLanes {
  readonly raw: BatchLane<Arrival, Kept>;
  readonly journeys: BatchLane<Journey, FrameAnswer>;
}

/** Creates the intake of HL7 messages. */
export function createMessageIntake(parts: IntakeParts): MessageIntake {
  const lanes = new Map<string, PartnerLanes>();
  const underWay = new Map<RawMessageId, Promise<FrameAnswer>>();

  function lanesOf(place: PartnerPlace): PartnerLanes {
    const key = `${place.tenantId}/${place.partnerId}`;
    const known = lanes.get(key) ?? openLanes(parts, place);
    lanes.set(key, known);
    return known;
  }

  /** Lets a message take effect, once in this process even when its repeat arrives meanwhile. */
  function settle(journey: Journey): Promise<FrameAnswer> {
    const { rawMessageId } = journey.message;
    const settling =
      underWay.get(rawMessageId) ??
      lanesOf(journey.peer)
        .journeys.submit(journey)
        .finally(() => underWay.delete(rawMessageId));
    underWay.set(rawMessageId, settling);
    return settling;
  }

  async function receive(peer: MllpPeer, frame: MllpFrame): Promise<FrameAnswer> {
    const arrival: Arrival = { peer, frame, receivedAt: parts.clock.now() };
    const kept = await lanesOf(peer).raw.submit(arrival);
    if (kept === 'stopped') return 'cut';
    const { stored, partner } = kept;
    const { rawMessageId } = stored;
    if (stored.kind === 'repeat' && stored.answer !== null) return stored.answer;
    const message = { rawMessageId, partner, bytes: frame.bytes, receivedAt: arrival.receivedAt };
    if (stored.kind === 'conflict') return settleConflict(parts, peer, message);
    if (!frame.complete) return settleIncomplete(parts, peer, message);
    await parts.betweenCommits?.(rawMessageId);
    return settle({ peer, message });
  }

  return {
    receive: (peer, frame) =>
      receive(peer, frame).catch((error: unknown) => {
        parts.log.fault('hl7v2-mllp', error, { tenantId: peer.tenantId });
        return answerFault(parts, frame.bytes);
      }),
  };
}

function openLanes(parts: IntakeParts, place: PartnerPlace): PartnerLanes {
  const { pace } = parts;
  return {
    raw: new BatchLane({
      mostAtOnce: pace.rawAtOnce,
      sideBySide: 1,
      keyOf: ({ peer }) => peer.connection,
      run: (arrivals) => keepBytes(parts, place, arrivals),
    }),
    journeys: new BatchLane({
      mostAtOnce: pace.journeysAtOnce,
      sideBySide: pace.journeysSideBySide,
      keyOf: ({ peer }) => peer.connection,
      run: (journeys) => carryOut(parts, place, journeys),
    }),
  };
}

/** Commits the bytes of messages, before anything reads more of them than their numbers. */
function keepBytes(parts: IntakeParts, place: PartnerPlace, arrivals: readonly Arrival[]): Promise<readonly Kept[]> {
  return parts.transactor.transact(scopeOf(place), async (tx): Promise<readonly Kept[]> => {
    const partner = await findPartner(tx, place.partnerId);
    if (partner === null || partner.status !== 'active' || !partner.formats.includes('hl7v2'))
      return arrivals.map(() => 'stopped');
    const stored = await storeInboundBatch(
      tx,
      arrivals.map(({ frame, receivedAt }) => ({
        partnerId: partner.partnerId,
        siteId: partner.siteId,
        format: 'hl7v2',
        controlId: findControlId(frame.bytes),
        body: frame.bytes,
        receivedAt,
      })),
    );
    return stored.map((each) => ({ stored: each, partner }));
  });
}

/** Lets messages take effect in one commit; when that breaks, each in one of its own, so that one never holds up another. */
async function carryOut(
  parts: IntakeParts,
  place: PartnerPlace,
  journeys: readonly Journey[],
): Promise<readonly FrameAnswer[]> {
  try {
    return await applyTogether(parts, place, journeys);
  } catch (error) {
    const [only, ...others] = journeys;
    if (only === undefined) return [];
    if (others.length === 0) {
      const fault = { message: only.message, error };
      const recorded = await settleAfterFault({ ...parts, part: 'hl7v2-mllp' }, scopeOf(place), fault);
      return [recorded === undefined ? answerFault(parts, only.message.bytes) : (recorded ?? 'none')];
    }
    const answers: FrameAnswer[] = [];
    for (const journey of journeys) answers.push(...(await carryOut(parts, place, [journey])));
    return answers;
  }
}

function applyTogether(
  parts: IntakeParts,
  place: PartnerPlace,
  journeys: readonly Journey[],
): Promise<readonly FrameAnswer[]> {
  return parts.transactor.transact(scopeOf(place), async (tx) => {
    const identities = journeys.length === 1 ? [] : journeys.flatMap(({ message }) => peekIdentity(message.bytes));
    await lockIdentities(tx, identities);
    const verdicts = await applyIndependently(tx, journeys);
    const plain = verdicts.filter(({ quarantine }) => quarantine === null);
    await completeInboundBatch(
      tx,
      plain.map(({ settlement }) => settlement),
    );
    for (const verdict of verdicts) if (verdict.quarantine !== null) await recordVerdict(tx, verdict);
    return verdicts.map(({ settlement }) => settlement.answer ?? 'none');
  });
}

/** Applies messages that have nothing in common side by side on the one connection, others one after the other. */
async function applyIndependently(
  tx: TenantTransaction,
  journeys: readonly Journey[],
): Promise<readonly MessageVerdict[]> {
  const verdicts = new Map<Journey, MessageVerdict>();
  const groups = listIndependentGroups(journeys, ({ message }) => listSubjects(message.bytes));
  await Promise.all(
    groups.map(async (group) => {
      for (const journey of group) verdicts.set(journey, await applyMessage(tx, journey.message));
    }),
  );
  return journeys.flatMap((journey) => verdicts.get(journey) ?? []);
}

/** A message whose number was used with another body is kept in quarantine and rejected. */
function settleConflict(parts: IntakeParts, place: PartnerPlace, message: StoredMessage): Promise<FrameAnswer> {
  return parts.transactor.transact(scopeOf(place), async (tx) => {
    const request = readMessage(message.bytes).message;
    const { rawMessageId } = message;
    const problems = [controlIdReused];
    const answer = composeAnswer({ request, rawMessageId, verdict: 'reject', problems, at: tx.now });
    const settlement = { ...nothingMade, rawMessageId, problems, answer, outcome: 'quarantined' } as const;
    await quarantineInbound(tx, { settlement, reasonCode: 'control-id-reused' });
    return answer ?? 'none';
  });
}

/** A message that is cut off is kept and answered with an error: its sender will send it whole. */
function settleIncomplete(parts: IntakeParts, place: PartnerPlace, message: StoredMessage): Promise<FrameAnswer> {
  return parts.transactor.transact(scopeOf(place), async (tx) => {
    const { rawMessageId } = message;
    const problems = [frameIncomplete];
    const answer = composeAnswer({ request: null, rawMessageId, verdict: 'error', problems, at: tx.now });
    const settlement = { ...nothingMade, rawMessageId, problems, answer, outcome: 'refused' } as const;
    await completeInboundBatch(tx, [settlement]);
    return answer ?? 'none';
  });
}

const nothingMade = { messageType: '', links: [], patientIds: [] } as const;

function answerFault(parts: IntakeParts, bytes: Uint8Array): FrameAnswer {
  const answer = composeAnswer({
    request: readMessage(bytes).message,
    rawMessageId: '00000000-0000-7000-8000-000000000000' as RawMessageId,
    verdict: 'error',
    problems: [applicationFault],
    at: parts.clock.now(),
  });
  return answer ?? 'none';
}

/**
 * Lists what an order is about: the person, by what tells people apart, and the numbers of the order. Empty when it says neither birth
 * date nor record number, and for messages of other kinds, which may be about several people.
 */
function listSubjects(bytes: Uint8Array): readonly string[] {
  const message = openMessage(new TextDecoder().decode(bytes));
  if (message === null || !isPharmacyOrderMessage(message) || message.segmentsNamed('PID').length > 1) return [];
  const people = listIdentities(message).flatMap(({ birthDate, identifiers }) => [
    ...(birthDate === null ? [] : [`born ${birthDate}`]),
    ...identifiers.filter(({ kind }) => kind === 'MR').map(({ assigner, value }) => `record ${assigner} ${value}`),
  ]);
  const numbers = message.segmentsNamed('ORC').flatMap((order) => [order.text(2), order.text(3)]);
  const orders = numbers.filter((number) => number !== '').map((number) => `order ${number}`);
  return people.length === 0 ? [] : [...people, ...orders];
}

/** Reads who a message speaks of as far as telling people apart needs it. */
function peekIdentity(bytes: Uint8Array): readonly StatedIdentity[] {
  const message = openMessage(new TextDecoder().decode(bytes));
  return message === null ? [] : listIdentities(message);
}

function listIdentities(message: Hl7Message): readonly StatedIdentity[] {
  const patient = message.segment('PID');
  if (patient === null) return [];
  const identifiers = patient.values(3).map((value) => ({
    kind: value.text(5) === '' ? 'PI' : value.text(5),
    assigner: value.text(4, 1) || value.text(4, 2),
    value: value.text(1).trim(),
  }));
  return [{ birthDate: parseBasicDay(patient.text(7).slice(0, 8)), identifiers }];
}

/** Finds the control id in the first bytes; empty when there is none to be found, then the body itself tells repeats. */
function findControlId(bytes: Uint8Array): string {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  return openMessage(beginning)?.controlId ?? '';
}

function scopeOf(place: { readonly tenantId: TenantId; readonly partnerId: PartnerPlace['partnerId'] }): TenantScope {
  return { tenantId: place.tenantId, actor: { kind: 'partner', partnerId: place.partnerId } };
}
