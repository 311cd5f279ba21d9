import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { dayIn, type Instant } from '../../../kernel/instant.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatCalendarDay, formatMomentInFull } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { useNow } from '../../../ui/now.ts';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission, useSession, useSiteTimeZone } from '../../../ui/session.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { decideAccountChange, type LicenceKind, licenceKinds } from '../domain/account-change.ts';
import { identityPermissions } from '../permissions.ts';
import { identityRefusals } from '../refusals.ts';
import classes from './administration.module.css';
import {
  describeState,
  nameLanguages,
  nameRoles,
  nameSites,
  nameSkills,
  type ShownPerson,
  type ShownStaff,
} from './people-words.ts';
import { PersonChange, type PersonChangeKind, personChanges } from './person-changes.tsx';

/** Everything about one person, and what an administrator may change about them. */
export function PersonDialog(props: {
  readonly person: ShownPerson;
  readonly staff: ShownStaff;
  readonly onClose: () => void;
}): ReactNode {
  const { person, staff } = props;
  const timeZone = useSiteTimeZone();
  const [change, setChange] = useState<PersonChangeKind | null>(null);
  const state = describeState(person);
  if (change !== null) {
    return (
      <Dialog opened width="wide" title={`${personChanges[change]}: ${person.displayName}`} onClose={props.onClose}>
        <PersonChange kind={change} person={person} staff={staff} onDone={() => setChange(null)} />
      </Dialog>
    );
  }
  return (
    <Dialog opened width="wide" title={person.displayName} onClose={props.onClose}>
      <KeyValueList
        columns={2}
        items={[
          { label: 'User name', value: <span className={classes['code']}>{person.userName}</span> },
          {
            label: 'State',
            value: (
              <>
                <StatusBadge tone={state.tone}>{state.label}</StatusBadge> {state.why}
              </>
            ),
          },
          { label: 'Roles', value: nameRoles(person.roles) },
          { label: 'Sites', value: nameSites(person, staff.sites) },
          { label: 'Languages', value: nameLanguages(person.languages) || 'None recorded' },
          { label: 'Skills', value: nameSkills(person.skills, staff.skills) || 'None recorded' },
          {
            label: 'Last sign-in',
            value:
              person.lastSignInAt === null ? 'Never' : formatMomentInFull(person.lastSignInAt as Instant, timeZone),
          },
        ]}
      />
      <Licences person={person} />
      <ChangeButtons person={person} onChange={setChange} />
    </Dialog>
  );
}

function Licences(props: { readonly person: ShownPerson }): ReactNode {
  const today = dayIn(useNow(), useSiteTimeZone());
  const { licences } = props.person;
  if (licences.length === 0) return <p className={classes['soft']}>No licence is recorded.</p>;
  return (
    <table className={classes['lines']}>
      <caption className="for-screen-readers">Licences</caption>
      <thead>
        <tr>
          <th scope="col">Licence</th>
          <th scope="col">State</th>
          <th scope="col">Number</th>
          <th scope="col">From</th>
          <th scope="col">Expires</th>
        </tr>
      </thead>
      <tbody>
        {licences.map((licence) => (
          <tr key={`${licence.kind}-${licence.state}-${licence.number}`}>
            <td>{licenceKinds[licence.kind as LicenceKind]}</td>
            <td>{licence.state}</td>
            <td className={classes['code']}>{licence.number}</td>
            <td>{formatCalendarDay(licence.validFrom as CalendarDay)}</td>
            <td>
              {licence.validTo === null ? 'No end recorded' : formatCalendarDay(licence.validTo as CalendarDay)}{' '}
              {licence.validTo !== null && licence.validTo < today && <StatusBadge tone="blocked">Expired</StatusBadge>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The changes, grey with their reason where the server would refuse them. */
function ChangeButtons(props: {
  readonly person: ShownPerson;
  readonly onChange: (kind: PersonChangeKind) => void;
}): ReactNode {
  const { staffId } = useSession();
  const mayChange = useHasPermission(identityPermissions.changeStaff.code);
  const decided = decideAccountChange({ staffId: props.person.staffId, changedBy: staffId });
  const refusal = mayChange ? (decided.ok ? null : decided.refusal) : identityRefusals.permissionNeeded;
  if (refusal !== null) {
    return <ReasonedButton label="Change" kind="secondary" refusal={refusal} onPress={() => undefined} />;
  }
  const kinds = ['roles', 'sites', 'abilities', 'licence', props.person.isActive ? 'disable' : 'enable'] as const;
  return (
    <div className={classes['buttons']}>
      {kinds.map((kind) => (
        <ReasonedButton
          key={kind}
          label={personChanges[kind]}
          kind="secondary"
          isDangerous={kind === 'disable'}
          onPress={() => props.onChange(kind)}
        />
      ))}
    </div>
  );
}
