import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { holdKinds, pathwayStandard } from '../../pathways/language.ts';
import { factCodes, findFactKind } from './fact-kind.ts';
import type { TherapyEvent } from './therapy-event.ts';

const at = '2026-03-02T15:00:00.000Z' as Instant;
const pathway = { id: pathwayStandard.id, version: pathwayStandard.version };

function eventOf(happening: Pick<TherapyEvent, 'type' | 'facts'>): TherapyEvent {
  return { ...happening, sequence: 2, occurredAt: at, recordedAt: at, source: null } as TherapyEvent;
}

describe('the thread of a fact', () => {
  it('is known for every fact code that therapies hears or tells', () => {
    const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');
    const heard = [...read('heard-facts.ts').matchAll(/(?:heard|ofFill)\(\s*'([a-z]+\.[a-z-]+)'/g)];
    const told = [
      'therapy-decision.ts',
      '../actions/hear-fact.ts',
      '../../conversation/actions/write-note.ts',
      'hand-outcome.ts',
    ].flatMap((path) => [...read(path).matchAll(/(?:code: |Code = )'([a-z]+\.[a-z-]+)'/g)]);
    const codes = [...heard, ...told].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThanOrEqual(29);
    expect(codes.filter((code) => !(code in factCodes))).toEqual([]);
  });

  it('is that of the stage which a hold stops, and money for what is about payment', () => {
    const kindOf = (hold: keyof typeof holdKinds): string =>
      findFactKind(eventOf({ type: 'hold-placed', facts: { hold, ownerRole: 'teamLead', reasonCode: 'x' } }), pathway);
    expect(Object.keys(holdKinds).map((hold) => kindOf(hold as keyof typeof holdKinds))).not.toContain(undefined);
    expect(kindOf('PA')).toBe('access');
    expect(kindOf('REMS')).toBe('clinical');
    expect(kindOf('MarginReview')).toBe('money');
    expect(kindOf('AddressProblem')).toBe('logistics');
  });

  it('is that of the work whose time is used', () => {
    const kindOf = (task: 'chase-payer' | 'quote-cost' | 'ship-order' | 'chase-prescriber'): string =>
      findFactKind(
        eventOf({ type: 'escalation-reached', facts: { task, percent: 50, recipient: 'teamLead' } }),
        pathway,
      );
    expect(kindOf('chase-payer')).toBe('access');
    expect(kindOf('quote-cost')).toBe('money');
    expect(kindOf('ship-order')).toBe('logistics');
  });

  it('is the conversation for a code that no table names', () => {
    const facts = { code: 'documents.something-new', entries: [] };
    expect(findFactKind(eventOf({ type: 'fact-recorded', facts }), pathway)).toBe('conversation');
  });

  it('is clinical for the prescriptions that a therapy joins', () => {
    const facts = { prescriptionId: 'p' as PrescriptionId, drugId: 'd' as never, indicationCode: null, daysSupply: 30 };
    expect(findFactKind(eventOf({ type: 'prescription-joined', facts }), pathway)).toBe('clinical');
  });
});
