import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './dialog.module.css';
import { PasswordField, TextField } from './fields.tsx';
import { Notice } from './notice.tsx';

/** What a person typed to prove who they are; a part that was not asked for is empty. */
export interface TypedProof {
  readonly password: string;
  readonly code: string;
}

/** The ways in which a person may prove who they are. Each resolves to null, or to a sentence that says why not. */
export interface ProofWays {
  readonly asksFor: readonly ('password' | 'code')[];
  readonly byTyping: (proof: TypedProof) => Promise<string | null>;
  readonly byPasskey?: () => Promise<string | null>;
}

/** Asks for a passkey, or for password and code as the policy says. */
export function ProofForm(props: {
  readonly ways: ProofWays;
  readonly confirmLabel: string;
  readonly leaveLabel: string;
  readonly onProven: () => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { ways } = props;
  const [proof, setProof] = useState<TypedProof>({ password: '', code: '' });
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const attempt = (way: Promise<string | null>): void => {
    setRunning(true);
    void way
      .then((sentence) => (sentence === null ? props.onProven() : setRefusal(sentence)))
      .finally(() => setRunning(false));
  };
  return (
    <form
      className={classes['content']}
      data-inset
      onSubmit={(event) => {
        event.preventDefault();
        attempt(ways.byTyping(proof));
      }}
    >
      {ways.byPasskey !== undefined && (
        <Button
          variant="default"
          loading={isRunning}
          onClick={() => attempt(ways.byPasskey?.() ?? Promise.resolve(null))}
        >
          Use a passkey
        </Button>
      )}
      <ProofFields ways={ways} proof={proof} onChange={setProof} />
      {refusal !== null && <Notice tone="blocked" urgency="alert" sentence={refusal} />}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={props.onLeave}>
          {props.leaveLabel}
        </Button>
        {ways.asksFor.length > 0 && (
          <Button type="submit" loading={isRunning}>
            {props.confirmLabel}
          </Button>
        )}
      </div>
    </form>
  );
}

function ProofFields(props: {
  readonly ways: ProofWays;
  readonly proof: TypedProof;
  readonly onChange: (proof: TypedProof) => void;
}): ReactNode {
  const { ways, proof, onChange } = props;
  return (
    <>
      {ways.asksFor.includes('password') && (
        <PasswordField
          label="Password"
          value={proof.password}
          onChange={(password) => onChange({ ...proof, password })}
          startsFocused
        />
      )}
      {ways.asksFor.includes('code') && (
        <TextField
          label="Code from your authenticator app"
          value={proof.code}
          onChange={(code) => onChange({ ...proof, code: code.replace(/\D/g, '').slice(0, 6) })}
          autoComplete="one-time-code"
          isNumeric
          isCode
          startsFocused={!ways.asksFor.includes('password')}
        />
      )}
    </>
  );
}
