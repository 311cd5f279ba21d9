import { openAnchorFiles } from '../../platform/audit/anchor-files.ts';
import { type AuditVerification, verifyAudits } from '../../platform/audit/verify-audit.ts';
import type { Command, ExitCode } from './command.ts';
import { withInstallation } from './open-installation.ts';

/** Verifies the audit of every health system. */
export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--json]',
  summary: 'Verifies the audit of every health system and names the first broken entry. Exit code 1 when there is one.',
  run: (call) =>
    withInstallation<ExitCode>(async ({ platform, folders }) => {
      const verifications = await verifyAudits({
        pool: platform.keyPool,
        keys: platform.auditKeys,
        sinks: [openAnchorFiles(folders.anchors)],
      });
      if (call.isJson) call.sayJson({ tenants: verifications });
      if (verifications.length === 0) call.say('There are no audit entries yet.');
      for (const verification of verifications) call.say(describe(verification));
      return verifications.some(({ firstBreak }) => firstBreak !== null) ? 1 : 0;
    }),
};

function describe({ firstBreak, ...verification }: AuditVerification): string {
  const { tenantId, verifiedLinks, anchors, unchainedEntries, unexplainedNumbers } = verification;
  if (firstBreak !== null) {
    const { reason, ...place } = firstBreak;
    const details = Object.entries(place).map(
      ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
    );
    return `Health system ${tenantId}: BROKEN after ${verifiedLinks} whole entries: ${reason}, ${details.join(', ')}`;
  }
  const remarks = [
    `${verifiedLinks} entries in the chain`,
    `${anchors} anchors`,
    ...(unchainedEntries === 0 ? [] : [`${unchainedEntries} whole entries not chained yet`]),
    ...(unexplainedNumbers === 0 ? [] : [`${unexplainedNumbers} numbers of killed processes`]),
  ];
  return `Health system ${tenantId}: whole (${remarks.join(', ')})`;
}
