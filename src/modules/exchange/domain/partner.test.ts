import { describe, expect, it } from 'vitest';
import { composeSender, isAllowedSender } from './partner.ts';

const bound = { allowedSenders: ['EPIC|MERCY', 'LAB|*'] };

describe('who a partner may call itself', () => {
  it('is exactly application and facility', () => {
    expect(isAllowedSender(bound, composeSender({ application: 'EPIC', facility: 'MERCY' }))).toBe(true);
    expect(isAllowedSender(bound, composeSender({ application: 'EPIC', facility: 'OTHER' }))).toBe(false);
    expect(isAllowedSender(bound, composeSender({ application: 'EPI', facility: 'MERCY' }))).toBe(false);
  });

  it('is any facility of an application where the facility is a star', () => {
    expect(isAllowedSender(bound, 'LAB|NORTH')).toBe(true);
    expect(isAllowedSender(bound, 'LAB|')).toBe(true);
    expect(isAllowedSender(bound, 'LABS|NORTH')).toBe(false);
  });

  it('is anything when the certificate alone binds the partner', () => {
    expect(isAllowedSender({ allowedSenders: [] }, 'ANY|WHERE')).toBe(true);
  });
});
