import { expect, test } from 'vitest';
import { describeReason } from './reason-words.ts';

test('a reason is said in words, and a code without any is read', () => {
  expect(describeReason('lost-contact')).toBe('The patient could not be reached.');
  expect(describeReason('adverse-event')).toBe('Adverse event.');
  expect(describeReason(null)).toBeNull();
});
