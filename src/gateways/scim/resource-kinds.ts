import type { StaffId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { Result } from '../../kernel/result.ts';
import {
  changeGroup,
  changePerson,
  type GroupId,
  listDirectoryGroups,
  listDirectoryPeople,
  provisionGroup,
  provisionPerson,
  removeGroup,
  removePerson,
} from '../../modules/federation/index.ts';
import { applyPatch, isScimObject, type ScimObject } from '../../standards/scim/scim.ts';
import { readGroup, readUser, toGroup, toUser } from './directory-resources.ts';
import { fail, type ScimAnswer, type ScimCall } from './scim-answer.ts';

/** What can be done with one kind of resource. */
export interface Kind {
  readonly name: 'User' | 'Group';
  list(call: ScimCall): Promise<readonly ScimObject[]>;
  find(call: ScimCall, id: string): Promise<ScimObject | null>;
  create(call: ScimCall): Promise<ScimAnswer>;
  replace(call: ScimCall, present: ScimObject): Promise<ScimAnswer>;
  patch(call: ScimCall, present: ScimObject): Promise<ScimAnswer>;
  remove(call: ScimCall): Promise<ScimAnswer>;
}

const gone: ScimAnswer = { status: 204, body: null };

/** The kinds of resources: people and groups. */
export const kinds: readonly Kind[] = [
  composeKind<ReturnType<typeof readUser>>({
    name: 'User',
    list: async ({ tx, base }) => (await listDirectoryPeople(tx)).map((person) => toUser(person, base)),
    read: readUser,
    add: ({ tx, principal }, said) => provisionPerson(tx, said, principal.actor.clientId),
    change: ({ tx, principal, id }, said) =>
      changePerson(tx, { ...said, staffId: id as string as StaffId, provisionedBy: principal.actor.clientId }),
    remove: ({ tx, principal, id }) =>
      removePerson(tx, { staffId: id as string as StaffId, provisionedBy: principal.actor.clientId }),
  }),
  composeKind<ReturnType<typeof readGroup>>({
    name: 'Group',
    list: async ({ tx, base }) => (await listDirectoryGroups(tx)).map((group) => toGroup(group, base)),
    read: readGroup,
    add: ({ tx }, said) => provisionGroup(tx, said),
    change: ({ tx, id }, said) => changeGroup(tx, { ...said, groupId: id as string as GroupId }),
    remove: ({ tx, id }) => removeGroup(tx, id as string as GroupId),
  }),
];

interface Invalid {
  readonly invalid: string;
}

/** Composes a kind from how its resources are listed and read, and from what is done with what was read. */
function composeKind<Read extends object>(parts: {
  readonly name: Kind['name'];
  list(call: ScimCall): Promise<readonly ScimObject[]>;
  read(resource: ScimObject): Read;
  add(call: ScimCall, said: Exclude<Read, Invalid>): Promise<Result<string>>;
  change(call: ScimCall, said: Exclude<Read, Invalid>): Promise<Result<null>>;
  remove(call: ScimCall): Promise<Result<null>>;
}): Kind {
  const find: Kind['find'] = async (call, id) => (await parts.list(call)).find((one) => one['id'] === id) ?? null;
  const read = (resource: unknown): Exclude<Read, Invalid> | ScimAnswer => {
    if (!isScimObject(resource as ScimObject)) return fail(400, 'The body is no JSON object.', 'invalidSyntax');
    const said = parts.read(resource as ScimObject);
    if ('invalid' in said) return fail(400, `The attribute ${String(said.invalid)} does not fit.`, 'invalidValue');
    return said as Exclude<Read, Invalid>;
  };
  const change = async (call: ScimCall, resource: unknown): Promise<ScimAnswer> => {
    const said = read(resource);
    if ('status' in said) return said;
    const changed = await parts.change(call, said);
    return changed.ok ? { status: 200, body: await find(call, call.id) } : toFailure(changed.refusal);
  };
  return {
    name: parts.name,
    list: parts.list,
    find,
    create: async (call) => {
      const said = read(call.body);
      if ('status' in said) return said;
      const added = await parts.add(call, said);
      return added.ok ? { status: 201, body: await find(call, added.value) } : toFailure(added.refusal);
    },
    replace: (call) => change(call, call.body),
    patch: async (call, present) => {
      if (!isScimObject(call.body)) return fail(400, 'The body is no JSON object.', 'invalidSyntax');
      const patched = applyPatch(present, call.body);
      if (!patched.ok) return fail(400, 'The operations cannot be carried out.', patched.problem);
      return change(call, patched.resource);
    },
    remove: async (call) => {
      const removed = await parts.remove(call);
      return removed.ok ? gone : toFailure(removed.refusal);
    },
  };
}

/** A refusal of federation as SCIM has it: what must be unique and is taken is `uniqueness`. */
function toFailure(refusal: Refusal): ScimAnswer {
  const isTaken = refusal.status === 409;
  const type = isTaken ? 'uniqueness' : refusal.status === 404 ? 'invalidValue' : undefined;
  return fail(isTaken ? 409 : 400, refusal.sentence, type);
}
