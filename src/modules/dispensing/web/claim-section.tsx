import type { ReactNode } from 'react';
import type { Cents } from '../../../kernel/money.ts';
import { formatMoney } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { FillAtBench } from './fill-page.tsx';

const states: Readonly<Record<string, string>> = {
  sending: 'Sent, no answer yet',
  paid: 'Paid',
  captured: 'Captured',
  rejected: 'Rejected',
  reversing: 'Being taken back',
  reversed: 'Taken back',
  unanswered: 'The payer did not answer',
};

/** What the payer said to the claim of a fill. */
export function ClaimSection(props: { readonly claim: FillAtBench['claim']; readonly payment: string }): ReactNode {
  const { claim } = props;
  if (claim === null)
    return <Panel title="Claim">{props.payment === 'cash' ? 'Paid by the patient, no claim.' : 'No claim.'}</Panel>;
  const money = (amount: number | null): string => (amount === null ? 'Not known' : formatMoney(amount as Cents));
  return (
    <Panel title="Claim">
      <KeyValueList
        columns={2}
        items={[
          { label: 'State', value: states[claim.state] ?? claim.state },
          { label: 'Authorization', value: claim.authorizationNumber ?? 'None' },
          { label: 'Patient pays', value: money(claim.patientPayCents) },
          { label: 'Payer pays', value: money(claim.totalPaidCents) },
        ]}
      />
      {claim.rejects.map((reject) => (
        <Notice key={reject.code} tone="blocked" sentence={`${reject.code}: ${reject.sentence}`}>
          {reject.firstAction}
        </Notice>
      ))}
    </Panel>
  );
}
