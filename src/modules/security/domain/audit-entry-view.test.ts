import { expect, test } from 'vitest';
import { describeAction } from './audit-entry-view.ts';

test('an action is read as words, without its module', () => {
  expect(describeAction('dispensing.verify-fill')).toBe('Verify fill');
  expect(describeAction('settle')).toBe('Settle');
});
