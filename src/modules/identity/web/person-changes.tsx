import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { nameLanguage } from '../../../kernel/language-tag.ts';
import type { Role } from '../../../kernel/roles.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { offeredLanguages } from '../domain/abilities.ts';
import {
  type DisablingReason,
  disablingReasons,
  type EnablingReason,
  enablingReasons,
  type LicenceKind,
  licenceKinds,
} from '../domain/account-change.ts';
import { identityRefusals } from '../refusals.ts';
import classes from './administration.module.css';
import { roleOptions, type ShownPerson, type ShownStaff } from './people-words.ts';

/** What may be changed about a person, and what each change is called. */
export const personChanges = {
  roles: 'Change roles',
  sites: 'Change sites',
  abilities: 'Languages and skills',
  licence: 'Record a licence',
  disable: 'Disable',
  enable: 'Enable',
} as const;

export type PersonChangeKind = keyof typeof personChanges;

interface ChangeProps {
  readonly person: ShownPerson;
  readonly staff: ShownStaff;
  readonly onDone: () => void;
}

const invalidates = [api.listStaff];

/** Asks what a change of a person needs and makes it. */
export function PersonChange(props: ChangeProps & { readonly kind: PersonChangeKind }): ReactNode {
  const { kind, ...rest } = props;
  const Body = bodies[kind];
  return <Body {...rest} />;
}

const bodies: Readonly<Record<PersonChangeKind, (props: ChangeProps) => ReactNode>> = {
  roles: RolesForm,
  sites: SitesForm,
  abilities: AbilitiesForm,
  licence: LicenceForm,
  disable: DisableForm,
  enable: EnableForm,
};

function RolesForm({ person, onDone }: ChangeProps): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>(person.roles);
  const set = useEndpointCommand(api.setRoles, { invalidates, onDone });
  return (
    <>
      <ChoiceList label="Roles" options={roleOptions} chosen={chosen} onChange={setChosen} />
      <SaveLine
        refusal={chosen.length === 0 ? identityRefusals.noRoles : null}
        command={set}
        onSave={() => set.run({ staffId: person.staffId, roles: chosen as Role[] })}
        onCancel={onDone}
      />
    </>
  );
}

function SitesForm({ person, staff, onDone }: ChangeProps): ReactNode {
  const [places, setPlaces] = useState<Places>({ seesAllSites: person.seesAllSites, siteIds: person.siteIds });
  const set = useEndpointCommand(api.setSites, { invalidates, onDone });
  return (
    <>
      <PlacesFields sites={staff.sites} places={places} onChange={setPlaces} />
      <SaveLine
        refusal={findPlacesRefusal(places)}
        command={set}
        onSave={() => set.run({ staffId: person.staffId, ...toPlaces(places) })}
        onCancel={onDone}
      />
    </>
  );
}

/** At which sites a person works, as it is chosen. */
export interface Places {
  readonly seesAllSites: boolean;
  readonly siteIds: readonly string[];
}

/** Asks at which sites a person works. */
export function PlacesFields(props: {
  readonly sites: ShownStaff['sites'];
  readonly places: Places;
  readonly onChange: (places: Places) => void;
}): ReactNode {
  const { places, onChange } = props;
  return (
    <>
      <CheckField
        label="All sites, also those to come"
        isChecked={places.seesAllSites}
        onChange={(seesAllSites) => onChange({ ...places, seesAllSites })}
      />
      {!places.seesAllSites && (
        <ChoiceList
          label="Sites"
          options={props.sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
          chosen={places.siteIds}
          onChange={(siteIds) => onChange({ ...places, siteIds })}
        />
      )}
    </>
  );
}

/** Finds why a choice of sites cannot be saved: the refusal that the server would give. */
export function findPlacesRefusal(places: Places): { readonly sentence: string } | null {
  return !places.seesAllSites && places.siteIds.length === 0 ? identityRefusals.noSites : null;
}

/** Turns a choice of sites into what the server takes; who sees all sites is placed at none. */
export function toPlaces(places: Places): { readonly seesAllSites: boolean; readonly siteIds: string[] } {
  return { seesAllSites: places.seesAllSites, siteIds: places.seesAllSites ? [] : [...places.siteIds] };
}

function AbilitiesForm({ person, staff, onDone }: ChangeProps): ReactNode {
  const [languages, setLanguages] = useState<readonly string[]>(person.languages);
  const [skills, setSkills] = useState<readonly string[]>(person.skills);
  const set = useEndpointCommand(api.setAbilities, { invalidates, onDone });
  const offered = [...new Set([...offeredLanguages, ...person.languages])];
  return (
    <>
      <ChoiceList
        label="Languages"
        options={offered.map((value) => ({ value, label: nameLanguage(value) }))}
        chosen={languages}
        onChange={setLanguages}
      />
      <ChoiceList
        label="Skills"
        options={staff.skills.map(({ skill: value, label }) => ({ value, label }))}
        chosen={skills}
        onChange={setSkills}
      />
      <NewSkill onNamed={(skill) => setSkills((before) => [...before, skill])} />
      <SaveLine
        refusal={null}
        command={set}
        onSave={() => set.run({ staffId: person.staffId, languages: [...languages], skills: [...skills] })}
        onCancel={onDone}
      />
    </>
  );
}

/** Puts a skill on the list that is not there yet. */
function NewSkill(props: { readonly onNamed: (skill: string) => void }): ReactNode {
  const [label, setLabel] = useState('');
  const skill = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const name = useEndpointCommand(api.nameSkill, {
    invalidates,
    onDone: () => {
      props.onNamed(skill);
      setLabel('');
    },
  });
  return (
    <>
      <TextField
        label="A skill that is not on the list"
        value={label}
        onChange={(text) => setLabel(text.slice(0, 40))}
      />
      {name.failure !== null && <FailureNotice failure={name.failure} />}
      {skill !== '' && (
        <ReasonedButton
          label="Put it on the list"
          kind="secondary"
          isSmall
          isRunning={name.isRunning}
          onPress={() => name.run({ skill, label: label.trim() })}
        />
      )}
    </>
  );
}

function SaveLine(props: {
  readonly refusal: { readonly sentence: string } | null;
  readonly command: { readonly isRunning: boolean; readonly failure: EndpointFailure | null };
  readonly onSave: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  return (
    <>
      {props.command.failure !== null && <FailureNotice failure={props.command.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Save"
          refusal={props.refusal}
          isRunning={props.command.isRunning}
          onPress={props.onSave}
        />
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
      </div>
    </>
  );
}

const licenceFields = {
  kind: { kind: 'choice', label: 'Licence', isRequired: true, options: toOptions<LicenceKind>(licenceKinds) },
  state: {
    kind: 'text',
    label: 'State',
    isRequired: true,
    isCode: true,
    pattern: { matches: /^[A-Z]{2}$/, sentence: 'Two capital letters, such as NY.' },
  },
  number: { kind: 'text', label: 'Number', isRequired: true, isCode: true, longest: 40 },
  validFrom: { kind: 'date', label: 'Valid from', isRequired: true },
  validTo: { kind: 'date', label: 'Expires', hint: 'The last day on which it is valid.' },
} as const;

function LicenceForm({ person, onDone }: ChangeProps): ReactNode {
  const record = useEndpointCommand(api.recordLicence, { invalidates, onDone });
  return (
    <StructuredForm
      fields={licenceFields}
      columns={2}
      submitLabel="Record"
      onSubmit={(licence) => record.run({ staffId: person.staffId, licence })}
      onCancel={onDone}
      isRunning={record.isRunning}
      failure={record.failure}
    />
  );
}

function DisableForm({ person, onDone }: ChangeProps): ReactNode {
  const disable = useEndpointCommand(api.disableStaff, { invalidates, onDone });
  return (
    <>
      <p>Every session of {person.displayName} ends at once, and no new one can be opened.</p>
      <StructuredForm
        fields={{ reasonCode: toReason(toOptions<DisablingReason>(disablingReasons)) }}
        submitLabel="Disable"
        onSubmit={({ reasonCode }) => disable.run({ staffId: person.staffId, reasonCode })}
        onCancel={onDone}
        isRunning={disable.isRunning}
        failure={disable.failure}
      />
    </>
  );
}

function EnableForm({ person, onDone }: ChangeProps): ReactNode {
  const enable = useEndpointCommand(api.enableStaff, { invalidates, onDone });
  return (
    <>
      <p>{person.displayName} may sign in again, with the roles and at the sites shown.</p>
      <StructuredForm
        fields={{ reasonCode: toReason(toOptions<EnablingReason>(enablingReasons)) }}
        submitLabel="Enable"
        onSubmit={({ reasonCode }) => enable.run({ staffId: person.staffId, reasonCode })}
        onCancel={onDone}
        isRunning={enable.isRunning}
        failure={enable.failure}
      />
    </>
  );
}

function toReason<Code extends string>(options: readonly { readonly value: Code; readonly label: string }[]) {
  return { kind: 'choice', label: 'Reason', isRequired: true, options } as const;
}

function toOptions<Code extends string>(labels: Readonly<Record<Code, string>>) {
  return (Object.entries(labels) as [Code, string][]).map(([value, label]) => ({ value, label }));
}
