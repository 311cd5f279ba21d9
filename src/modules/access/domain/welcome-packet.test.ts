import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { choosePacket, decidePacketStep, fillPlaces, isPacketGiven, type PacketVersion } from './welcome-packet.ts';

const day = (text: string) => text as CalendarDay;

function version(change: Partial<PacketVersion>): PacketVersion {
  const usual = { programme: '*', language: 'en', version: 1, validFrom: day('2026-01-01') };
  return { ...usual, parts: [], source: 'test', isVerified: false, ...change };
}

const choose = (versions: readonly PacketVersion[], language: string | null = 'en', today = '2026-03-02') => {
  const chosen = choosePacket(versions, { programme: 'oncology', language, today: day(today) });
  return chosen === null ? null : `${chosen.programme} ${chosen.language} ${chosen.version}`;
};

describe('the packet of a therapy', () => {
  it('is that of its programme, in the newest version in force', () => {
    const later = version({ version: 3, validFrom: day('2026-04-01') });
    expect(choose([version({}), version({ version: 2 }), later])).toBe('* en 2');
    expect(choose([version({}), version({ version: 2 }), later], 'en', '2026-04-01')).toBe('* en 3');
    expect(choose([version({ version: 9 }), version({ programme: 'oncology' })])).toBe('oncology en 1');
    expect(choose([version({ programme: 'hiv' })])).toBeNull();
  });

  it('is in the language of the patient where there is one, else in English', () => {
    const spanish = version({ language: 'es' });
    expect(choose([version({ programme: 'oncology' }), spanish], 'es')).toBe('* es 1');
    expect(choose([version({}), spanish], 'pl')).toBe('* en 1');
    expect(choose([version({}), spanish], null)).toBe('* en 1');
  });

  it('names the pharmacy in its places and leaves a place that it does not know', () => {
    const places = { pharmacy: 'Harbor', phone: '555', address: 'Elm', hours: '9 to 5', drug: 'Humira' };
    expect(fillPlaces('Call {pharmacy} at {phone}, {toString}.', places)).toBe('Call Harbor at 555, {toString}.');
  });
});

describe('what becomes of a packet', () => {
  const decide = (
    step: 'sent' | 'handed-over' | 'returned' | 'acknowledged',
    facts = {},
    channel: 'mail' | 'email' | null = null,
  ) => {
    const decided = decidePacketStep({ step, channel }, { last: null, agreesToEmail: false, ...facts });
    return decided.ok ? 'ok' : decided.refusal.code;
  };

  it('is sent by a channel, returned and sent again, and acknowledged at the end', () => {
    expect(decide('sent', {}, 'mail')).toBe('ok');
    expect(decide('sent')).toBe('access.packet-channel-needed');
    expect(decide('handed-over', {}, 'mail')).toBe('access.packet-channel-needed');
    expect(decide('acknowledged')).toBe('access.packet-step-not-allowed');
    expect(decide('returned', { last: 'sent' })).toBe('ok');
    expect(decide('sent', { last: 'returned' }, 'mail')).toBe('ok');
    expect(decide('acknowledged', { last: 'handed-over' })).toBe('ok');
    expect(decide('sent', { last: 'acknowledged' }, 'mail')).toBe('access.packet-step-not-allowed');
    expect([null, 'sent', 'returned', 'acknowledged'].map((last) => isPacketGiven(last as never))).toEqual([
      ...[false, true, false, true],
    ]);
  });

  it('goes by email only to who has agreed to email', () => {
    expect(decide('sent', {}, 'email')).toBe('access.email-not-agreed');
    expect(decide('sent', { agreesToEmail: true }, 'email')).toBe('ok');
  });
});
