import { openingOn } from '../../kernel/business-calendar.ts';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { decideOpening, openingAction, proposeOpening, toOpeningCommand } from './actions/change-opening.ts';
import type { Site } from './domain/site.ts';
import { listOpeningChanges, toWrittenOpening, type WrittenOpening } from './domain/site-opening.ts';
import { type ListedProposal, listProposals, type ProposalId } from './proposal-store.ts';
import * as api from './site-api.ts';
import { listSiteLicences, listSites } from './site-queries.ts';
import { listStaffNames } from './staff-queries.ts';

const mostProposals = 100;

/** What answers the endpoints of sites, and of what waits for a second person. */
export const siteRoutes: readonly Route[] = [
  route(api.listSites, async (tx) => {
    const open = (await listProposals(tx, { action: openingAction, most: mostProposals })).filter(
      ({ decision, expiresAt }) => decision === null && expiresAt > tx.now,
    );
    const sites = [];
    for (const site of await listSites(tx)) sites.push(await describeSite(tx, site, open));
    return ok({ body: { sites }, patientIds: [] });
  }),
  route(api.proposeOpening, async (tx, call) => {
    const { siteId, validFrom, opening } = call.request;
    const proposed = await proposeOpening(tx, {
      siteId: siteId as SiteId,
      validFrom: validFrom as CalendarDay,
      opening,
    });
    return proposed.ok
      ? ok({ body: { proposalId: proposed.value }, patientIds: [], about: aboutSite(siteId) })
      : proposed;
  }),
  route(api.listProposals, async (tx) => ok({ body: { proposals: await describeProposals(tx) }, patientIds: [] })),
  route(api.decideProposal, async (tx, call) => {
    const { proposalId, decision } = call.request;
    const decided = await decideOpening(tx, { proposalId: proposalId as ProposalId, decision });
    if (!decided.ok) return decided;
    const about = decided.value === null ? {} : { about: aboutSite(decided.value) };
    return ok({ body: {}, patientIds: [], ...about });
  }),
];

async function describeSite(tx: TenantTransaction, site: Site, open: readonly ListedProposal[]) {
  const { siteId, calendar, address, timeZone } = site;
  const today = dayIn(tx.now, timeZone);
  const licences = (await listSiteLicences(tx, siteId)).filter(({ kind }) => kind === 'pharmacy');
  const later = calendar.laterOpenings ?? [];
  const current = later.findLast(({ from }) => from <= today);
  const days = [...new Set(later.map(({ from }) => from).filter((from) => from > today))];
  return {
    siteId,
    name: site.name,
    npi: site.npi,
    ncpdpId: site.ncpdpId,
    deaNumber: site.deaNumber,
    timeZone,
    address: `${[...address.lines, address.city].join(', ')}, ${address.state} ${address.postalCode}`,
    phone: site.phone,
    today,
    licences: licences.map(({ state, number, validFrom, validTo }) => ({ state, number, validFrom, validTo })),
    openings: [
      showOpening(current?.from ?? null, toWrittenOpening(openingOn(calendar, today))),
      ...days.map((day) => showOpening(day, toWrittenOpening(openingOn(calendar, day)))),
    ],
    openProposalId: open.find(({ command }) => toOpeningCommand(command).siteId === siteId)?.proposalId ?? null,
  };
}

function showOpening(validFrom: string | null, opening: WrittenOpening) {
  return {
    validFrom,
    isAlwaysOpen: opening === '24/7',
    hours: opening === '24/7' ? [] : [...opening.hours],
    holidays: opening === '24/7' ? [] : [...opening.holidays],
  };
}

/** Writes each proposal line by line, against what would count on its day without it. */
async function describeProposals(tx: TenantTransaction) {
  const proposals = await listProposals(tx, { action: openingAction, most: mostProposals });
  const names = await listStaffNames(
    tx,
    proposals.flatMap(({ proposedBy, decidedBy }) => (decidedBy === null ? [proposedBy] : [proposedBy, decidedBy])),
  );
  const sites = new Map((await listSites(tx)).map((site) => [site.siteId, site]));
  return proposals.map((proposal) => {
    const { proposalId, proposedBy, proposedAt, expiresAt, decision, decidedBy, decidedAt } = proposal;
    const { siteId, validFrom, opening } = toOpeningCommand(proposal.command);
    const site = sites.get(siteId);
    if (site === undefined) throw new Error('a proposal names a site that is not there');
    // An approved one counts from its day on, so it is compared with the day before.
    const comparedOn = decision === 'approved' ? addDays(validFrom, -1) : validFrom;
    const before = toWrittenOpening(openingOn(site.calendar, comparedOn));
    return {
      proposalId,
      title: `Opening hours from ${validFrom}`,
      subject: site.name,
      proposedBy,
      proposerName: names.get(proposedBy) ?? '',
      proposedAt,
      expiresAt,
      decision,
      deciderName: decidedBy === null ? null : (names.get(decidedBy) ?? ''),
      decidedAt,
      changes: [...listOpeningChanges(before, opening, validFrom)],
    };
  });
}

function aboutSite(siteId: string) {
  return { kind: 'configuration', object: { kind: 'site', id: siteId } } as const;
}
