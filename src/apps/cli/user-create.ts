import { randomBytes } from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import type { SiteId } from '../../kernel/ids.ts';
import { type Role, roleCodes } from '../../kernel/roles.ts';
import { composeOtpAuthUri, createStaff, listSites } from '../../modules/identity/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { type Command, type CommandCall, UsageProblem } from './command.ts';
import { tenantOption, withTenant } from './open-tenant.ts';

/** Adds a person of the staff. */
export const userCreate: Command = {
  name: 'user create',
  usage: 'USER --roles ROLE,... [--name TEXT] [--sites NPI,...] [--password-stdin] [--tenant NAME] [--json]',
  summary: 'Adds a person of the staff and shows, once, the secret of their one-time codes.',
  options: {
    roles: { type: 'string', help: `roles by code, of ${roleCodes.join(', ')}` },
    name: { type: 'string', help: 'the name to show; the user name unless said' },
    sites: { type: 'string', help: 'the sites where they work, by NPI; all of them unless said' },
    'password-stdin': { type: 'boolean', help: 'reads the password from standard input; one is made unless said' },
    ...tenantOption,
  },
  run: async (call) => {
    const [userName, ...more] = call.words;
    if (userName === undefined || more.length > 0) throw new UsageProblem('name one user');
    const roles = readRoles(call.options['roles']);
    const isTyped = call.options['password-stdin'] === true;
    const password = isTyped ? (await readAll(process.stdin)).trim() : randomBytes(15).toString('base64url');
    return withTenant(call, async (tenant) => {
      const made = await tenant.transact(async (tx) => {
        const siteIds = await readSites(tx, call.options['sites']);
        const created = await createStaff(tx, {
          userName,
          displayName: readName(call, userName),
          password,
          roles,
          seesAllSites: siteIds.length === 0,
          siteIds,
          licences: [],
        });
        const object = created.ok ? { object: { kind: 'staff', id: created.value.staffId } } : {};
        const outcome = created.ok ? 'done' : 'refused';
        await tx.audit({ kind: 'configuration', action: 'identity.create-staff', outcome, patientIds: [], ...object });
        return created;
      });
      if (!made.ok) {
        process.stderr.write(`theriac user create: ${made.refusal.sentence}\n`);
        return 1;
      }
      const { staffId, totpSecret } = made.value;
      const otpAuthUri = composeOtpAuthUri({ secret: totpSecret, userName, issuer: `Theriac ${tenant.slug}` });
      if (call.isJson) call.sayJson({ staffId, userName, otpAuthUri, password: isTyped ? null : password });
      call.say(`${userName} may sign in. This is shown once:`);
      if (!isTyped) call.say(`  Password         ${password}`);
      call.say(`  One-time codes   ${otpAuthUri}`);
      return 0;
    });
  },
};

function readName(call: CommandCall, userName: string): string {
  const name = call.options['name'];
  return typeof name === 'string' ? name : userName;
}

function readRoles(text: string | boolean | undefined): readonly Role[] {
  if (typeof text !== 'string') throw new UsageProblem('name the roles with --roles');
  const codes = text.split(',').map((code) => code.trim());
  const unknown = codes.find((code) => !roleCodes.some((known) => known === code));
  if (unknown !== undefined) throw new UsageProblem(`there is no role "${unknown}"; there are ${roleCodes.join(', ')}`);
  return codes as Role[];
}

async function readSites(tx: TenantTransaction, text: string | boolean | undefined): Promise<readonly SiteId[]> {
  if (typeof text !== 'string') return [];
  const sites = await listSites(tx);
  return text.split(',').map((npi) => {
    const site = sites.find((one) => one.npi === npi.trim());
    if (site === undefined) throw new UsageProblem(`there is no site with the NPI ${npi}`);
    return site.siteId;
  });
}
