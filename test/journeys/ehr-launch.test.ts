import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  chartStranger,
  enterChartAt,
  listChartClients,
  toChartPatient,
} from '../../src/apps/demo-generator/demo-charts.ts';
import { demoHealthSystems } from '../../src/apps/demo-generator/demo-health-systems.ts';
import { makeUpPerson, registerPatient } from '../../src/modules/patients/index.ts';
import { JourneyWorld } from '../support/journey-world.ts';
import { type ChartSimulator, startChartServer } from '../support/partner-simulators.ts';

let world: JourneyWorld;
let ehr: ChartSimulator;
const family = 'Lanternwick';

beforeAll(async () => {
  world = await JourneyWorld.open();
  const [system] = demoHealthSystems;
  if (system === undefined) throw new Error('there is no health system');
  const webPort = Number(new URL(world.server.url).port);
  const now = (): number => Date.now() + world.server.clock.offsetMilliseconds;
  const clients = listChartClients({ webPort, webTls: false });
  ehr = await startChartServer({ host: '127.0.0.1', port: 0, now, clients });
  const patients = await world.server.transact(async (tx) => {
    await enterChartAt(tx, system, ehr.baseAddress);
    const mrns = [{ assigner: 'HARBORVIEW', value: 'MR771177' }];
    const person = makeUpPerson(1);
    await registerPatient(tx, { ...person, familyName: family, identifiers: [], mrns });
    const known = { family, given: person.givenName, birthDate: person.birthDate, recordNumber: 'MR771177' };
    return [toChartPatient(system, known), toChartPatient(system, chartStranger)];
  });
  ehr.admit(patients);
  world.keepSecret([family, 'MR771177', 'Strangeworth']);
}, 240_000);
afterAll(async () => {
  await world.close();
  await ehr.stop();
});

/** What went wrong on our own pages: the EHR is another origin, where people begin on purpose. */
function listOwnOffences(): readonly string[] {
  return world.takeOffences().filter((offence) => !offence.includes(new URL(ehr.baseAddress).origin));
}

describe('opening Theriac from the EHR', { timeout: 90_000 }, () => {
  test('leads from the patient there to the patient here, or says that nobody here has the number', async () => {
    const ines = await world.seat('ines');
    await ines.page.goto(new URL(ehr.baseAddress).origin);
    await ines.page.getByRole('button', { name: new RegExp(`Launch Theriac for .*${family}`) }).click();
    await ines.page.getByRole('heading', { level: 1, name: new RegExp(family) }).waitFor();
    await ines.page.goto(new URL(ehr.baseAddress).origin);
    await ines.page.getByRole('button', { name: /Strangeworth/ }).click();
    await ines.page.getByText('Nobody here has this record number yet.').waitFor();
    await ines.look('ehr-launch-unknown');
    expect(listOwnOffences()).toEqual([]);
  });

  test('is refused with a page where the address is not that of a registered EHR', async () => {
    const clara = await world.seat('clara');
    await clara.visit('/ehr/launch?iss=https%3A%2F%2Felsewhere.example%2Ffhir&launch=x');
    await clara.page.getByText('This EHR may not open Theriac.').waitFor();
    await clara.look('ehr-launch-refused');
    expect(listOwnOffences()).toEqual([]);
  });

  test('is set up by an administrator, who sees what to enter at the EHR', async () => {
    const admin = await world.enter('admin');
    await admin.visit('/ehr-charts');
    await admin.page.getByRole('row', { name: /With a token/ }).dblclick();
    await admin.page.getByText('/ehr/launch').waitFor();
    await admin.look('ehr-charts');
    await admin.page.getByRole('button', { name: 'Change' }).click();
    await admin.page.getByLabel('System of record numbers in FHIR').waitFor();
    await admin.look('ehr-chart-form');
    expect(listOwnOffences()).toEqual([]);
  });
});
