import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import { describeMinutes } from './message-words.ts';

/** A partner as the server lists it. */
export type ShownPartner = ResponseOf<typeof api.listPartners>['partners'][number];

/** Says how long nothing came from a partner, and how long that usually is at most. */
export function describeSilence(partner: ShownPartner): string {
  const { silenceMinutes, usualSilenceMinutes } = partner;
  if (silenceMinutes === null) return 'Nothing came yet';
  const silence = `Silent for ${describeMinutes(silenceMinutes)}`;
  return usualSilenceMinutes === null ? silence : `${silence}, usually at most ${describeMinutes(usualSilenceMinutes)}`;
}

/** Says how a connection is doing, the worst of it first. */
export function describeHealth(partner: ShownPartner): { readonly tone: Tone; readonly label: string } {
  if (partner.status === 'stopped') return { tone: 'blocked', label: 'Stopped' };
  if (partner.deadOutboundCount > 0) return { tone: 'blocked', label: 'Dead letters' };
  if (partner.isSilenceUnusual) return { tone: 'due', label: 'Too silent' };
  if (partner.unsettledCount > 0 || partner.waitingOutboundCount > 0) return { tone: 'waiting', label: 'Behind' };
  return partner.lastMessageAt === null ? { tone: 'neutral', label: 'Silent' } : { tone: 'done', label: 'Running' };
}
