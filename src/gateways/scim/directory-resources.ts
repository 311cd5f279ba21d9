import { isUuid, type StaffId } from '../../kernel/ids.ts';
import type { DirectoryGroupView, DirectoryPerson, SaidGroup, SaidPerson } from '../../modules/federation/index.ts';
import { isScimObject, type ScimObject, type ScimValue, scimUrns } from '../../standards/scim/scim.ts';

/** Writes a person as a SCIM user. */
export function toUser(person: DirectoryPerson, base: string): ScimObject {
  const { staffId, givenName, familyName, email, externalId } = person;
  return {
    schemas: [scimUrns.user],
    id: staffId,
    ...(externalId === null ? {} : { externalId }),
    userName: person.userName,
    displayName: person.displayName,
    active: person.isActive,
    name: {
      formatted: person.displayName,
      ...(givenName === null ? {} : { givenName }),
      ...(familyName === null ? {} : { familyName }),
    },
    ...(email === null ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
    groups: person.groups.map(({ groupId, name }) => ({
      value: groupId,
      display: name,
      $ref: `${base}/Groups/${groupId}`,
    })),
    meta: { resourceType: 'User', location: `${base}/Users/${staffId}` },
  };
}

/** Writes a group as a SCIM group. */
export function toGroup(group: DirectoryGroupView, base: string): ScimObject {
  const { groupId, externalId } = group;
  return {
    schemas: [scimUrns.group],
    id: groupId,
    ...(externalId === null ? {} : { externalId }),
    displayName: group.name,
    members: group.members.map(({ staffId, displayName }) => ({
      value: staffId,
      display: displayName,
      $ref: `${base}/Users/${staffId}`,
    })),
    meta: { resourceType: 'Group', location: `${base}/Groups/${groupId}` },
  };
}

/** Reads a user; the name of the attribute that does not fit, when one does not. Attributes that are not kept are passed over. */
export function readUser(user: ScimObject): SaidPerson | { readonly invalid: string } {
  const userName = readText(user['userName'], 128);
  if (userName === null) return { invalid: 'userName' };
  const name = isScimObject(user['name']) ? user['name'] : {};
  const givenName = readText(name['givenName'], 128);
  const familyName = readText(name['familyName'], 128);
  const joined = [givenName, familyName].filter((part) => part !== null).join(' ');
  const isActive = readFlag(user['active']);
  if (isActive === null) return { invalid: 'active' };
  return {
    userName,
    isActive,
    givenName,
    familyName,
    externalId: readText(user['externalId'], 255),
    displayName: readText(user['displayName'], 128) ?? readText(name['formatted'], 128) ?? (joined || userName),
    email: readEmail(user['emails']),
  };
}

/** Reads a group; the name of the attribute that does not fit, when one does not. */
export function readGroup(group: ScimObject): SaidGroup | { readonly invalid: string } {
  const name = readText(group['displayName'], 128);
  if (name === null) return { invalid: 'displayName' };
  const listed: readonly ScimValue[] = Array.isArray(group['members']) ? group['members'] : [];
  const members = listed.map((member) => (isScimObject(member) ? readText(member['value'], 36) : null));
  if (members.length > 10_000 || !members.every((id) => id !== null && isUuid(id))) return { invalid: 'members' };
  return { name, externalId: readText(group['externalId'], 255), members: members as unknown as StaffId[] };
}

function readText(value: ScimValue | undefined, longest: number): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > longest ? null : text;
}

/** Reads a flag; a person is active unless it is said otherwise. Some directories write flags as words. */
function readFlag(value: ScimValue | undefined): boolean | null {
  if (value === undefined || value === null) return true;
  const word = String(value).toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}

function readEmail(value: ScimValue | undefined): string | null {
  const listed: readonly ScimValue[] = Array.isArray(value) ? value : [];
  const objects = listed.filter(isScimObject);
  const chosen = objects.find(({ primary }) => primary === true) ?? objects[0];
  return readText(chosen?.['value'], 254);
}
