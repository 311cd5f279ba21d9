import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { Id, SiteId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, ChoiceField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import * as api from '../api.ts';
import { type Clinic, decideClinic } from '../domain/clinic.ts';
import { clinicPermissions } from '../permissions.ts';
import classes from './clinics.module.css';
import { findReceivingRefusal, fromTyped, ReceivingFields, toTyped } from './receiving-fields.tsx';

/** What the server lists of clinics. */
type ListedClinics = ResponseOf<typeof api.listClinics>;

/** A clinic as the server lists it. */
export type ShownClinic = ListedClinics['clinics'][number];

type Practising = ShownClinic['prescribers'][number];

interface DialogParts {
  readonly listed: ListedClinics;
  readonly clinic: ShownClinic | null;
  readonly onClose: () => void;
}

/** Adds a clinic, or changes what is recorded of one; the browser says what stands against it before it is sent. */
export function ClinicDialog(props: DialogParts): ReactNode {
  const { listed, clinic, onClose } = props;
  const mayChange = useHasPermission(clinicPermissions.changeClinics.code);
  const form = useClinicForm(props);
  const { typed, type } = form;
  const treats = (code: string, isChecked: boolean): void =>
    type({ states: isChecked ? [...typed.states, code] : typed.states.filter((one) => one !== code) });
  return (
    <Dialog opened width="wide" title={clinic?.name ?? 'Add a clinic'} onClose={onClose}>
      <div className={classes['pair']}>
        <TextField label="Name" value={typed.name} onChange={(name) => type({ name })} required startsFocused />
        <ChoiceField
          label="Pharmacy that serves it"
          value={typed.siteId}
          options={listed.sites.map((site) => ({ value: site.siteId, label: site.name }))}
          onChange={(siteId) => type({ siteId })}
        />
        <TextField
          label="First day"
          type="date"
          value={typed.validFrom}
          onChange={(validFrom) => type({ validFrom })}
          required
        />
        <TextField
          label="Last day, if it closes"
          type="date"
          value={typed.validTo}
          onChange={(validTo) => type({ validTo })}
        />
      </div>
      <TextField
        label="Codes by which messages name it, with commas between"
        hint="HL7 PV1-3 and AIL-3. A facility may stand before it: RIVERSIDE/RHEUM."
        value={typed.codes}
        onChange={(codes) => type({ codes })}
        isCode
      />
      <fieldset className={classes['choices']}>
        <legend>Treats</legend>
        {listed.diseaseStates.map(({ code, label }) => (
          <CheckField
            key={code}
            label={label}
            isChecked={typed.states.includes(code)}
            onChange={(isChecked) => treats(code, isChecked)}
          />
        ))}
      </fieldset>
      <ReceivingFields typed={typed.receiving} onType={(receiving) => type({ receiving })} />
      <Prescribers people={typed.people} mayChange={mayChange} onChange={(people) => type({ people })} />
      {form.failure !== null && <FailureNotice failure={form.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label={clinic === null ? 'Add' : 'Save'}
          refusal={mayChange ? form.refusal : { sentence: 'Your roles do not allow changing clinics.' }}
          isRunning={form.isRunning}
          onPress={form.send}
        />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}

/** What is typed of a clinic, what stands against it, and how it is sent. */
function useClinicForm(parts: DialogParts) {
  const { listed, clinic, onClose } = parts;
  const [onlySite] = listed.sites.length === 1 ? listed.sites : [];
  const [typed, setTyped] = useState({
    name: clinic?.name ?? '',
    siteId: clinic?.siteId ?? onlySite?.siteId ?? '',
    codes: (clinic?.locationCodes ?? []).join(', '),
    states: (clinic?.diseaseStates ?? []) as readonly string[],
    people: (clinic?.prescribers ?? []) as readonly Practising[],
    validFrom: clinic?.validFrom ?? listed.today,
    validTo: clinic?.validTo ?? '',
    receiving: toTyped(clinic?.address ?? null, clinic?.receiving ?? null),
  });
  const options = { invalidates: [api.listClinics], onDone: onClose };
  const add = useEndpointCommand(api.addClinic, options);
  const change = useEndpointCommand(api.changeClinic, options);
  const { name, siteId, validFrom, validTo } = typed;
  const details = {
    ...{ name: name.trim(), siteId, validFrom, validTo: validTo === '' ? null : validTo },
    ...fromTyped(typed.receiving),
    diseaseStates: [...typed.states],
    locationCodes: typed.codes.split(/[,;\n]+/).flatMap((code) => code.trim() || []),
    prescriberIds: typed.people.map(({ prescriberId }) => prescriberId),
  };
  return {
    typed,
    type: (change: Partial<typeof typed>) => setTyped({ ...typed, ...change }),
    refusal: findRefusal(details, parts),
    failure: add.failure ?? change.failure,
    isRunning: add.isRunning || change.isRunning,
    send: () =>
      clinic === null
        ? add.run(details)
        : change.run({ clinicId: clinic.clinicId, expectedVersion: clinic.version, details }),
  };
}

/** What stands against the clinic as it is typed: the server's own rule, on what it listed. */
function findRefusal(
  details: {
    readonly name: string;
    readonly siteId: string;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly diseaseStates: readonly string[];
    readonly locationCodes: readonly string[];
    readonly prescriberIds: readonly string[];
  } & ReturnType<typeof fromTyped>,
  shown: { readonly listed: ListedClinics; readonly clinic: ShownClinic | null },
): { readonly sentence: string } | null {
  if (details.name.length < 2) return { sentence: 'Type a name.' };
  if (details.siteId === '') return { sentence: 'Choose the pharmacy that serves it.' };
  if (details.validFrom === '') return { sentence: 'Give its first day.' };
  if (details.diseaseStates.length === 0) return { sentence: 'Choose one disease state at least.' };
  const wrong = details.locationCodes.find((code) => !/^[A-Za-z0-9 ._/-]{1,40}$/.test(code));
  if (wrong !== undefined) return { sentence: `"${wrong}" cannot be a code.` };
  const unclear = findReceivingRefusal(details);
  if (unclear !== null) return { sentence: unclear };
  const others = shown.listed.clinics.filter(({ clinicId }) => clinicId !== shown.clinic?.clinicId).map(toClinic);
  const decided = decideClinic(
    {
      ...details,
      siteId: details.siteId as SiteId,
      prescriberIds: details.prescriberIds as readonly Id<'prescriber'>[],
      validFrom: details.validFrom as CalendarDay,
      validTo: details.validTo as CalendarDay | null,
    },
    others,
  );
  return decided.ok ? null : decided.refusal;
}

function toClinic(shown: ShownClinic): Clinic {
  const { clinicId, siteId, prescribers, validFrom, validTo, ...rest } = shown;
  return {
    ...rest,
    clinicId: clinicId as Clinic['clinicId'],
    siteId: siteId as SiteId,
    prescriberIds: prescribers.map(({ prescriberId }) => prescriberId as Id<'prescriber'>),
    validFrom: validFrom as CalendarDay,
    validTo: validTo as CalendarDay | null,
  };
}

function Prescribers(props: {
  readonly people: readonly Practising[];
  readonly mayChange: boolean;
  readonly onChange: (people: readonly Practising[]) => void;
}): ReactNode {
  const { people, onChange } = props;
  const [text, setText] = useState('');
  const isLong = text.trim().length >= 2;
  const found = useEndpointQuery(
    api.searchClinicPrescribers,
    { text: text.trim() },
    { enabled: isLong && props.mayChange, keepsPrevious: true },
  );
  const offered = isLong ? (found.data?.prescribers ?? []).filter((one) => !people.some(isSameAs(one))) : [];
  return (
    <fieldset className={classes['people']}>
      <legend>Practise there</legend>
      {people.length === 0 && <p className={classes['soft']}>Nobody yet.</p>}
      <ul className={classes['chips']}>
        {people.map((person) => (
          <li key={person.prescriberId}>
            {person.name} <span className={classes['soft']}>{person.npi}</span>
            {props.mayChange && (
              <button
                type="button"
                aria-label={`Remove ${person.name}`}
                onClick={() => onChange(people.filter((one) => one !== person))}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {props.mayChange && (
        <TextField label="Add by name or NPI" type="search" value={text} onChange={setText} message={null} />
      )}
      <ul className={classes['found']}>
        {offered.map((person) => (
          <li key={person.prescriberId}>
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => {
                onChange([...people, person]);
                setText('');
              }}
            >
              Add {person.name}
              {person.specialty === null ? '' : `, ${person.specialty}`}
            </Button>
          </li>
        ))}
        {isLong && found.data !== undefined && offered.length === 0 && (
          <li className={classes['soft']}>Nobody else of this name or number is in the directory.</li>
        )}
      </ul>
    </fieldset>
  );
}

function isSameAs(one: { readonly prescriberId: string }): (other: { readonly prescriberId: string }) => boolean {
  return ({ prescriberId }) => prescriberId === one.prescriberId;
}
