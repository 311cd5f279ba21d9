import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import { type Cents, cents } from '../kernel/money.ts';
import { type FormValues, readField, readForm } from './form-fields.ts';

const description = {
  outcome: {
    kind: 'choice',
    label: 'Outcome',
    isRequired: true,
    options: [
      { value: 'approved', label: 'Approved' },
      { value: 'denied', label: 'Denied' },
    ],
  },
  validTo: { kind: 'date', label: 'Valid to', earliest: '2026-01-01' as CalendarDay },
  copay: { kind: 'money', label: 'Copay', isRequired: true, leastCents: cents(0) },
  quantity: { kind: 'number', label: 'Quantity', isWhole: true },
  told: { kind: 'check', label: 'The patient was told' },
} as const;

describe('a structured form', () => {
  it('gives typed values when everything can be read', () => {
    const reading = readForm(description, { outcome: 'approved', copay: '$1,250.5', quantity: '30', told: 'yes' });
    expect(reading).toEqual({
      ok: true,
      values: { outcome: 'approved', validTo: null, copay: 125_050, quantity: 30_000, told: true },
    });
  });

  it('has the types of its description', () => {
    const values: FormValues<typeof description> = {
      outcome: 'denied',
      validTo: null,
      copay: 0 as Cents,
      quantity: null,
      told: false,
    };
    expect(Object.keys(values)).toEqual(Object.keys(description));
  });

  it('says for every wrong field what is expected', () => {
    const reading = readForm(description, { validTo: '2025-02-30', copay: '12.345', quantity: '2.5' });
    expect(reading.ok === false && Object.keys(reading.messages)).toEqual(['outcome', 'validTo', 'copay', 'quantity']);
  });

  it('keeps days within their limits, the limits included', () => {
    expect(readField(description.validTo, '2026-01-01')).toEqual({ value: '2026-01-01' });
    expect(readField(description.validTo, '2025-12-31')).toHaveProperty('message');
  });

  it('refuses a code that is not on the list', () => {
    expect(readField(description.outcome, 'pended')).toHaveProperty('message');
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...Object.values(description)), (text, field) => {
        const reading = readField(field, text);
        expect('value' in reading || 'message' in reading).toBe(true);
      }),
    );
  });
});
