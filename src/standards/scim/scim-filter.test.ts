import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsFilter, readFilter, readPath } from './scim-filter.ts';

const user = {
  userName: 'bjensen',
  externalId: '701984',
  active: true,
  title: 'Tour Guide',
  name: { familyName: "O'Malley" },
  emails: [
    { type: 'work', value: 'bjensen@example.com' },
    { type: 'home', value: 'babs@jensen.org' },
  ],
  meta: { lastModified: '2011-05-13T04:42:34Z' },
};

describe('a filter in the shapes of RFC 7644, figure 2', () => {
  test.each([
    ['userName eq "bjensen"', true],
    ['userName Eq "BJENSEN"', true],
    ['userName eq "another"', false],
    ['externalId eq "701984"', true],
    ['name.familyName co "O\'Malley"', true],
    ['userName sw "J"', false],
    ['userName sw "b"', true],
    ['userName ew "sen"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "b"', true],
    ['title pr', true],
    ['nickName pr', false],
    ['meta.lastModified gt "2011-05-13T04:42:33Z"', true],
    ['meta.lastModified le "2011-05-13T04:42:33Z"', false],
    ['title pr and userType eq "Employee"', false],
    ['title pr or userType eq "Intern"', true],
    ['active eq true', true],
    ['not (active eq true)', false],
    ['userName ne "bjensen"', false],
    ['emails co "example.com"', true],
    ['emails.type eq "work"', true],
    ['emails[type eq "work" and value co "@example.com"]', true],
    ['emails[type eq "home" and value co "@example.com"]', false],
    ['userName eq "x" or externalId eq "701984" and active eq false', false],
    ['(userName eq "x" or externalId eq "701984") and active eq true', true],
  ])('%s', (text, fits) => {
    const filter = readFilter(text);
    expect(filter).not.toBeNull();
    expect(filter !== null && fitsFilter(filter, user)).toBe(fits);
  });

  test.each([
    '',
    'userName',
    'userName eq',
    'userName xx "a"',
    'userName eq bjensen',
    '(title pr',
    'title pr)',
    'emails[type eq "a"',
    'not title pr',
    'title pr and',
    '"a" eq "b"',
  ])('is none: %s', (text) => {
    expect(readFilter(text)).toBeNull();
  });

  test('is read from any text without a throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const filter = readFilter(text);
        if (filter !== null) fitsFilter(filter, user);
      }),
    );
    expect(readFilter(`${'('.repeat(900)}a pr${')'.repeat(900)}`)).toBeNull();
  });
});

describe('a path of PATCH', () => {
  test.each([
    ['members', { path: ['members'], filter: null, part: null }],
    ['name.familyName', { path: ['name', 'familyName'], filter: null, part: null }],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName',
      { path: ['name', 'familyName'], filter: null, part: null },
    ],
    [
      'members[value eq "2819c223"]',
      {
        path: ['members'],
        filter: { kind: 'compare', path: ['value'], by: 'eq', value: '2819c223' },
        part: null,
      },
    ],
    [
      'emails[type eq "work"].value',
      { path: ['emails'], filter: { kind: 'compare', path: ['type'], by: 'eq', value: 'work' }, part: 'value' },
    ],
  ])('%s', (text, path) => {
    expect(readPath(text)).toEqual(path);
  });

  test.each([
    '',
    'a b',
    'members[',
    'members[value eq "a"]x',
    'members[value eq "a"].a.b',
    '.value',
  ])('is none: %s', (text) => {
    expect(readPath(text)).toBeNull();
  });
});
