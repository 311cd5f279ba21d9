import { type ReactNode, useState } from 'react';
import type { PatientId } from '../../../kernel/ids.ts';
import { nameLanguage } from '../../../kernel/language-tag.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { type KeyValue, KeyValueList } from '../../../ui/key-value-list.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { patientsPermissions } from '../permissions.ts';
import { demographicsFields, toDemographics, toFormTexts } from './demographics-form.ts';
import {
  addressUses,
  contactChannels,
  formatAddress,
  formatFullName,
  type PatientView,
  phoneUses,
} from './patient-words.ts';
import { PreferenceDialog } from './preference-dialog.tsx';
import { AddButton } from './record-entries.tsx';
import { toShape } from './register-patient-dialog.tsx';

/** Names, addresses, phones, and how the patient wants to be reached. */
export function ContactPanel(props: { readonly patient: PatientView }): ReactNode {
  const [opened, setOpened] = useState<'demographics' | 'preference' | null>(null);
  const { patient } = props;
  const close = (): void => setOpened(null);
  return (
    <Panel
      title="Person and contact"
      aside={
        <>
          <AddButton
            label="Change"
            permission={patientsPermissions.changeDemographics.code}
            onPress={() => setOpened('demographics')}
          />
          <AddButton
            label="How to reach"
            permission={patientsPermissions.recordConsent.code}
            onPress={() => setOpened('preference')}
          />
        </>
      }
    >
      <KeyValueList items={listFacts(patient)} />
      {opened === 'demographics' && <ChangeDialog patient={patient} onClose={close} />}
      {opened === 'preference' && <PreferenceDialog patient={patient} onClose={close} />}
    </Panel>
  );
}

const reasonFields = {
  reasonCode: {
    kind: 'choice',
    label: 'Why',
    isRequired: true,
    options: [
      { value: 'corrected', label: 'It was wrong' },
      { value: 'moved', label: 'The patient moved or has another phone' },
      { value: 'renamed', label: 'The patient has another name' },
    ],
  },
  ...demographicsFields,
} as const;

function ChangeDialog(props: { readonly patient: PatientView; readonly onClose: () => void }): ReactNode {
  const { patient } = props;
  const command = useEndpointCommand(api.updateDemographics, {
    invalidates: [api.getPatient, api.searchPatients],
    onDone: props.onClose,
  });
  return (
    <Dialog opened title="Change names, addresses and phones" width="medium" onClose={props.onClose}>
      <StructuredForm
        fields={reasonFields}
        columns={2}
        initial={toFormTexts(patient.demographics)}
        submitLabel="Save"
        onSubmit={({ reasonCode, ...values }) =>
          command.run({
            patientId: patient.patientId as PatientId,
            expectedVersion: patient.version,
            demographics: toShape(toDemographics(values, patient.demographics)),
            reasonCode,
          })
        }
        onCancel={props.onClose}
        isRunning={command.isRunning}
        failure={command.failure}
      />
    </Dialog>
  );
}

function listFacts(patient: PatientView): readonly KeyValue[] {
  const { demographics, contactPreference } = patient;
  const reach = contactPreference === null ? null : contactChannels[contactPreference.channel];
  const caregiver = contactPreference?.caregiver ?? null;
  return [
    { label: 'Name', value: formatFullName(demographics) },
    ...demographics.addresses.map((address, index) => ({
      label: `${addressUses[address.use]}${countOf(demographics.addresses, index, address.use)}`,
      value: formatAddress(address),
    })),
    ...demographics.phones.map((phone, index) => ({
      label: `${phoneUses[phone.use]}${countOf(demographics.phones, index, phone.use)}`,
      value: formatPhone(phone.number),
    })),
    { label: 'Email', value: demographics.emails.length === 0 ? null : demographics.emails.join(', ') },
    { label: 'Language', value: nameLanguage(contactPreference?.language ?? demographics.language ?? '') || null },
    { label: 'Wants to be reached', value: describeReach(reach, contactPreference?.bestTime ?? null) },
    ...(contactPreference?.needsInterpreter === true ? [{ label: 'Interpreter', value: 'Needed' }] : []),
    ...(caregiver === null
      ? []
      : [
          {
            label: 'May speak for the patient',
            value: `${caregiver.name}, ${caregiver.relation}, ${formatPhone(caregiver.phone)}`,
          },
        ]),
    ...(contactPreference?.note == null ? [] : [{ label: 'Note', value: contactPreference.note }]),
  ];
}

function describeReach(reach: string | null, bestTime: string | null): string | null {
  if (reach === null) return null;
  return bestTime === null ? reach : `${reach}, ${bestTime}`;
}

/** Numbers the second and later entries of one use, so that labels are told apart. */
function countOf(entries: readonly { readonly use: string }[], index: number, use: string): string {
  const before = entries.slice(0, index).filter((entry) => entry.use === use).length;
  return before === 0 ? '' : ` ${before + 1}`;
}
