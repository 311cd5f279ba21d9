import { Type } from 'typebox';
import { endpoint } from '../../kernel/endpoint.ts';
import { identityPermissions } from './permissions.ts';
import { identityRefusals } from './refusals.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' });

const Opening = Type.Union([
  Type.Literal('24/7'),
  Type.Object({
    hours: Type.Array(Type.Object({ weekday: Type.Integer({ minimum: 1, maximum: 7 }), opens: Time, closes: Time }), {
      maxItems: 7,
    }),
    holidays: Type.Array(Day, { maxItems: 400 }),
  }),
]);
const ShownOpening = Type.Object({
  validFrom: TextOrNull,
  isAlwaysOpen: Type.Boolean(),
  hours: Type.Array(Type.Object({ weekday: Type.Integer(), opens: Type.String(), closes: Type.String() })),
  holidays: Type.Array(Type.String()),
});

/** Lists the sites. */
export const listSites = endpoint({
  module: 'identity',
  name: 'list-sites',
  kind: 'query',
  summary: 'Lists the sites with their numbers, licences, opening hours and holidays, now and from later days on.',
  permission: identityPermissions.seeSites,
  request: Type.Object({}),
  response: Type.Object({
    sites: Type.Array(
      Type.Object({
        siteId: Type.String(),
        name: Type.String(),
        npi: Type.String(),
        ncpdpId: Type.String(),
        deaNumber: TextOrNull,
        timeZone: Type.String(),
        address: Type.String(),
        phone: Type.String(),
        today: Type.String(),
        licences: Type.Array(
          Type.Object({ state: Type.String(), number: Type.String(), validFrom: Type.String(), validTo: TextOrNull }),
        ),
        /** What counts today, and what takes its place from later days on. */
        openings: Type.Array(ShownOpening),
        openProposalId: TextOrNull,
      }),
    ),
  }),
});

/** Proposes other opening hours. */
export const proposeOpening = endpoint({
  module: 'identity',
  name: 'propose-opening',
  kind: 'command',
  summary: 'Proposes other opening hours and holidays of a site from a later day on; a second person decides.',
  permission: identityPermissions.changeSites,
  request: Type.Object({ siteId: Id, validFrom: Day, opening: Opening }),
  response: Type.Object({ proposalId: Type.String() }),
  refusals: [
    identityRefusals.unknownSite,
    identityRefusals.calendarTooSoon,
    identityRefusals.calendarInvalid,
    identityRefusals.freshProofNeeded,
  ],
});

/** Lists what waits for a second person. */
export const listProposals = endpoint({
  module: 'identity',
  name: 'list-proposals',
  kind: 'query',
  summary: 'Lists what one person proposed and another has to decide, line by line, with what was decided of late.',
  permission: identityPermissions.seeProposals,
  request: Type.Object({}),
  response: Type.Object({
    proposals: Type.Array(
      Type.Object({
        proposalId: Type.String(),
        title: Type.String(),
        subject: Type.String(),
        proposedBy: Type.String(),
        proposerName: Type.String(),
        proposedAt: Type.String(),
        expiresAt: Type.String(),
        decision: TextOrNull,
        deciderName: TextOrNull,
        decidedAt: TextOrNull,
        /** Each thing that the command changes: what counts now, and what would. */
        changes: Type.Array(Type.Object({ label: Type.String(), before: TextOrNull, after: Type.String() })),
      }),
    ),
  }),
});

/** Decides what another person proposed. */
export const decideProposal = endpoint({
  module: 'identity',
  name: 'decide-proposal',
  kind: 'command',
  summary: 'Approves or declines what another person proposed; approval carries out exactly the proposed command.',
  permission: identityPermissions.changeSites,
  request: Type.Object({
    proposalId: Id,
    decision: Type.Union([Type.Literal('approved'), Type.Literal('declined')]),
  }),
  response: Type.Object({}),
  refusals: [
    identityRefusals.unknownProposal,
    identityRefusals.proposalDecided,
    identityRefusals.proposalExpired,
    identityRefusals.ownProposal,
    identityRefusals.calendarTooSoon,
    identityRefusals.freshProofNeeded,
  ],
});
