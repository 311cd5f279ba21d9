import { expect, test } from 'vitest';
import { composeChartQuery } from './chart-query.ts';

const recordNumber = { assigner: 'MERCY', value: '44 55&x' };

function urlsOf(bytes: Uint8Array): readonly URL[] {
  const bundle = JSON.parse(new TextDecoder().decode(bytes)) as {
    type: string;
    entry: { request: { method: string; url: string } }[];
  };
  expect(bundle.type).toBe('batch');
  expect(bundle.entry.every(({ request }) => request.method === 'GET')).toBe(true);
  return bundle.entry.map(({ request }) => new URL(request.url, 'http://ehr.example/'));
}

test('a chart is asked for by record number, and the patient with it', () => {
  const urls = urlsOf(
    composeChartQuery({
      recordNumber,
      familyName: 'O’Hara',
      birthDate: '1980-02-29',
      searches: [
        { type: 'Observation', loincCodes: ['71773-6', '5195-3'] },
        { type: 'AllergyIntolerance', loincCodes: [] },
      ],
    }),
  );
  expect(urls.map(({ pathname }) => pathname)).toEqual(['/Patient', '/Observation', '/AllergyIntolerance']);
  expect(urls[0]?.searchParams.get('identifier')).toBe('MERCY|44 55&x');
  expect(urls[0]?.searchParams.get('family')).toBe('O’Hara');
  expect(urls[0]?.searchParams.get('birthdate')).toBe('1980-02-29');
  expect(urls[1]?.searchParams.get('patient.identifier')).toBe('MERCY|44 55&x');
  expect(urls[1]?.searchParams.get('code')).toBe('http://loinc.org|71773-6,http://loinc.org|5195-3');
  expect(urls[2]?.searchParams.get('code')).toBeNull();
});
