import { describe, expect, it } from 'vitest';
import { formAnswer } from './fixtures/form-answers.ts';
import { isFormAnswer, readFormAnswer } from './form-answer.ts';
import type { FhirResource } from './read-fhir.ts';

const parts = { messageId: 'm1', number: 'f'.repeat(32), familyName: 'Fern', birthDate: '1961-02-03' };
const items = [
  {
    linkId: 'tb-screen',
    item: [
      { linkId: 'tb-screen.words', answer: [{ valueString: 'Negative' }] },
      { linkId: 'tb-screen.on', answer: [{ valueDate: '2026-02-20' }] },
    ],
  },
  { linkId: 'weight.value', answer: [{ valueQuantity: { value: 71.5, unit: 'kg', code: 'kg' } }] },
  {
    linkId: 'allergies.none',
    answer: [{ valueBoolean: true, item: [{ linkId: 'below', answer: [{ valueInteger: 3 }] }] }],
  },
  { linkId: 'test', answer: [{ valueCoding: { code: '71773-6', display: 'IGRA' } }] },
  {
    linkId: 'file',
    answer: [{ valueAttachment: { contentType: 'application/pdf', data: 'JVBERi0=', title: 'Signed' } }],
  },
];
const codesOf = (bundle: FhirResource) => readFormAnswer(bundle).problems.map(({ code, where }) => [code, where]);

describe('the answer to a form', () => {
  it('says how its task stands, about whom, and what was entered at which place', () => {
    const { message, problems } = readFormAnswer(formAnswer({ ...parts, items }));
    expect(problems.map(({ code }) => code)).toEqual(['fhir.gender-missing']);
    expect(message?.header).toMatchObject({ id: 'm1' });
    expect(message?.task).toMatchObject({ number: parts.number, status: 'completed', reason: null });
    expect(message?.patient).toMatchObject({ name: { family: 'Fern' }, birthDate: '1961-02-03' });
    expect(message?.items.map(({ linkId, values }) => [linkId, ...values])).toEqual([
      ['tb-screen.words', { kind: 'text', text: 'Negative' }],
      ['tb-screen.on', { kind: 'day', day: '2026-02-20' }],
      ['weight.value', { kind: 'measure', value: '71.5', unit: 'kg' }],
      ['allergies.none', { kind: 'truth', truth: true }],
      ['below', { kind: 'measure', value: '3', unit: null }],
      ['test', { kind: 'code', code: '71773-6', text: 'IGRA' }],
      ['file', { kind: 'file', title: 'Signed', mediaType: 'application/pdf', base64: 'JVBERi0=' }],
    ]);
    expect(message?.items[0]?.where).toBe('Bundle.entry[2].resource.item[0].item[0]');
  });

  it('is told from an enrollment, whose tasks are others', () => {
    expect(isFormAnswer(formAnswer({ ...parts, items }))).toBe(true);
    const other = JSON.parse(
      JSON.stringify(formAnswer({ ...parts, items })).replaceAll('complete-questionnaire', 'obtain-consent'),
    ) as FhirResource;
    expect(isFormAnswer(other)).toBe(false);
    expect(codesOf(other)).toEqual([['fhir.task-missing', 'Bundle']]);
  });

  it('needs no answers when the task was declined, and says why', () => {
    const declined = formAnswer({ ...parts, items: null, status: 'rejected', reason: 'Not our patient' });
    expect(readFormAnswer(declined).message?.task).toMatchObject({ status: 'rejected', reason: 'Not our patient' });
  });

  it('names the place of what is missing, ambiguous or unreadable', () => {
    expect(codesOf(formAnswer({ ...parts, items: null }))).toEqual([
      ['fhir.response-missing', 'Bundle.entry[1].resource.output'],
    ]);
    const twice = formAnswer({ ...parts, items });
    const entries = twice['entry'] as readonly FhirResource[];
    expect(codesOf({ ...twice, entry: [...entries.slice(1), entries[1] ?? null] } as FhirResource)).toContainEqual([
      'fhir.task-ambiguous',
      'Bundle',
    ]);
    const broken = [
      { linkId: 'weight.value', answer: [{ valueQuantity: { value: 71, comparator: '<' } }] },
      { linkId: 'weight.on', answer: [{ valueDate: '2026-02' }] },
    ];
    expect(codesOf(formAnswer({ ...parts, items: broken }))).toEqual([
      ['fhir.gender-missing', 'Bundle.entry[3].resource.gender'],
      ['fhir.answer-unreadable', 'Bundle.entry[2].resource.item[0].answer[0]'],
      ['fhir.answer-unreadable', 'Bundle.entry[2].resource.item[1].answer[0]'],
    ]);
  });
});
