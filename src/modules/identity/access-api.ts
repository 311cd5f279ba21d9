import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { accessReasons, accessVerdicts } from './domain/emergency-access.ts';
import { identityPermissions } from './permissions.ts';
import { identityRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Done = Type.Object({});
const TextOrNull = Type.Union([Type.String(), Type.Null()]);

/** Opens the records of all sites in an emergency. */
export const openAccess = endpoint({
  module: 'identity',
  name: 'open-access',
  kind: 'command',
  summary: 'Opens the records of all sites for an hour in an emergency. The reason is reviewed afterwards.',
  permission: identityPermissions.openEmergencyAccess,
  request: Type.Object({ reasonCode: Type.Enum([...accessReasons]), reason: Type.String({ maxLength: 1000 }) }),
  response: Type.Object({ accessId: Type.String(), expiresAt: Type.String() }),
  refusals: [identityRefusals.reasonNeeded, identityRefusals.accessOpen],
});

/** Ends the person's own emergency access. */
export const closeAccess = endpoint({
  module: 'identity',
  name: 'close-access',
  kind: 'command',
  summary: 'Ends the person’s own emergency access before its time is over.',
  permission: 'signed-in',
  request: Type.Object({}),
  response: Done,
  refusals: [identityRefusals.noOpenAccess],
});

/** Lists emergency accesses. */
export const listAccesses = endpoint({
  module: 'identity',
  name: 'list-accesses',
  kind: 'query',
  summary: 'Lists who opened records in an emergency, when and why, the newest first.',
  permission: identityPermissions.reviewEmergencyAccess,
  request: Type.Object({ onlyUnreviewed: Type.Boolean() }),
  response: Type.Object({
    accesses: Type.Array(
      Type.Object({
        accessId: Type.String(),
        staffId: Type.String(),
        staffName: Type.String(),
        userName: Type.String(),
        siteName: TextOrNull,
        reasonCode: Type.String(),
        reason: Type.String(),
        openedAt: Type.String(),
        /** When it ended, or will end: at the hour, earlier by the person, or by its review. */
        endsAt: Type.String(),
        reviewedAt: TextOrNull,
        reviewerName: TextOrNull,
        verdict: TextOrNull,
      }),
    ),
  }),
});

/** Records the review of an emergency access. */
export const reviewAccess = endpoint({
  module: 'identity',
  name: 'review-access',
  kind: 'command',
  summary: 'Records what the review of an emergency access says; one that is still open ends.',
  permission: identityPermissions.reviewEmergencyAccess,
  request: Type.Object({ accessId: Id, verdict: Type.Enum([...accessVerdicts]) }),
  response: Done,
  refusals: [identityRefusals.unknownAccess, identityRefusals.ownAccess, identityRefusals.accessReviewed],
});
