import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { queryKeyOf, useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSessionGate } from '../../../ui/session-gate.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import classes from './account-page.module.css';
import { registerPasskey } from './ask-passkey.ts';

type Account = ResponseOf<typeof api.getAccount>;

/** The page on which a person looks after the own passkeys and recovery codes. */
export function AccountPage(): ReactNode {
  const account = useEndpointQuery(api.getAccount, {});
  return (
    <PageFrame title="Your account">
      {account.error !== null && <FailureNotice failure={account.error} onRetry={() => void account.refetch()} />}
      {account.data === undefined ? (
        <LoadingRows rows={6} />
      ) : (
        <div className={classes['panels']}>
          <PasskeysPanel passkeys={account.data.passkeys} />
          <RecoveryPanel codesLeft={account.data.recoveryCodesLeft} />
        </div>
      )}
    </PageFrame>
  );
}

function PasskeysPanel(props: { readonly passkeys: Account['passkeys'] }): ReactNode {
  const remove = useEndpointCommand(api.removePasskey, { invalidates: [api.getAccount] });
  return (
    <Panel title="Passkeys">
      <ul className={classes['passkeys']}>
        {props.passkeys.map((passkey) => (
          <li key={passkey.passkeyId} className={classes['passkey']}>
            <span>
              {passkey.label}{' '}
              <span className={classes['soft']}>
                since <Moment at={passkey.madeAt as Instant} show="day" />
              </span>
            </span>
            <StatusBadge tone={passkey.isDeviceBound ? 'done' : 'neutral'}>
              {passkey.isDeviceBound ? 'Bound to its device' : 'May be copied to other devices'}
            </StatusBadge>
            <Button
              size="xs"
              variant="default"
              loading={remove.isRunning}
              aria-label={`Remove ${passkey.label}`}
              onClick={() => remove.run({ passkeyId: passkey.passkeyId })}
            >
              Remove
            </Button>
          </li>
        ))}
        {props.passkeys.length === 0 && <li className={classes['soft']}>You have no passkey yet.</li>}
      </ul>
      {remove.failure !== null && <FailureNotice failure={remove.failure} />}
      <NewPasskey />
    </Panel>
  );
}

function NewPasskey(): ReactNode {
  const gate = useSessionGate();
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setRunning(true);
    void registerPasskey(label.trim(), gate)
      .then(async (sentence) => {
        setRefusal(sentence);
        if (sentence !== null) return;
        setLabel('');
        await client.invalidateQueries({ queryKey: queryKeyOf(api.getAccount) });
      })
      .finally(() => setRunning(false));
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <TextField label="Name of a new passkey" value={label} onChange={setLabel} hint="Such as the device it is on." />
      <Button type="submit" loading={isRunning} disabled={label.trim() === ''}>
        Add a passkey
      </Button>
      {refusal !== null && <Notice tone="blocked" urgency="alert" sentence={refusal} />}
    </form>
  );
}

function RecoveryPanel(props: { readonly codesLeft: number }): ReactNode {
  const make = useEndpointCommand(api.makeRecoveryCodes, { invalidates: [api.getAccount] });
  return (
    <Panel title="Recovery codes" aside={`${props.codesLeft} left`}>
      <div className={classes['recovery']}>
        <p>Each stands in once for a code of your authenticator app, beside your password. Keep them away from it.</p>
        {make.response !== null && (
          <>
            <ul className={classes['codes']} aria-label="New recovery codes">
              {make.response.codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
            <Notice tone="due" sentence="Write these down now: they are not shown again. Earlier codes are void." />
          </>
        )}
        {make.failure !== null && <FailureNotice failure={make.failure} />}
        <Button variant="default" loading={make.isRunning} onClick={() => make.run({})}>
          Make new recovery codes
        </Button>
      </div>
    </Panel>
  );
}
