import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField } from '../../../ui/fields.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import { referralPermissions } from '../permissions.ts';
import { ContradictionLines } from './contradiction-lines.tsx';
import { LetterLines } from './letter-lines.tsx';
import { invalidates, type ReferralOf, ReferralReader, type ShownReferral } from './referral-reader.tsx';
import classes from './referrals.module.css';
import { RequestLines } from './request-lines.tsx';
import { SourceLink } from './source-link.tsx';

type Item = ShownReferral['items'][number];

const looks: Readonly<Record<Item['status'], { readonly label: string; readonly tone: Tone }>> = {
  met: { label: 'Here', tone: 'done' },
  stale: { label: 'Too old', tone: 'due' },
  missing: { label: 'Missing', tone: 'blocked' },
};

/** What a prescription lacks, item by item with what meets it, and what was asked. */
export function CompletenessPanel(props: { readonly prescriptionId: PrescriptionId }): ReactNode {
  return <Completeness of={{ prescriptionId: props.prescriptionId }} />;
}

/** What a referral lacks, of a prescription or of the present one of a therapy. */
export function Completeness(props: { readonly of: ReferralOf }): ReactNode {
  return (
    <ReferralReader of={props.of}>
      {(referral) => (
        <div className={classes['panel']}>
          <Score referral={referral} />
          <ContradictionLines referral={referral} />
          <Items referral={referral} />
          <RequestLines referral={referral} />
          <LetterLines referral={referral} kinds={['missing-information', 'duplicate-notice']} />
        </div>
      )}
    </ReferralReader>
  );
}

function Score(props: { readonly referral: ShownReferral }): ReactNode {
  const { percent, metCount, items } = props.referral;
  const unverified = items.filter(({ isVerified }) => !isVerified).length;
  return (
    <p className={classes['score']}>
      <strong>{percent} %</strong>
      <progress className={classes['bar']} value={metCount} max={Math.max(1, items.length)} aria-label="Complete" />
      <span>{`${metCount} of ${items.length} items are here`}</span>
      {unverified > 0 && (
        <span className={classes['soft']}>
          {unverified === items.length ? 'Requirements not verified' : `${unverified} requirements not verified`}
        </span>
      )}
    </p>
  );
}

function Items(props: { readonly referral: ShownReferral }): ReactNode {
  const { referral } = props;
  const { items, isOver, isPatientKnown, prescriptionId } = referral;
  const mayAsk = useHasPermission(referralPermissions.askForMissing.code) && !isOver;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [showsMet, setShowsMet] = useState(false);
  const ask = useEndpointCommand(api.askForMissing, { invalidates, onDone: () => setLeft(new Set()) });
  const unmet = items.filter(({ status }) => status !== 'met');
  const askable = unmet.filter(({ isAsked }) => !isAsked);
  const chosen = askable.filter(({ itemCode }) => !left.has(itemCode));
  const toggle = (itemCode: string, isChosen: boolean): void =>
    setLeft(new Set([...left].filter((other) => other !== itemCode).concat(isChosen ? [] : [itemCode])));
  const met = items.filter(({ status }) => status === 'met');
  const shown = showsMet ? [...unmet, ...met] : unmet;
  return (
    <>
      <ul className={classes['items']}>
        {shown.map((item) => (
          <ItemLine
            key={item.itemCode}
            item={item}
            choice={
              mayAsk && !item.isAsked && item.status !== 'met'
                ? { isChosen: !left.has(item.itemCode), onChange: (to) => toggle(item.itemCode, to) }
                : null
            }
          />
        ))}
      </ul>
      <div className={classes['buttons']}>
        {mayAsk && askable.length > 0 && (
          <ReasonedButton
            label={askLabel(chosen, referral)}
            isSmall
            isRunning={ask.isRunning}
            refusal={refuseAsking(chosen, isPatientKnown)}
            onPress={() => ask.run({ prescriptionId, itemCodes: chosen.map(({ itemCode }) => itemCode) })}
          />
        )}
        {met.length > 0 && (
          <ReasonedButton
            label={showsMet ? 'Hide what is here' : `Show ${met.length} that are here`}
            kind="secondary"
            isSmall
            onPress={() => setShowsMet(!showsMet)}
          />
        )}
      </div>
      {ask.failure !== null && <FailureNotice failure={ask.failure} />}
    </>
  );
}

function ItemLine(props: {
  readonly item: Item;
  readonly choice: { readonly isChosen: boolean; readonly onChange: (isChosen: boolean) => void } | null;
}): ReactNode {
  const { item, choice } = props;
  const { label, tone } = looks[item.status];
  return (
    <li className={classes['item']} title={item.isVerified ? item.source : `${item.source} (not verified)`}>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      {choice === null ? (
        <span>{item.label}</span>
      ) : (
        <CheckField label={item.label} isChecked={choice.isChosen} onChange={choice.onChange} />
      )}
      <span className={classes['fact']}>
        {item.text !== null && <span>{item.text}</span>}
        {item.on !== null && <span>{formatCalendarDay(item.on as CalendarDay)}</span>}
        {item.status === 'stale' && <span>{`must be within ${item.maximumAgeDays ?? 0} days`}</span>}
        {item.isAsked && <span>asked for</span>}
        <SourceLink origin={item.origin} of={item.label} />
      </span>
    </li>
  );
}

function askLabel(chosen: readonly Item[], { canAskEhr, canSendForm }: ShownReferral): string {
  const count = chosen.length === 1 ? '1 item' : `${chosen.length} items`;
  if (canAskEhr && chosen.some(({ isQueryable }) => isQueryable)) return `Ask the EHR for ${count}`;
  const isForm = canSendForm && chosen.some(({ isAnswerable }) => isAnswerable);
  return `Ask the prescriber by ${isForm ? 'form' : 'letter'} for ${count}`;
}

function refuseAsking(chosen: readonly Item[], isPatientKnown: boolean): { readonly sentence: string } | null {
  if (!isPatientKnown) return { sentence: 'Settle first which patient this is.' };
  return chosen.length === 0 ? { sentence: 'Choose what to ask for.' } : null;
}
