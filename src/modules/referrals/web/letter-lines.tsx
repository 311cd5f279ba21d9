import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { Moment } from '../../../ui/moment.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { DocumentDrawer } from '../../documents/web/index.tsx';
import * as api from '../api.ts';
import { type LetterKind, letterKinds, type SendingWay, sendingWays } from '../domain/letter.ts';
import { referralPermissions } from '../permissions.ts';
import { invalidates, type ShownReferral } from './referral-reader.tsx';
import classes from './referrals.module.css';

type Letter = ShownReferral['letters'][number];

/** The letters of a referral: each opens, and is recorded as sent by the person who sent it. */
export function LetterLines(props: {
  readonly referral: ShownReferral;
  readonly kinds: readonly LetterKind[];
}): ReactNode {
  const letters = props.referral.letters.filter(({ kind }) => props.kinds.includes(kind));
  const maySend = useHasPermission(referralPermissions.askForMissing.code);
  const [opened, setOpened] = useState<Letter | null>(null);
  const [sending, setSending] = useState<Letter | null>(null);
  if (letters.length === 0) return null;
  return (
    <section aria-label="Letters" className={classes['part']}>
      <h3 className={classes['heading']}>Letters</h3>
      <p className={classes['soft']}>
        No fax line is connected here: a person sends each letter and records it as sent.
      </p>
      {letters.map((letter) => (
        <div key={letter.letterId} className={classes['line']}>
          <Button variant="subtle" size="compact-sm" onClick={() => setOpened(letter)}>
            {letterKinds[letter.kind]}
          </Button>
          <span>{describeRecipient(letter)}</span>
          <LetterState letter={letter} />
          {maySend && (letter.sentAt === null || !props.referral.isOver) && (
            <ReasonedButton
              label={letter.sentAt === null ? 'Record as sent' : 'Sent again'}
              kind="secondary"
              isSmall
              onPress={() => setSending(letter)}
            />
          )}
        </div>
      ))}
      {opened !== null && (
        <DocumentDrawer
          document={{ documentId: opened.documentId, title: letterKinds[opened.kind], mediaType: 'application/pdf' }}
          onClose={() => setOpened(null)}
        />
      )}
      {sending !== null && <SentDialog letter={sending} onClose={() => setSending(null)} />}
    </section>
  );
}

function LetterState(props: { readonly letter: Letter }): ReactNode {
  const { sentAt, sentWay, sentByName } = props.letter;
  if (sentAt === null || sentWay === null) return <StatusBadge tone="due">To be sent</StatusBadge>;
  return (
    <>
      <StatusBadge tone="done">{sendingWays[sentWay]}</StatusBadge>
      <span className={classes['soft']}>
        <Moment at={sentAt as Instant} /> {sentByName ?? ''}
      </span>
    </>
  );
}

const sentFields = {
  way: {
    kind: 'choice',
    label: 'Sent by',
    isRequired: true,
    layout: 'row',
    options: (Object.keys(sendingWays) as SendingWay[]).map((value) => ({ value, label: sendingWays[value] })),
  },
} as const;

function SentDialog(props: { readonly letter: Letter; readonly onClose: () => void }): ReactNode {
  const { letter, onClose } = props;
  const send = useEndpointCommand(api.recordLetterSent, { invalidates, onDone: onClose });
  return (
    <Dialog opened title="Record the letter as sent" onClose={onClose}>
      <p>{`To ${describeRecipient(letter)}. The time in which an answer is expected runs from now.`}</p>
      <StructuredForm
        fields={sentFields}
        initial={{ way: 'fax' }}
        submitLabel="Record as sent"
        isRunning={send.isRunning}
        failure={send.failure}
        onCancel={onClose}
        onSubmit={({ way }) => send.run({ letterId: letter.letterId, way })}
      />
    </Dialog>
  );
}

function describeRecipient({ recipientName, recipientFax }: Letter): string {
  return recipientFax === null
    ? `${recipientName}, no fax on record`
    : `${recipientName}, fax ${formatPhone(recipientFax)}`;
}
