import { toPayment } from '../../gateways/x12-files/to-payments.ts';
import { addDays, type CalendarDay } from '../../kernel/calendar-day.ts';
import { dayIn, type Instant, instantAt, type TimeZone } from '../../kernel/instant.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import type { ClaimHistory } from '../../modules/claims/index.ts';
import {
  insertPastDeposits,
  receiveRemittanceFile,
  saveRemittanceRules,
  settleRemittanceFile,
  standardRemittanceRules,
} from '../../modules/remittance/index.ts';
import type { Platform } from '../../platform/open-platform.ts';
import { readX12 } from '../../standards/x12/x12.ts';
import { type PaidByPayer, type PayerPayment, writeRemittanceFile } from '../partner-simulators/payer-remittance.ts';
import { must } from './demo-journey.ts';
import type { DemoStage } from './demo-stage.ts';

/** What was planted into the remittances, for those who check whether the product finds it. */
export interface PlantedRemittance {
  readonly what: 'short' | 'missing' | 'provider-adjustment' | 'unmatched' | 'held';
  readonly claimId: string | null;
  readonly cents: number;
}

interface Billed extends PaidByPayer {
  readonly claimId: string;
  readonly bin: string;
  readonly pcn: string;
}

const zone = 'UTC' as TimeZone;
/** A payer pays the claims of a month on this day of the next. */
const payDay = '20';
const shortCents = cents(10_00);
const smallShortCents = cents(1_25);
const deductedCents = cents(15_00);

/**
 * Tells what the simulated payers remitted on the claims of the past: a file for each month, with a payment for each payer. In the newest
 * month one claim is paid short, 15 dollars are deducted without a claim and one line belongs to none; a further file does not add up. The
 * month before leaves a claim out, so that it is overdue by now, and pays another a little short. All deposits but those of the newest month
 * are entered.
 */
export async function tellRemittances(
  platform: Pick<Platform, 'files'>,
  stage: DemoStage,
  past: { readonly tenantId: number; readonly endsAt: Instant; readonly claims: readonly ClaimHistory[] },
): Promise<readonly PlantedRemittance[]> {
  const [payee] = [...stage.sites.values()];
  if (payee === undefined) return [];
  const today = dayIn(past.endsAt, zone);
  // A claim of the first of a month is paid on the twentieth of the next: up to 50 days later.
  await stage.act('', (tx) =>
    saveRemittanceRules(tx, '2020-01-01' as CalendarDay, {
      ...{ ...standardRemittanceRules, cycleDays: 50 },
      source: 'Made up for demonstration',
    }),
  );
  const byDay = Map.groupBy(past.claims.flatMap(toBilled), ({ serviceOn }) => payDayOf(serviceOn));
  const days = [...byDay.keys()].filter((day) => day < today).sort();
  const planted: PlantedRemittance[] = [];
  for (const [index, paidOn] of days.entries()) {
    const payments = composePayments(byDay.get(paidOn) ?? [], { paidOn, payeeName: payee.name, payeeNpi: payee.npi });
    const isNewest = index === days.length - 1;
    const isBefore = index === days.length - 2;
    const sent = isNewest ? plant(payments, planted) : isBefore ? leaveOut(payments, planted) : payments;
    await takeIn(
      { platform, stage, tenantId: past.tenantId },
      { payments: sent, paidOn, number: index + 1, name: paidOn },
    );
    if (isNewest) {
      const wrong = composeWrong(payments, planted);
      const number = index + 2;
      await takeIn(
        { platform, stage, tenantId: past.tenantId },
        { payments: wrong, paidOn, number, name: `${paidOn}-more` },
      );
    }
  }
  stage.clock.moveTo(past.endsAt);
  // The deposits of the newest payments were not entered yet.
  const newest = days.at(-1);
  if (newest !== undefined) await stage.act('', (tx) => insertPastDeposits(tx, newest));
  return planted;
}

/** Names the day on which the claims of a day are paid: that of the month after. */
function payDayOf(serviceOn: CalendarDay): CalendarDay {
  const next = addDays(`${serviceOn.slice(0, 7)}-01` as CalendarDay, 31);
  return `${next.slice(0, 7)}-${payDay}` as CalendarDay;
}

function toBilled({ claimId, submission, answers }: ClaimHistory): readonly Billed[] {
  const last = answers.at(-1);
  if (last === undefined || !('adjudication' in last) || last.adjudication.outcome !== 'paid') return [];
  const { totalPaidCents, patientPayCents, authorizationNumber } = last.adjudication;
  const chargeCents = cents(submission.ingredientCostCents + submission.dispensingFeeCents);
  return [
    {
      ...{ claimId, bin: submission.bin, pcn: submission.pcn, rxNumber: submission.rxNumber },
      ...{ payerClaimNumber: authorizationNumber ?? '', statusCode: '1', serviceOn: submission.dateOfService },
      ...{ ndc11: submission.ndc11, quantity: String(submission.quantityThousandths / 1_000), chargeCents },
      ...{ paidCents: totalPaidCents ?? cents(0), patientCents: patientPayCents ?? cents(0) },
    },
  ];
}

type Terms = Pick<PayerPayment, 'paidOn' | 'payeeName' | 'payeeNpi'>;
type Payment = PayerPayment & { readonly claims: readonly Billed[] };

function composePayments(billed: readonly Billed[], terms: Terms): readonly Payment[] {
  const byPayer = [...Map.groupBy(billed, ({ bin }) => bin)].sort(([left], [right]) => left.localeCompare(right));
  return byPayer.map(([bin, claims]) => ({
    ...{ ...terms, bin, payerName: `Payer ${claims[0]?.pcn || bin} (invented)`, claims },
    ...{
      traceNumber: `RA${bin}${terms.paidOn.replaceAll('-', '')}`,
      providerAdjustments: [],
      misstatedCents: cents(0),
    },
  }));
}

function plant(payments: readonly Payment[], planted: PlantedRemittance[]): readonly PayerPayment[] {
  const [first, ...rest] = payments;
  const [short, ...others] = first?.claims ?? [];
  if (first === undefined || short === undefined) return payments;
  planted.push({ what: 'short', claimId: short.claimId, cents: shortCents });
  planted.push({ what: 'provider-adjustment', claimId: null, cents: deductedCents });
  const stranger: PaidByPayer = {
    ...short,
    rxNumber: '8999999',
    payerClaimNumber: 'A00000001',
    paidCents: short.paidCents,
  };
  planted.push({ what: 'unmatched', claimId: null, cents: stranger.paidCents });
  const claims = [{ ...short, paidCents: (short.paidCents - shortCents) as Cents }, ...others, stranger];
  const providerAdjustments = [{ reason: 'WO', reference: 'A00000002', cents: deductedCents }];
  return [{ ...first, claims, providerAdjustments }, ...rest];
}

function leaveOut(payments: readonly Payment[], planted: PlantedRemittance[]): readonly PayerPayment[] {
  const [first, ...rest] = payments;
  const ofMonth: readonly Billed[] = first?.claims ?? [];
  const [missing, ...others] = ofMonth.toSorted((left, right) => left.serviceOn.localeCompare(right.serviceOn));
  if (first === undefined || missing === undefined || others.length === 0) return payments;
  planted.push({ what: 'missing', claimId: missing.claimId, cents: missing.paidCents });
  const [small, ...paid] = others.toReversed();
  if (small === undefined || small.paidCents < smallShortCents) return [{ ...first, claims: others }, ...rest];
  planted.push({ what: 'short', claimId: small.claimId, cents: smallShortCents });
  return [
    { ...first, claims: [{ ...small, paidCents: (small.paidCents - smallShortCents) as Cents }, ...paid] },
    ...rest,
  ];
}

function composeWrong(payments: readonly Payment[], planted: PlantedRemittance[]): readonly PayerPayment[] {
  const [first] = payments;
  if (first === undefined) return [];
  const misstatedCents = cents(-40);
  planted.push({ what: 'held', claimId: null, cents: misstatedCents });
  const claims = first.claims
    .slice(0, 2)
    .map((claim) => ({ ...claim, rxNumber: '8999998', payerClaimNumber: 'A00000003' }));
  return [{ ...first, claims, traceNumber: `${first.traceNumber}B`, misstatedCents }];
}

/** Takes a file in on the morning of its day, as the watched folder does, and posts or holds what it says. */
export async function takeIn(
  on: { readonly platform: Pick<Platform, 'files'>; readonly stage: DemoStage; readonly tenantId: number },
  file: {
    readonly payments: readonly PayerPayment[];
    readonly paidOn: CalendarDay;
    readonly number: number;
    readonly name: string;
  },
): Promise<void> {
  const { platform, stage } = on;
  const bytes = Buffer.from(writeRemittanceFile(file.payments, file.number));
  const at = instantAt({ day: file.paidOn, time: '11:00', timeZone: zone });
  stage.clock.moveTo(at);
  const coming = { pieces: [bytes], mediaType: 'application/edi-x12', largestBytes: bytes.length, at };
  const upload = await platform.files.receive(on.tenantId as Parameters<typeof platform.files.receive>[0], coming);
  if (upload === null) throw new Error('a remittance of the demonstration is too large');
  const { message, problems } = readX12(bytes);
  const payments = (message?.remittances ?? []).map(toPayment);
  await stage.act('', async (tx) => {
    const fileName = `remittance-${file.name}.835`;
    const { remittanceFileId } = must(await receiveRemittanceFile(tx, { upload, source: 'import', fileName }));
    await settleRemittanceFile(tx, { remittanceFileId, payments, problems });
  });
}
