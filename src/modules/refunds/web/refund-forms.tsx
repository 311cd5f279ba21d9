import { type ReactNode, useState } from 'react';
import { parseUnitPrice } from '../../../kernel/money.ts';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatUnitPrice } from '../../../ui/format-money.ts';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import {
  type DeterminationEvidence,
  determinationEvidence,
  type InquiryKind,
  type InquiryOutcome,
  type InquiryReason,
  inquiryKinds,
  inquiryOutcomes,
  inquiryReasons,
} from '../domain/inquiry.ts';
import { describeSource, type ShownClaimRefund } from './refund-words.ts';

const invalidates = [api.getClaimRefund, api.getRefundBoard];

function optionsOf(words: Readonly<Record<string, string>>): { readonly value: string; readonly label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

const inquiryFields = {
  kind: { kind: 'choice', label: 'Kind', isRequired: true, options: optionsOf(inquiryKinds) },
  reason: { kind: 'choice', label: 'Why', isRequired: true, options: optionsOf(inquiryReasons) },
} as const;

/** Records that the manufacturer was asked. */
export function InquiryForm(props: { readonly claimId: string; readonly onDone: () => void }): ReactNode {
  const { claimId, onDone } = props;
  const open = useEndpointCommand(api.openInquiry, { invalidates, onDone });
  return (
    <StructuredForm
      fields={inquiryFields}
      initial={{ kind: 'good-faith-inquiry' }}
      submitLabel="Record"
      onSubmit={({ kind, reason }) => open.run({ claimId, kind: kind as InquiryKind, reason: reason as InquiryReason })}
      onCancel={onDone}
      isRunning={open.isRunning}
      failure={open.failure}
      columns={2}
    />
  );
}

const answerFields = {
  outcome: { kind: 'choice', label: 'Answer', isRequired: true, options: optionsOf(inquiryOutcomes) },
} as const;

/** Records what the manufacturer answered. */
export function AnswerForm(props: { readonly inquiryId: string; readonly onDone: () => void }): ReactNode {
  const { inquiryId, onDone } = props;
  const answer = useEndpointCommand(api.answerInquiry, { invalidates, onDone });
  return (
    <StructuredForm
      fields={answerFields}
      submitLabel="Record"
      onSubmit={({ outcome }) => answer.run({ inquiryId, outcome: outcome as InquiryOutcome })}
      onCancel={onDone}
      isRunning={answer.isRunning}
      failure={answer.failure}
    />
  );
}

const determinationFields = {
  evidence: { kind: 'choice', label: 'Evidence', isRequired: true, options: optionsOf(determinationEvidence) },
  ceiling: { kind: 'text', label: 'Ceiling per unit, in dollars', longest: 20, isCode: true },
} as const;

/** Records whether the claim is one of 340B; the lower of ceiling and fair price counts. */
export function DeterminationForm(props: {
  readonly claimId: string;
  readonly shown: ShownClaimRefund;
  readonly onDone: () => void;
}): ReactNode {
  const { claimId, shown, onDone } = props;
  const [isUnreadable, setUnreadable] = useState(false);
  const record = useEndpointCommand(api.recordDetermination, { invalidates, onDone });
  const { ceiling: onFile } = shown;
  return (
    <>
      <p>
        {onFile === null
          ? 'No ceiling price is on file for the day.'
          : `Ceiling on file: ${formatUnitPrice(onFile.unitPrice)} (${describeSource(onFile)}). Leave the field empty to use it.`}
      </p>
      {isUnreadable && <Notice tone="blocked" sentence="The ceiling is a price such as 12.34567." />}
      <StructuredForm
        fields={determinationFields}
        submitLabel="Record"
        onSubmit={({ evidence, ceiling }) => {
          const text = (ceiling ?? '').trim();
          const price = text === '' ? null : parseUnitPrice(text);
          const isWrong = text !== '' && (price === null || price < 0);
          setUnreadable(isWrong);
          if (isWrong) return;
          const isQualified = evidence !== 'not-340b';
          record.run({ claimId, isQualified, evidence: evidence as DeterminationEvidence, ceiling: price });
        }}
        onCancel={onDone}
        isRunning={record.isRunning}
        failure={record.failure}
        columns={2}
      />
    </>
  );
}
