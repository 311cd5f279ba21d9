import { instantOf, millisecondsOf } from '../../kernel/instant.ts';
import { computeCode } from '../../modules/identity/index.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { readSettings } from '../../platform/config/settings.ts';
import { openStateFolders } from '../../platform/config/state-folder.ts';
import { openSecrets } from '../../platform/open-secrets.ts';
import { demoHealthSystems } from '../demo-generator/demo-health-systems.ts';
import { demoTotpSecret } from '../demo-generator/demo-secrets.ts';
import { type Command, UsageProblem } from './command.ts';

const stepMilliseconds = 30_000;

/** Shows the current one-time code of a person of the demonstration. */
export const demoCode: Command = {
  name: 'demo code',
  usage: 'USER',
  summary: 'Shows the current one-time code of a person of the demonstration.',
  run: async (call) => {
    const [userName] = call.words;
    if (userName === undefined) throw new UsageProblem('name the user');
    const system = demoHealthSystems.find((one) => one.people.some((person) => person.userName === userName));
    if (system === undefined) {
      const names = demoHealthSystems.flatMap((one) => one.people.map((person) => person.userName));
      throw new UsageProblem(`the demonstration has no user "${userName}"; there are ${names.join(', ')}`);
    }
    const settings = readSettings(process.env);
    const secrets = await openSecrets(openStateFolders(settings.stateFolder), settings.keyStore ?? undefined);
    const now = systemClock.now();
    const code = computeCode(demoTotpSecret(secrets.derived, { tenantId: system.tenantId, userName }), now);
    const left = Math.ceil((stepMilliseconds - (millisecondsOf(now) % stepMilliseconds)) / 1000);
    call.say(`${code}   (good for ${left} s more, and once)`);
    if (call.isJson) call.sayJson({ userName, code, validUntil: instantOf(millisecondsOf(now) + left * 1000) });
    return 0;
  },
};
