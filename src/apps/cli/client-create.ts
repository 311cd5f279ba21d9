import { readFile } from 'node:fs/promises';
import type { Json } from '../../kernel/json.ts';
import { createClient } from '../../modules/programs/index.ts';
import { permissions } from '../composition.ts';
import { type Command, UsageProblem } from './command.ts';
import { tenantOption, withTenant } from './open-tenant.ts';

/** Lets a program in with a public key of its own. */
export const clientCreate: Command = {
  name: 'client create',
  usage: 'NAME --keys FILE --scopes SCOPE,... [--tenant NAME] [--json]',
  summary: 'Lets a program in that signs with its own private key (RFC 7523), for the scopes that are named.',
  options: {
    keys: { type: 'string', help: 'a file with its public JSON Web Key, or a set of them' },
    scopes: { type: 'string', help: 'codes of permissions, such as reference.readReference' },
    ...tenantOption,
  },
  run: async (call) => {
    const [name, ...more] = call.words;
    const { keys: file, scopes: listed } = call.options;
    if (name === undefined || more.length > 0) throw new UsageProblem('name one program');
    if (typeof file !== 'string' || typeof listed !== 'string') throw new UsageProblem('name --keys and --scopes');
    const keys = await readFile(file, 'utf8')
      .then((text) => JSON.parse(text) as Json)
      .catch(() => null);
    if (keys === null) throw new UsageProblem(`the file ${file} is not there or is not JSON`);
    const scopes = listed.split(',').map((scope) => scope.trim());
    const known = new Set(permissions.map((permission) => permission.code));
    return withTenant(call, async (tenant) => {
      const made = await tenant.transact(async (tx) => {
        const created = await createClient(tx, { name, keys, scopes, siteIds: null, known });
        const outcome = created.ok ? 'done' : 'refused';
        await tx.audit({ kind: 'configuration', action: 'programs.create-client', outcome, patientIds: [] });
        return created;
      });
      if (!made.ok) {
        const { sentence, facts } = made.refusal;
        process.stderr.write(
          `theriac client create: ${sentence}${'scope' in facts ? ` (${String(facts['scope'])})` : ''}\n`,
        );
        return 1;
      }
      if (call.isJson) call.sayJson({ clientId: made.value, name, scopes });
      call.say(`${name} may come in as ${made.value}; it asks for access tokens at /oauth/token.`);
      return 0;
    });
  },
};
