import { type Instant, millisecondsOf } from '../../../kernel/instant.ts';
import type { PartnerId } from './partner.ts';

/** What went over the interface of a partner: counts and times of the last 24 hours, the rhythm of the last 14 days. */
export interface PartnerTraffic {
  readonly partnerId: PartnerId;
  readonly lastInAt: Instant | null;
  readonly lastOutAt: Instant | null;
  readonly messageCount: number;
  readonly errorCount: number;
  readonly unsettledCount: number;
  readonly oldestUnsettledAt: Instant | null;
  readonly medianMilliseconds: number | null;
  readonly slowMilliseconds: number | null;
  /** Minutes between two messages that came, which only one gap in twenty is longer than. */
  readonly usualGapMinutes: number | null;
  readonly gapCount: number;
  /** Minutes from the first to the last message that came. */
  readonly heardMinutes: number;
}

/** How silent a partner is against its own rhythm. */
export interface Silence {
  readonly minutes: number;
  /** Null while too little came to know a rhythm. */
  readonly usualMinutes: number | null;
  readonly isUnusual: boolean;
}

/** From how many gaps a rhythm is known. */
const leastGaps = 20;

/** For how long a partner must have been heard before its rhythm is known: what came in one burst tells none. */
const leastHeardMinutes = 24 * 60;

/** A silence is unusual when it is twice as long as nineteen of twenty gaps were. */
const unusualFactor = 2;

/** Computes how silent a partner is against its usual rhythm; null when nothing ever came in 14 days. */
export function computeSilence(
  traffic: Pick<PartnerTraffic, 'lastInAt' | 'usualGapMinutes' | 'gapCount' | 'heardMinutes'>,
  now: Instant,
): Silence | null {
  if (traffic.lastInAt === null) return null;
  const minutes = Math.floor((millisecondsOf(now) - millisecondsOf(traffic.lastInAt)) / 60_000);
  const isHeardLong = traffic.gapCount >= leastGaps && traffic.heardMinutes >= leastHeardMinutes;
  const isKnown = isHeardLong && traffic.usualGapMinutes !== null;
  const usualMinutes = isKnown ? Math.ceil(traffic.usualGapMinutes ?? 0) : null;
  return { minutes, usualMinutes, isUnusual: usualMinutes !== null && minutes > usualMinutes * unusualFactor };
}

/** Computes which share of the messages had something wrong, in tenths of a percent; null without messages. */
export function computeErrorPermille(traffic: Pick<PartnerTraffic, 'messageCount' | 'errorCount'>): number | null {
  return traffic.messageCount === 0 ? null : Math.round((traffic.errorCount * 1000) / traffic.messageCount);
}
