import { describe, expect, test } from 'vitest';
import type { SiteId } from '../../../kernel/ids.ts';
import { computeStanding, type DirectoryGroup, type GroupId, isSameStanding } from './group-roles.ts';

const [main, west] = ['main', 'west'] as unknown as [SiteId, SiteId];

function group(name: string, gives: Partial<DirectoryGroup>): DirectoryGroup {
  const nothing = { roles: [], siteIds: [], seesAllSites: false, externalId: null };
  return { ...nothing, groupId: name as string as GroupId, name, ...gives };
}

const intake = group('intake', { roles: ['intakeTechnician'], siteIds: [main] });
const buyers = group('buyers', { roles: ['inventoryBuyer'], seesAllSites: true });
const all = [intake, buyers];
const none = { roles: [], siteIds: [], seesAllSites: false } as const;

describe('what a person holds by their groups', () => {
  test('comes with a group and goes with it', () => {
    const joined = computeStanding(none, { all, joined: [intake] });
    expect(joined).toEqual({ roles: ['intakeTechnician'], siteIds: [main], seesAllSites: false });
    expect(computeStanding(joined, { all, joined: [] })).toEqual(none);
  });

  test('stays as people gave it where no group gives it', () => {
    const given = { roles: ['teamLead'], siteIds: [west], seesAllSites: false } as const;
    expect(computeStanding(given, { all: [intake], joined: [] })).toEqual(given);
  });

  test('never holds a role that watches over others, and never takes one', () => {
    const forged = group('forged', { roles: ['systemAdministrator'] });
    expect(computeStanding(none, { all: [forged], joined: [forged] }).roles).toEqual([]);
    const admin = { ...none, roles: ['systemAdministrator'] } as const;
    expect(computeStanding(admin, { all: [forged], joined: [] }).roles).toEqual(['systemAdministrator']);
  });

  test('is all sites only while a group gives all sites', () => {
    expect(computeStanding(none, { all, joined: [buyers] }).seesAllSites).toBe(true);
    expect(computeStanding({ ...none, seesAllSites: true }, { all, joined: [intake] }).seesAllSites).toBe(false);
  });

  test('is the same in any order', () => {
    const one = { ...none, siteIds: [main, west] };
    expect(isSameStanding(one, { ...none, siteIds: [west, main] })).toBe(true);
    expect(isSameStanding(one, { ...none, siteIds: [main] })).toBe(false);
    expect(isSameStanding(one, { ...one, seesAllSites: true })).toBe(false);
  });
});
