import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composeGtinOfNdc } from '../../src/kernel/gtin.ts';
import type { TherapyId } from '../../src/kernel/ids.ts';
import { listPrescriptions } from '../../src/modules/prescriptions/index.ts';
import { recordInDialog } from '../support/journey-form.ts';
import { canaryPatient, canaryWords, composeCanaryOrder } from '../support/journey-order.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';
import { codeOf } from '../support/mllp-conversation.ts';

let world: JourneyWorld;
let therapyPath = '';
let fillPath = '';
const staff = new Map<string, JourneyPerson>();

beforeAll(async () => {
  world = await JourneyWorld.open();
  world.keepSecret(canaryWords);
});
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/** Returns a person at their own browser, signed in since their first step; everybody else leaves the desk. */
async function comes(userName: string): Promise<JourneyPerson> {
  for (const person of staff.values()) if (person.userName !== userName) await person.rest();
  const known = staff.get(userName);
  if (known !== undefined) return known;
  const person = await world.enter(userName);
  staff.set(userName, person);
  return person;
}

async function atTherapy(userName: string): Promise<JourneyPerson> {
  const person = await comes(userName);
  await person.visit(therapyPath);
  await person.page.getByRole('heading', { level: 1, name: new RegExp(canaryPatient.familyName) }).waitFor();
  return person;
}

describe('an order of the EHR is carried to the patient', { timeout: 60_000 }, () => {
  test('it arrives over MLLP, and intake finds the patient and the therapy', async () => {
    const answer = await world.server.partners.sendFromEhr(composeCanaryOrder(world.server.clock.now()));
    expect(codeOf(answer)).toBe('AA');
    const ines = await comes('ines');
    await ines.visit('/intake');
    await ines.page.getByText(new RegExp(canaryPatient.familyName)).first().waitFor();
    await ines.look('intake');
    await ines.visit('/patients');
    await ines.page.getByLabel('Name').fill(canaryPatient.familyName);
    await ines.page.getByRole('button', { name: 'Search', exact: true }).click();
    await ines.page.getByRole('row', { name: new RegExp(canaryPatient.givenName) }).waitFor();
    await ines.look('patients');
    await ines.page.getByText(canaryPatient.recordNumber).dblclick();
    await ines.page.waitForURL('**/patients/*');
    const therapy = ines.page.getByRole('region', { name: 'Therapies' }).getByRole('link', { name: /Humira/ });
    await therapy.waitFor();
    await ines.look('patient');
    await therapy.click();
    await ines.page.waitForURL('**/therapies/*');
    therapyPath = new URL(ines.page.url()).pathname;
    await ines.page.getByRole('button', { name: 'Record the welcome call' }).first().waitFor();
    await ines.look('therapy-new');
  });

  test('the patient is enrolled', async () => {
    const ines = await atTherapy('ines');
    await recordInDialog(ines.page, {
      button: 'Record the welcome call',
      entries: { Outcome: 'Enrolled', 'Treatment and pharmacy services': 'Agreed', 'Phone calls': 'Agreed' },
      submit: 'Record',
      beforeSubmit: () => ines.look('enrolment'),
    });
  });

  test('benefits, authorization and assistance are recorded', async () => {
    const ben = await atTherapy('ben');
    await recordInDialog(ben.page, {
      button: 'Record the benefits check',
      entries: {
        Benefit: 'Pharmacy benefit',
        Coverage: 'Active',
        'Prior authorization': 'Needed',
        'Patient pays': '65.00',
        'Pharmacy of the plan': 'Any pharmacy',
      },
      submit: 'Record',
      beforeSubmit: () => ben.look('benefits'),
    });
    for (const state of ['Required', 'Preparing', 'Ready for review', 'Submitted', 'Approved']) {
      const today = world.server.clock.now().slice(0, 10);
      const approval = { 'Authorization number': 'PA774410', 'Valid from': today, 'Valid to': '2027-11-30' };
      await recordInDialog(ben.page, {
        button: 'Carry the authorization on',
        entries: { Becomes: state, ...(state === 'Approved' ? approval : {}) },
        submit: 'Record',
      });
    }
    await recordInDialog(ben.page, {
      button: 'Record assistance',
      entries: { Program: 'Manufacturer copay card', Outcome: 'Affordable', 'Patient pays after': '5.00' },
      submit: 'Record',
      beforeSubmit: () => ben.look('assistance'),
    });
    await ben.look('therapy-access-done');
  });

  test('a pharmacist reviews the start and verifies the prescription', async () => {
    const clara = await atTherapy('clara');
    await recordInDialog(clara.page, {
      button: 'Review the start',
      entries: { Outcome: 'Cleared', 'The patient was taught about the drug and how to use it': true },
      submit: 'Record',
      beforeSubmit: () => clara.look('start-review'),
    });
    await recordInDialog(clara.page, {
      button: 'Verify the prescription',
      entries: {},
      submit: 'Verify',
      beforeSubmit: async (dialog) => {
        const manual = dialog.getByRole('checkbox', { name: 'I made these checks myself' });
        if ((await manual.count()) > 0) await manual.check();
        for (const choice of await dialog.getByLabel('Why go on').all()) await choice.selectOption({ index: 1 });
        await clara.look('verification');
      },
    });
  });

  test('the delivery is agreed with the patient', async () => {
    const ines = await atTherapy('ines');
    await recordInDialog(ines.page, {
      button: 'Schedule a delivery',
      entries: { Copay: '5.00', Payment: 'Card on file', 'The patient agrees to the copay': true },
      submit: 'Schedule',
      beforeSubmit: () => ines.look('schedule'),
    });
    await ines.look('therapy-scheduled');
  });

  test('the claim is paid, and a pharmacist who filled it cannot verify it and puts it back', async () => {
    const vera = await comes('vera');
    fillPath = await openFill(vera);
    await vera.visit(fillPath);
    await inClaim(vera, 'Paid').waitFor();
    await fillAtBench(vera, 'JOURNEY1');
    const verify = vera.page.getByRole('button', { name: 'Verify the product' });
    await verify.waitFor();
    expect(await verify.getAttribute('aria-disabled')).toBe('true');
    expect(await vera.page.locator(`[id="${await verify.getAttribute('aria-describedby')}"]`).textContent()).toMatch(
      /filled/i,
    );
    await vera.look('fill-own');
    await recordInDialog(vera.page, {
      button: 'Put back',
      entries: { Reason: 'Wrong product or quantity' },
      submit: 'Put back on the shelf',
    });
    await vera.page.getByRole('button', { name: 'Pick the lot' }).waitFor();
  });

  test('a technician fills it: picked, scanned, papers', async () => {
    const theo = await comes('theo');
    await theo.visit(fillPath);
    await fillAtBench(theo, 'JOURNEY2');
    await theo.page.getByRole('button', { name: 'Verify the product' }).waitFor();
    await theo.look('fill-filled');
  });

  test('another person, a pharmacist, verifies the product', async () => {
    const vera = await comes('vera');
    await vera.visit(fillPath);
    await vera.page.getByRole('button', { name: 'Verify the product' }).click();
    await vera.page.getByText('Verified by').waitFor();
    await vera.look('fill-verified');
  });

  test('verification and claim are taken back, the fill is billed again and verified anew', async () => {
    const vera = await comes('vera');
    const { page } = vera;
    const reason = { Reason: 'Payer or claim changed' };
    const unverify = 'Take the verification back';
    await recordInDialog(page, { button: unverify, entries: reason, submit: unverify });
    const takeBack = 'Take the claim back';
    await recordInDialog(page, { button: takeBack, entries: reason, submit: takeBack });
    await inClaim(vera, 'Taken back').waitFor();
    await vera.look('claim-taken-back');
    await page.getByRole('button', { name: /^Bill again/ }).click();
    await inClaim(vera, 'Paid').waitFor();
    await page.getByRole('button', { name: 'Verify the product' }).click();
    await page.getByText('Verified by').waitFor();
  });

  test('it is packed, handed over, and the courier reports that it was delivered', async () => {
    const sam = await comes('sam');
    await sam.visit('/shipping');
    await sam.page.getByRole('radio', { name: 'All' }).check();
    await sam.page.getByRole('row', { name: new RegExp(canaryPatient.familyName) }).waitFor();
    await sam.look('shipping');
    await sam.page.getByText(new RegExp(canaryPatient.familyName)).dblclick();
    await sam.page.waitForURL('**/deliveries/*');
    await recordInDialog(sam.page, { button: 'Pack', entries: {}, submit: 'Packed' });
    await sam.page
      .getByText(/SIM[0-9A-F]{8}/)
      .first()
      .waitFor();
    await sam.page.getByRole('button', { name: 'Hand over' }).click();
    await sam.page.getByText('Delivered', { exact: true }).first().waitFor({ timeout: 20_000 });
    await sam.look('delivery-delivered');
  });

  test('the start is confirmed, and the therapy is on its way to the refill', async () => {
    const clara = await atTherapy('clara');
    await recordInDialog(clara.page, {
      button: 'Confirm the start',
      entries: { 'Started on': world.server.clock.now().slice(0, 10), 'Doses taken': '1', Problem: 'None' },
      submit: 'Record',
      beforeSubmit: () => clara.look('start-confirmation'),
    });
    await clara.page.getByText('On therapy').first().waitFor();
    await clara.look('therapy-started');
  });
});

/** Finds the state of the claim in its section of the fill's page. */
function inClaim(person: JourneyPerson, state: string): Locator {
  return person.page.getByRole('region', { name: 'Claim', exact: true }).getByText(state, { exact: true });
}

/** Opens the fill of the therapy and returns the address of its page. */
async function openFill(person: JourneyPerson): Promise<string> {
  const therapyId = therapyPath.split('/').at(-1) as TherapyId;
  const [prescription] = await world.server.transact((tx) => listPrescriptions(tx, { therapyId }));
  const request = { prescriptionId: prescription?.prescriptionId, owner: 'wac', payment: 'claim' };
  const { fillId } = (await person.call('/api/dispensing/open-fill', request)) as { readonly fillId: string };
  return `/fills/${fillId}`;
}

/** Picks the lot, scans the package of that lot, and prepares the papers. */
async function fillAtBench(person: JourneyPerson, serial: string): Promise<void> {
  const { page } = person;
  await page.getByRole('button', { name: 'Pick the lot' }).click();
  const hint = page.getByText(/Lot \w+, expires/);
  const [, lotNumber = '', expiry = ''] = /Lot (\w+), expires ([\d-]+)/.exec((await hint.textContent()) ?? '') ?? [];
  await person.scan(composeScan({ lotNumber, expiry, serial }));
  await page.getByText(`Serial ${serial}`).waitFor();
  for (const paper of await page.getByRole('region', { name: 'Papers' }).getByRole('listitem').all()) {
    const button = paper.getByRole('button');
    if ((await button.count()) === 0) continue;
    await button.click();
    await button.waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: 'All counted and scanned' }).click();
}

/** Writes what a scanner reads from the package: GTIN, expiry, lot and serial (GS1 General Specifications, 3.2). */
function composeScan(of: { readonly lotNumber: string; readonly expiry: string; readonly serial: string }): string {
  const gtin = composeGtinOfNdc({ tenDigits: '0074055402', indicator: 0 });
  return `01${gtin}17${of.expiry.replaceAll('-', '').slice(2)}10${of.lotNumber}\u001d21${of.serial}`;
}
