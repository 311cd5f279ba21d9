import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { SiteId, StaffId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { listSkills, saveSkill } from './ability-store.ts';
import { disableStaff, enableStaff, recordLicence, setAbilities, setRoles, setSites } from './actions/change-staff.ts';
import { createStaff } from './actions/create-staff.ts';
import { composeOtpAuthUri } from './one-time-code.ts';
import { drawQrCode } from './otp-barcode.ts';
import { listSites } from './site-queries.ts';
import * as api from './staff-api.ts';
import { listAbilities, listStaff, listStandings } from './staff-queries.ts';
import { getTenant } from './tenant-queries.ts';

/** What answers the endpoints by which people are administered. */
export const staffRoutes: readonly Route[] = [
  route(api.listStaff, async (tx) => ok({ body: await describeStaff(tx), patientIds: [] })),
  route(api.createStaff, async (tx, call) => {
    const siteIds = call.request.siteIds.map((siteId) => siteId as SiteId);
    const made = await createStaff(tx, { ...call.request, siteIds, licences: [] });
    if (!made.ok) return made;
    const { staffId, totpSecret: secret } = made.value;
    const issuer = (await getTenant(tx)).name;
    const otpAuthUri = composeOtpAuthUri({ secret, userName: call.request.userName, issuer });
    const body = { staffId, otpAuthUri, secret, barcode: drawQrCode(otpAuthUri) };
    return ok({ body, patientIds: [], about: aboutPerson(staffId) });
  }),
  route(api.setRoles, async (tx, call) => {
    const { staffId, roles } = call.request;
    return finish(await setRoles(tx, { staffId: staffId as StaffId, roles }), staffId);
  }),
  route(api.setSites, async (tx, call) => {
    const { staffId, seesAllSites } = call.request;
    const siteIds = call.request.siteIds.map((siteId) => siteId as SiteId);
    return finish(await setSites(tx, { staffId: staffId as StaffId, seesAllSites, siteIds }), staffId);
  }),
  route(api.recordLicence, async (tx, call) => {
    const { staffId, licence } = call.request;
    const { validFrom, validTo, ...rest } = licence;
    const period = { validFrom: validFrom as CalendarDay, validTo: validTo as CalendarDay | null };
    return finish(await recordLicence(tx, { staffId: staffId as StaffId, licence: { ...rest, ...period } }), staffId);
  }),
  route(api.setAbilities, async (tx, call) => {
    const { staffId, ...abilities } = call.request;
    return finish(await setAbilities(tx, { staffId: staffId as StaffId, ...abilities }), staffId);
  }),
  route(api.nameSkill, async (tx, call) => {
    const { skill, label } = call.request;
    saveSkill(tx, { skill, label: label.trim() });
    return ok({ body: {}, patientIds: [], about: { kind: 'configuration', object: { kind: 'skill', id: skill } } });
  }),
  route(api.disableStaff, async (tx, call) => {
    const { staffId, reasonCode } = call.request;
    return finish(await disableStaff(tx, { staffId: staffId as StaffId, reasonCode }), staffId, reasonCode);
  }),
  route(api.enableStaff, async (tx, call) => {
    const { staffId, reasonCode } = call.request;
    return finish(await enableStaff(tx, staffId as StaffId), staffId, reasonCode);
  }),
];

async function describeStaff(tx: TenantTransaction) {
  const standings = await listStandings(tx);
  const abilities = await listAbilities(tx);
  const staff = (await listStaff(tx)).map((member) => {
    const standing = standings.get(member.staffId);
    const able = abilities.get(member.staffId);
    return {
      ...member,
      roles: [...member.roles],
      siteIds: [...member.siteIds],
      lastSignInAt: standing?.lastSignInAt ?? null,
      disabledReason: standing?.disabledReason ?? null,
      licences: [...(able?.licences ?? [])],
      languages: [...(able?.languages ?? [])],
      skills: [...(able?.skills ?? [])],
    };
  });
  const skills = (await listSkills(tx)).map((skill) => ({ ...skill }));
  return { staff, skills, sites: (await listSites(tx)).map(({ siteId, name }) => ({ siteId, name })) };
}

function finish(result: Result<null>, staffId: string, reason?: string) {
  if (!result.ok) return result;
  return ok({
    body: {},
    patientIds: [],
    about: { ...aboutPerson(staffId), ...(reason === undefined ? {} : { reason }) },
  });
}

function aboutPerson(staffId: string) {
  return { kind: 'configuration', object: { kind: 'staff', id: staffId } } as const;
}
