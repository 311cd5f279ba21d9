import { expect, test } from 'vitest';
import { readSearchText } from './search-text.ts';

test.each([
  ['alderwick, bruno', { name: 'alderwick bruno' }],
  ['alder 3/4/1968', { name: 'alder', birthDate: '1968-03-04' }],
  ['1968-03-04', { birthDate: '1968-03-04' }],
  ['(212) 555-0143 alder', { name: 'alder', phone: '(212) 555-0143' }],
  ['2125550143', { phone: '2125550143' }],
  ['R000012', { recordNumber: 'R000012' }],
  ['13/45/1968', { recordNumber: '13/45/1968' }],
  ['  ', {}],
])('%s is read', (text, search) => {
  expect(readSearchText(text)).toEqual(search);
});
