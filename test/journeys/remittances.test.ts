import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PaidByPayer, writeRemittanceFile } from '../../src/apps/partner-simulators/payer-remittance.ts';
import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import { type Cents, cents } from '../../src/kernel/money.ts';
import { saveRefundPayers } from '../../src/modules/remittance/index.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { JourneyWorld } from '../support/journey-world.ts';

let world: JourneyWorld;
let bill: JourneyPerson;
let paid: readonly PaidByPayer[];

beforeAll(async () => {
  world = await JourneyWorld.open({ patients: 16 });
  bill = await world.enter('bill');
  paid = await listPaidClaims();
}, 300_000);
afterEach(async (step) => {
  if (step.task.result?.state === 'fail') await world.picture('failed-remittance');
  expect(world.takeOffences()).toEqual([]);
});
afterAll(() => world.close());

/** Lists claims that payers agreed to pay, as they remit them. */
async function listPaidClaims(): Promise<readonly PaidByPayer[]> {
  const { rows } = await world.server.transact((tx) =>
    sql<{ readonly number: string; readonly on: CalendarDay; readonly agreed: Cents }>`
      select authorization_number as number, date_of_service as on, total_paid_cents as agreed from claims.claim
      where state in ('paid', 'captured') order by claim_id limit 3`.execute(tx.database),
  );
  return rows.map(({ number, on, agreed }, index) => ({
    ...{ rxNumber: `NONE${index}`, payerClaimNumber: number, statusCode: '1' as const, serviceOn: on },
    ...{ ndc11: '00074055402', quantity: '2', chargeCents: agreed, paidCents: agreed, patientCents: cents(0) },
  }));
}

/** Brings a file of one payment by the button, as a person does who got it from the payer's portal. */
async function bring(
  name: string,
  changes: { readonly claims: readonly PaidByPayer[]; readonly misstated?: number; readonly bin?: string },
) {
  const file = writeRemittanceFile(
    [
      {
        ...{
          payerName: 'SYNTHETIC PAYER',
          bin: changes.bin ?? '610011',
          traceNumber: name,
          paidOn: '2026-10-15' as CalendarDay,
        },
        ...{ payeeName: 'HARBORVIEW', payeeNpi: '1093817462', claims: changes.claims },
        providerAdjustments: [{ reason: 'WO', reference: 'A7', cents: cents(1_500) }],
        misstatedCents: cents(changes.misstated ?? 0),
      },
    ],
    7,
  );
  const chooser = bill.page.waitForEvent('filechooser');
  await bill.page.keyboard.press('u');
  await (await chooser).setFiles({ name: `${name}.835`, mimeType: 'text/plain', buffer: Buffer.from(file) });
  await bill.page.waitForURL('**/remittances/*');
}

describe('a remittance file', { timeout: 60_000 }, () => {
  test('is brought, posted and balanced; a short line and one of no claim stand out and are opened', async () => {
    const [first, second] = paid;
    if (first === undefined || second === undefined) throw new Error('no claim was paid');
    await bill.visit('/remittances');
    await bill.page.getByText('No remittance came in').waitFor();
    await bill.look('remittances-none');
    const stranger = { ...second, payerClaimNumber: 'A00000009', paidCents: cents(4_000), chargeCents: cents(4_000) };
    await bring('TRACE1', { claims: [{ ...first, paidCents: cents(first.paidCents - 1_000) }, second, stranger] });
    const { page } = bill;
    await page.getByText(/, balances$/).waitFor({ timeout: 20_000 });
    await page.getByText('$15.00, 1 adjustment').waitFor();
    await bill.look('remittance-posted');
    await page.getByRole('button', { name: '$10.00' }).click();
    await page.getByRole('row', { name: /CO 45: \$10\.00/ }).waitFor();
    await page.getByRole('row', { name: /CO 45: \$10\.00/ }).dblclick();
    await page.getByRole('dialog').getByText('Agreed').waitFor();
    await bill.look('remittance-line');
    await page.keyboard.press('Escape');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await bill.look('remittance-posted-dark');
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  });

  test('has its deposit entered, for exactly the payment', async () => {
    const { page } = bill;
    await page.getByRole('button', { name: 'Enter the deposit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Deposited on/).fill('2026-10-16');
    await dialog.getByLabel(/^Amount/).fill('1.00');
    await dialog.getByLabel(/^Bank reference/).fill('DEP 4471');
    await bill.look('remittance-deposit');
    await dialog.getByRole('button', { name: /^Enter/ }).click();
    await dialog.getByRole('alert').waitFor();
    const payment = (await page.getByText(/, balances$/).textContent()) ?? '';
    await dialog.getByLabel(/^Amount/).fill(payment.replace(/[^\d.]/g, ''));
    await dialog.getByRole('button', { name: /^Enter/ }).click();
    await page.getByText('Oct 16, 2026, DEP 4471').waitFor();
  });

  test('that does not add up is held whole, says where, and is set aside', async () => {
    const { page } = bill;
    await bill.visit('/remittances');
    await page.getByRole('row', { name: /TRACE1/ }).waitFor();
    await bring('TRACE2', { claims: paid.slice(2, 3), misstated: -40 });
    await page.getByText('This file is held whole').waitFor({ timeout: 20_000 });
    await bill.look('remittance-held');
    await page.keyboard.press('x');
    await page
      .getByRole('dialog')
      .getByLabel(/^Reason/)
      .selectOption({ index: 1 });
    await page.getByRole('dialog').getByRole('button', { name: 'Set aside' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Payer sends it again').waitFor();
    await bill.visit('/remittances');
    await page.getByRole('row', { name: /Payer sends it again/ }).waitFor();
    await bill.look('remittances');
  });

  test('that pays short is a finding, taken by the key that its dialog shows; what is open stands by payer and age', async () => {
    const { page } = bill;
    await bill.visit('/revenue-risk');
    await page.getByRole('row', { name: /Paid short/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Take it/ })
      .waitFor();
    await bill.look('finding');
    await page.keyboard.press('t');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Paid short.*Taken/ }).waitFor();
    await bill.look('revenue-risk');
    await bill.visit('/receivables');
    await page.getByRole('heading', { level: 1, name: 'Receivables' }).waitFor();
    await page.getByRole('button', { name: 'CSV' }).waitFor();
    await bill.look('receivables');
    await bill.visit('/remittances');
    await page.getByRole('row', { name: /TRACE1/ }).waitFor();
  });

  test('of the facilitator brings a refund that nobody owes, and the manufacturer is asked about it by keyboard', async () => {
    const [first] = paid;
    if (first === undefined) throw new Error('no claim was paid');
    const validFrom = '2026-01-01' as CalendarDay;
    const facilitator = { payerId: '999099', validFrom, validTo: null, codeQualifier: 'CE' };
    await world.server.transact((tx) => saveRefundPayers(tx, [{ ...facilitator, source: 'test', isVerified: false }]));
    const refund = { ...first, paidCents: cents(29_000), chargeCents: cents(29_000), transactionCode: '001' };
    await bring('TRACE3', { claims: [refund], bin: facilitator.payerId });
    const { page } = bill;
    await bill.visit('/refunds');
    await page.getByLabel('How it stands').check();
    await page.getByRole('button', { name: /^Short or not owed/ }).click();
    await page.getByRole('row', { name: /Paid, not owed/ }).waitFor({ timeout: 20_000 });
    await bill.look('refunds');
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await page.getByRole('row', { name: /Paid, not owed/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('001 Original').waitFor();
    await dialog.getByRole('button', { name: /^Record an inquiry/ }).press('Enter');
    await dialog.getByLabel(/^Why/).selectOption('wrong-price');
    await dialog.getByLabel(/^Why/).press('Control+Enter');
    await dialog.getByText('Good-faith inquiry: Another price was used').waitFor();
    await bill.look('refund');
  });
});
