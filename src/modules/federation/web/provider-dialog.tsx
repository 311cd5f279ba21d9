import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatMomentInFull } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission, useSiteTimeZone } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import * as api from '../api.ts';
import { authentications } from '../domain/provider.ts';
import { type CheckCode, signInChecks } from '../domain/sign-in-check.ts';
import { federationPermissions } from '../permissions.ts';
import classes from './federation.module.css';
import { ProviderForm } from './provider-form.tsx';
import { nameSecondFactor, ProviderState, type ShownProvider } from './provider-words.tsx';

const notAllowed = { sentence: 'Your roles do not include this.' };

/** Everything about one provider: its terms, what was checked when it was tried, and whose accounts are linked. */
export function ProviderDialog(props: { readonly provider: ShownProvider; readonly onClose: () => void }): ReactNode {
  const { provider } = props;
  const [asks, setAsks] = useState<'change' | 'disable' | null>(null);
  const mayChange = useHasPermission(federationPermissions.changeProviders.code);
  const standing = useEndpointCommand(api.setProviderStanding, {
    invalidates: [api.listProviders],
    onDone: () => setAsks(null),
  });
  const { providerId, isEnabled } = provider;
  if (asks === 'change') return <ProviderForm provider={provider} onClose={() => setAsks(null)} />;
  if (asks === 'disable') {
    return (
      <ConfirmDialog
        opened
        title={`Disable ${provider.name}`}
        sentence="Everybody who came in by it is signed out at once. They still sign in with factors of Theriac."
        confirmLabel="Disable"
        isDangerous
        isRunning={standing.isRunning}
        failure={standing.failure}
        onConfirm={() => standing.run({ providerId, isEnabled: false })}
        onCancel={() => setAsks(null)}
      />
    );
  }
  const refusal = mayChange ? null : notAllowed;
  return (
    <Dialog opened width="wide" title={provider.name} onClose={props.onClose}>
      <Terms provider={provider} />
      {standing.failure !== null && <FailureNotice failure={standing.failure} />}
      <div className={classes['buttons']}>
        <Button component="a" href={`/sign-in/with/${providerId}?purpose=trial`} data-autofocus>
          Try it
        </Button>
        <ReasonedButton label="Change" kind="secondary" refusal={refusal} onPress={() => setAsks('change')} />
        {isEnabled ? (
          <ReasonedButton
            label="Disable"
            kind="secondary"
            isDangerous
            refusal={refusal}
            onPress={() => setAsks('disable')}
          />
        ) : (
          <ReasonedButton
            label="Enable"
            kind="secondary"
            refusal={refusal}
            isRunning={standing.isRunning}
            onPress={() => standing.run({ providerId, isEnabled: true })}
          />
        )}
      </div>
      <Trial provider={provider} />
      <Links provider={provider} />
    </Dialog>
  );
}

function Terms({ provider }: { readonly provider: ShownProvider }): ReactNode {
  const { origin } = window.location;
  const code = (text: string): ReactNode => <span className={classes['code']}>{text}</span>;
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'State', value: <ProviderState provider={provider} /> },
        { label: 'Issuer', value: code(provider.issuer) },
        { label: 'Client id', value: code(provider.clientId) },
        { label: 'Proof of Theriac', value: authentications[provider.authentication] },
        { label: 'Redirect address to enter there', value: code(`${origin}/sign-in/answer`) },
        ...(provider.publicKey === null
          ? []
          : [{ label: 'Public keys of Theriac (JWKS)', value: code(`${origin}/sign-in/keys`) }]),
        { label: 'Counts as second factor', value: nameSecondFactor(provider) },
        { label: 'Domains', value: provider.domains.length === 0 ? 'Any' : provider.domains.join(', ') },
        { label: 'Groups', value: provider.groupClaim === null ? 'Not taken' : code(provider.groupClaim) },
        {
          label: 'Accounts are linked',
          value: provider.subjectIsExternalId ? 'By the directory, or by each person' : 'By each person',
        },
        { label: 'On the sign-in page', value: provider.isOffered ? 'Offered' : 'No: people launch from the EHR' },
        { label: 'Clocks may differ by', value: `${provider.skewSeconds} s` },
      ]}
    />
  );
}

const toneOf: Readonly<Record<'passed' | 'failed' | 'noted', Tone>> = {
  passed: 'done',
  failed: 'blocked',
  noted: 'due',
};
const wordOf = { passed: 'Holds', failed: 'Fails', noted: 'Note' } as const;

function Trial({ provider }: { readonly provider: ShownProvider }): ReactNode {
  const timeZone = useSiteTimeZone();
  const { trial } = provider;
  if (trial === null) {
    return (
      <p className={classes['soft']}>
        It was not tried yet. Trying it sends you there and back, checks every step, and signs nobody in.
      </p>
    );
  }
  return (
    <section aria-label="Last trial">
      <h3 className={classes['heading']}>Tried {formatMomentInFull(trial.at as Instant, timeZone)}</h3>
      <ul className={classes['checks']}>
        {trial.checks.map((checked) => {
          const words = signInChecks[checked.check as CheckCode];
          return (
            <li key={checked.check} className={classes['check']}>
              <span>
                <StatusBadge tone={toneOf[checked.outcome]}>{wordOf[checked.outcome]}</StatusBadge>
              </span>
              <span>
                {words.label}
                {checked.outcome !== 'passed' && <div>{words.failure}</div>}
                {checked.found !== undefined && (
                  <div className={classes['soft']}>
                    Found <span className={classes['code']}>{checked.found}</span>
                    {checked.expected !== undefined && (
                      <>
                        , expected <span className={classes['code']}>{checked.expected}</span>
                      </>
                    )}
                  </div>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Links({ provider }: { readonly provider: ShownProvider }): ReactNode {
  const mayChange = useHasPermission(federationPermissions.changeProviders.code);
  const [taken, setTaken] = useState<ShownProvider['links'][number] | null>(null);
  const remove = useEndpointCommand(api.removeLink, {
    invalidates: [api.listProviders],
    onDone: () => setTaken(null),
  });
  if (provider.links.length === 0) return <p className={classes['soft']}>Nobody has linked an account yet.</p>;
  return (
    <>
      <table className={classes['lines']}>
        <caption className="for-screen-readers">Linked accounts</caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Account there</th>
            <th scope="col">Linked</th>
            <th scope="col">Last used</th>
            {mayChange && <th scope="col">Take back</th>}
          </tr>
        </thead>
        <tbody>
          {provider.links.map((link) => (
            <tr key={link.subject}>
              <td>{link.staffName}</td>
              <td className={classes['code']}>{link.subject}</td>
              <td>
                <Moment at={link.linkedAt as Instant} show="day" />
                {link.linkedBy === 'directory' ? ', by the directory' : ', by the person'}
              </td>
              <td>{link.lastUsedAt === null ? 'Never' : <Moment at={link.lastUsedAt as Instant} />}</td>
              {mayChange && (
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Take back the account of ${link.staffName}`}
                    onClick={() => setTaken(link)}
                  >
                    Take back
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {taken !== null && (
        <ConfirmDialog
          opened
          title={`Take back the account of ${taken.staffName}`}
          sentence={`${provider.name} signs them in no more until they link the account again, by signing in with factors of Theriac once.`}
          confirmLabel="Take back"
          isDangerous
          isRunning={remove.isRunning}
          failure={remove.failure}
          onConfirm={() => {
            const { subject, staffId } = taken;
            remove.run({ providerId: provider.providerId, subject, staffId });
          }}
          onCancel={() => setTaken(null)}
        />
      )}
    </>
  );
}
