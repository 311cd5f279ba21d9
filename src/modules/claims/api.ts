import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { claimPermissions } from './permissions.ts';

/** Finds claims by the payer's number. */
export const findClaims = endpoint({
  module: 'claims',
  name: 'find-claims',
  kind: 'query',
  summary: 'Finds claims by the authorization number that the payer answered with (NCPDP 503-F3).',
  permission: claimPermissions.seeClaims,
  request: Type.Object({ authorizationNumber: Type.String({ minLength: 2, maxLength: 40 }) }),
  response: Type.Object({
    claims: Type.Array(
      Type.Object({
        claimId: Type.String(),
        fillId: Type.String(),
        patientName: Type.String(),
        dateOfService: Type.String(),
        state: Type.String(),
      }),
    ),
  }),
});
