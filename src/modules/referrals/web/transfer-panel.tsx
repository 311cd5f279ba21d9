import { type ReactNode, useState } from 'react';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import { transferReasons, transferStates } from '../domain/transfer-out.ts';
import { referralPermissions } from '../permissions.ts';
import { LetterLines } from './letter-lines.tsx';
import { type ReferralOf, ReferralReader, type ShownReferral } from './referral-reader.tsx';
import classes from './referrals.module.css';
import { AcknowledgeDialog, BeginTransferDialog, WithdrawDialog } from './transfer-dialogs.tsx';

type Transfer = ShownReferral['transfers'][number];
type Limit = NonNullable<ShownReferral['network']>;

/** Which pharmacies may serve a prescription, and its way to another one. */
export function TransferPanel(props: { readonly prescriptionId: PrescriptionId }): ReactNode {
  return <Transfers of={{ prescriptionId: props.prescriptionId }} />;
}

/** Where a referral may or does go, of a prescription or of the present one of a therapy. */
export function Transfers(props: { readonly of: ReferralOf }): ReactNode {
  const [dialog, setDialog] = useState<'begin' | null>(null);
  const mayTransfer = useHasPermission(referralPermissions.transferOut.code);
  return (
    <ReferralReader of={props.of}>
      {(referral) => {
        const isUnderWay = referral.transfers.some(({ state }) => state === 'composed' || state === 'sent');
        return (
          <div className={classes['panel']}>
            <Limits referral={referral} />
            {referral.transfers.map((transfer) => (
              <TransferLine key={transfer.transferId} transfer={transfer} mayTransfer={mayTransfer} />
            ))}
            <LetterLines referral={referral} kinds={['transfer-packet']} />
            {mayTransfer && !referral.isOver && !isUnderWay && (
              <div className={classes['buttons']}>
                <ReasonedButton
                  label="Transfer out"
                  kind={isBarred(referral) ? 'primary' : 'secondary'}
                  isSmall
                  refusal={referral.isPatientKnown ? null : { sentence: 'Settle first which patient this is.' }}
                  onPress={() => setDialog('begin')}
                />
              </div>
            )}
            {dialog === 'begin' && <BeginTransferDialog referral={referral} onClose={() => setDialog(null)} />}
          </div>
        );
      }}
    </ReferralReader>
  );
}

/** Says where the drug may be dispensed and paid for, with who says so. */
function Limits(props: { readonly referral: ShownReferral }): ReactNode {
  const { network, plan } = props.referral;
  if (network === null && plan === null) return <p className={classes['soft']}>Any pharmacy may serve this.</p>;
  return (
    <>
      {network !== null && (
        <LimitNotice
          limit={network}
          here="This pharmacy is in the network of this drug."
          elsewhere="The drug is of limited distribution, and this pharmacy is not in its network:"
          unknown="The drug is of limited distribution, and its network is not recorded."
        />
      )}
      {plan !== null && (
        <LimitNotice
          limit={plan}
          here={`${plan.planName} pays for specialty drugs at this pharmacy.`}
          elsewhere={`${plan.planName} pays for specialty drugs only at:`}
          unknown=""
        />
      )}
    </>
  );
}

function LimitNotice(props: {
  readonly limit: Limit;
  readonly here: string;
  readonly elsewhere: string;
  readonly unknown: string;
}): ReactNode {
  const { pharmacies, includesUs } = props.limit;
  const [first] = pharmacies;
  if (first === undefined) return <Notice tone="due" sentence={props.unknown} />;
  const source = `${first.source}${first.isVerified ? '' : ' (not verified)'}`;
  if (includesUs) return <p>{`${props.here} ${source}.`}</p>;
  return (
    <div>
      <Notice tone="blocked" sentence={props.elsewhere} />
      <ul className={classes['pharmacies']}>
        {pharmacies.map(({ npi, name, phone }) => (
          <li key={npi}>
            {[name, phone === null ? null : formatPhone(phone)].filter((part) => part !== null).join(', ')}
          </li>
        ))}
      </ul>
      <p className={classes['soft']}>{source}</p>
    </div>
  );
}

function TransferLine(props: { readonly transfer: Transfer; readonly mayTransfer: boolean }): ReactNode {
  const { transfer, mayTransfer } = props;
  const [dialog, setDialog] = useState<'acknowledge' | 'withdraw' | null>(null);
  const { state, isLate, dueAt, pharmacyName, reasonCode, daysHeld, acknowledgedBy, acknowledgedAt } = transfer;
  const isOpen = state === 'composed' || state === 'sent';
  const close = (): void => setDialog(null);
  return (
    <div className={classes['line']}>
      <StatusBadge tone={toneOf(transfer)}>{isLate ? 'Not acknowledged in time' : transferStates[state]}</StatusBadge>
      <span>{`${pharmacyName}: ${transferReasons[reasonCode].toLowerCase()}`}</span>
      {dueAt !== null && (
        <span className={classes['soft']}>
          to be acknowledged by <Moment at={dueAt as Instant} />
        </span>
      )}
      {acknowledgedAt !== null && (
        <span className={classes['soft']}>
          {acknowledgedBy}, <Moment at={acknowledgedAt as Instant} />, {daysHeld} {daysHeld === 1 ? 'day' : 'days'} here
        </span>
      )}
      {mayTransfer && state === 'sent' && (
        <ReasonedButton label="Record acknowledgement" isSmall onPress={() => setDialog('acknowledge')} />
      )}
      {mayTransfer && isOpen && (
        <ReasonedButton label="Take back" kind="secondary" isSmall onPress={() => setDialog('withdraw')} />
      )}
      {dialog === 'acknowledge' && <AcknowledgeDialog transfer={transfer} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawDialog transfer={transfer} onClose={close} />}
    </div>
  );
}

function toneOf({ state, isLate }: Transfer): Tone {
  if (isLate) return 'blocked';
  const tones = { composed: 'due', sent: 'waiting', acknowledged: 'done', withdrawn: 'neutral' } as const;
  return tones[state];
}

/** Whether anything on record says that this pharmacy can't serve it. */
function isBarred({ network, plan }: ShownReferral): boolean {
  return [network, plan].some((limit) => limit !== null && limit.pharmacies.length > 0 && !limit.includesUs);
}
