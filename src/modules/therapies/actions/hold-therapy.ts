import type { TherapyId } from '../../../kernel/ids.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/roles.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import type { HoldCode } from '../../pathways/language.ts';
import type { FactSource } from '../domain/therapy-event.ts';
import type { TherapySummary } from '../domain/therapy-summary.ts';
import { type CommandContext, changeTherapy } from './change-therapy.ts';

/** Places a hold that blocks the fill. Without a source it is a person's; the same source places it once. */
export function placeHold(
  tx: TenantTransaction,
  placed: {
    readonly therapyId: TherapyId;
    readonly hold: HoldCode;
    readonly ownerRole?: Role;
    readonly reasonCode: string;
    readonly source?: FactSource | null;
  },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, source = null, ...hold } = placed;
  return changeTherapy(tx, therapyId, { kind: 'place-hold', source, ...hold }, context);
}

/** Releases a hold: a module, by its source, releases what it placed; a person the hold whoever placed it. */
export function releaseHold(
  tx: TenantTransaction,
  released: {
    readonly therapyId: TherapyId;
    readonly hold: HoldCode;
    readonly reasonCode: string;
    readonly source?: FactSource | null;
  },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, source = null, ...hold } = released;
  const command = { kind: 'release-hold', source, everyOrigin: source === null, ...hold } as const;
  return changeTherapy(tx, therapyId, command, context);
}

/** Lets the fill of the present cycle pass in spite of a hold; refuses for those that nobody may override. */
export function overrideHold(
  tx: TenantTransaction,
  overridden: { readonly therapyId: TherapyId; readonly hold: HoldCode; readonly reasonCode: string },
  context: CommandContext = {},
): Promise<Result<TherapySummary>> {
  const { therapyId, ...hold } = overridden;
  return changeTherapy(tx, therapyId, { kind: 'override-hold', source: null, ...hold }, context);
}
