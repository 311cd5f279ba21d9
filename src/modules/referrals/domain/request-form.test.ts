import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { RequestedItem } from './information-request.ts';
import { composeForm, type FormAnswer, type FormValue, readForm } from './request-form.ts';

function item(itemCode: string, kind: RequestedItem['kind'], codes: readonly string[] = []): RequestedItem {
  return { itemCode, kind, label: `The ${itemCode}`, codes, closed: null };
}

const answer = (linkId: string, ...values: FormValue[]): FormAnswer => ({ linkId, where: `at ${linkId}`, values });
const text = (words: string): FormValue => ({ kind: 'text', text: words });
const day: FormValue = { kind: 'day', day: '2026-02-20' as CalendarDay };
const tuberculosis = item('tb-screen', 'laboratory', ['71773-6', '46217-0']);
const weight = item('weight', 'weight');
const allergies = item('allergies', 'allergies');

const problemsOf = (items: readonly RequestedItem[], ...answers: FormAnswer[]) =>
  readForm(items, answers).problems.map(({ code, where, severity }) => [code, where, severity]);

describe('a form', () => {
  it('asks about each item that a form can bring, and which test where several meet it', () => {
    const form = composeForm([tuberculosis, item('prescriber-phone', 'prescriber-phone'), weight]);
    expect(form.map(({ itemCode }) => itemCode)).toEqual(['tb-screen', 'weight']);
    expect(form.map(({ questions }) => questions.map(({ linkId }) => linkId))).toEqual([
      ['tb-screen.test', 'tb-screen.value', 'tb-screen.words', 'tb-screen.on'],
      ['weight.value', 'weight.on'],
    ]);
    expect(form.map(({ loincCodes }) => loincCodes)).toEqual([['71773-6', '46217-0'], ['29463-7']]);
  });

  it('brings a result in words or with a unit, of the test that was chosen', () => {
    const { sections, problems } = readForm(
      [tuberculosis, weight],
      [
        answer('tb-screen.test', { kind: 'code', code: '46217-0', text: null }),
        answer('tb-screen.words', text('Negative')),
        answer('tb-screen.on', day),
        answer('weight.value', { kind: 'measure', value: '160', unit: 'lb' }),
        answer('weight.on', day),
      ],
    );
    expect(problems).toEqual([]);
    expect(sections.flatMap(({ facts }) => facts.observations)).toMatchObject([
      { loincCode: '46217-0', value: 'Negative', unit: null, observedOn: '2026-02-20' },
      { loincCode: '29463-7', value: '160', unit: '[lb_av]' },
    ]);
  });

  it('brings a diagnosis, insurance, medicines, allergies or that none are known, and files', () => {
    const bytes = new TextEncoder().encode('%PDF-');
    const { sections, problems } = readForm(
      [
        item('diagnosis', 'diagnosis'),
        item('insurance', 'insurance'),
        item('medications', 'medications'),
        allergies,
        item('rems', 'consent'),
      ],
      [
        answer('diagnosis.code', text('m05.79')),
        answer('insurance.member', text('M-1')),
        answer('insurance.bin', text('990001')),
        answer('medications.medicine', text('Methotrexate 15 mg'), text(' ')),
        answer('allergies.none', { kind: 'truth', truth: true }),
        answer('rems.file', { kind: 'file', title: 'Signed', mediaType: 'application/pdf', bytes }),
      ],
    );
    expect(problems).toEqual([]);
    const [diagnosis, insurance, medications, none, signed] = sections;
    expect(diagnosis?.facts.conditions).toMatchObject([{ system: 'ICD-10-CM', code: 'M05.79' }]);
    expect(insurance?.facts.coverages).toMatchObject([{ memberId: 'M-1', bin: '990001', payerName: null }]);
    expect(medications?.facts.medications.map((each) => each.text)).toEqual(['Methotrexate 15 mg']);
    expect(none?.facts).toMatchObject({ noKnownAllergies: true, allergies: [] });
    expect(signed?.files).toMatchObject([{ title: 'Signed', mediaType: 'application/pdf' }]);
  });

  it('says at its place what cannot be used, and leaves the item open', () => {
    const kilograms = { kind: 'measure', value: '71', unit: 'stone' } as const;
    expect(problemsOf([weight], answer('height.value', kilograms))).toEqual([
      ['referrals.answer-not-asked', 'at height.value', 'warning'],
    ]);
    expect(problemsOf([weight], answer('weight.value', text('heavy')))).toEqual([
      ['referrals.answer-of-other-kind', 'at weight.value', 'warning'],
    ]);
    expect(problemsOf([weight], answer('weight.value', kilograms))).toEqual([
      ['referrals.answer-incomplete', 'at weight.value', 'warning'],
    ]);
    expect(problemsOf([weight], answer('weight.value', kilograms), answer('weight.on', day))).toEqual([
      ['referrals.answer-unit-unknown', 'at weight.value', 'warning'],
    ]);
    expect(problemsOf([item('diagnosis', 'diagnosis')], answer('diagnosis.code', text('arthritis')))).toEqual([
      ['referrals.answer-code-unknown', 'at diagnosis.code', 'warning'],
    ]);
    const other: FormValue = { kind: 'code', code: '2160-0', text: null };
    const chosen = [answer('tb-screen.test', other), answer('tb-screen.words', text('Negative'))];
    expect(problemsOf([tuberculosis], ...chosen, answer('tb-screen.on', day))).toEqual([
      ['referrals.answer-code-unknown', 'at tb-screen.test', 'warning'],
    ]);
    expect(problemsOf([tuberculosis], ...chosen.slice(0, 1), answer('tb-screen.on', day))).toEqual([
      ['referrals.answer-incomplete', 'at tb-screen.on', 'warning'],
    ]);
    const both = [
      answer('allergies.none', { kind: 'truth', truth: true }),
      answer('allergies.substance', text('Nuts')),
    ];
    expect(problemsOf([allergies], ...both)).toEqual([['referrals.answer-incomplete', 'at allergies.none', 'warning']]);
  });

  it('says nothing of what was not answered', () => {
    expect(readForm([weight, tuberculosis], [])).toEqual({ sections: [], problems: [] });
  });
});
