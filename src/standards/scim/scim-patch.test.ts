import { describe, expect, test } from 'vitest';
import type { ScimValue } from './scim-filter.ts';
import { applyPatch } from './scim-patch.ts';

const group = { displayName: 'Guides', members: [{ value: 'a' }, { value: 'b' }] };
const user = { active: true, name: { givenName: 'Barbara' }, emails: [{ type: 'work', value: 'b@example.com' }] };

describe('a PATCH in the shapes of RFC 7644, 3.5.2', () => {
  test.each<[string, Record<string, ScimValue>, ScimValue, Record<string, ScimValue>]>([
    [
      'adds a member once',
      group,
      [{ op: 'add', path: 'members', value: [{ value: 'b' }, { value: 'c' }] }],
      { members: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] },
    ],
    ['adds without a path', user, [{ op: 'add', value: { nickName: 'Babs' } }], { nickName: 'Babs' }],
    [
      'removes a member by a filter',
      group,
      [{ op: 'remove', path: 'members[value eq "a"]' }],
      { members: [{ value: 'b' }] },
    ],
    [
      'removes members by value, as some directories ask',
      group,
      [{ op: 'Remove', path: 'members', value: [{ value: 'a' }] }],
      { members: [{ value: 'b' }] },
    ],
    [
      'replaces all members',
      group,
      [{ op: 'replace', path: 'members', value: [{ value: 'z' }] }],
      { members: [{ value: 'z' }] },
    ],
    ['replaces a flag', user, [{ op: 'Replace', path: 'active', value: false }], { active: false }],
    ['replaces without a path', user, [{ op: 'replace', value: { active: false } }], { active: false }],
    [
      'replaces a part of a complex value',
      user,
      [{ op: 'replace', path: 'name.familyName', value: 'Jensen' }],
      { name: { givenName: 'Barbara', familyName: 'Jensen' } },
    ],
    [
      'takes a name that is a path itself',
      user,
      [{ op: 'replace', value: { 'name.familyName': 'Jensen' } }],
      { name: { givenName: 'Barbara', familyName: 'Jensen' } },
    ],
    [
      'replaces a part of the values that fit',
      user,
      [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.com' }],
      { emails: [{ type: 'work', value: 'new@example.com' }] },
    ],
  ])('%s', (_fact, resource, operations, expected) => {
    const outcome = applyPatch(resource, { Operations: operations });
    expect(outcome).toMatchObject({ ok: true, resource: expected });
  });

  test('removes all members', () => {
    const outcome = applyPatch(group, { Operations: [{ op: 'remove', path: 'members' }] });
    expect(outcome).toEqual({ ok: true, resource: { displayName: 'Guides' } });
  });

  test.each<[string, ScimValue]>([
    ['invalidSyntax', []],
    ['invalidSyntax', [{ op: 'move', path: 'active' }]],
    ['invalidSyntax', ['add']],
    ['invalidPath', [{ op: 'replace', path: 'emails[', value: 1 }]],
    ['invalidValue', [{ op: 'replace', path: 'active' }]],
    ['invalidValue', [{ op: 'add', value: 'text' }]],
    ['noTarget', [{ op: 'remove' }]],
    ['noTarget', [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'x' }]],
  ])('is refused as %s', (problem, operations) => {
    expect(applyPatch(user, { Operations: operations })).toEqual({ ok: false, problem });
  });
});
