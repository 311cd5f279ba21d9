import { type ReactNode, useState } from 'react';
import { cents } from '../../kernel/money.ts';
import { CheckField, ChoiceField, LongTextField, PasswordField, TextField } from '../fields.tsx';
import { KeyValueList } from '../key-value-list.tsx';
import { type Scan, showSeparators } from '../scan-burst.ts';
import { ScanField } from '../scan-field.tsx';
import { StructuredForm } from '../structured-form.tsx';
import { Columns, Specimen } from './gallery-section.tsx';

const determination = {
  outcome: {
    kind: 'choice',
    label: 'Determination',
    isRequired: true,
    layout: 'row',
    options: [
      { value: 'approved', label: 'Approved' },
      { value: 'partial', label: 'Approved in part' },
      { value: 'denied', label: 'Denied' },
    ],
  },
  payer: {
    kind: 'choice',
    label: 'Payer',
    isRequired: true,
    options: [
      { value: 'p1', label: 'Example Health Commercial' },
      { value: 'p2', label: 'Example Part D' },
    ],
  },
  authorizationNumber: { kind: 'text', label: 'Authorization number', isCode: true, longest: 20 },
  validTo: { kind: 'date', label: 'Valid to', isRequired: true, hint: 'The last day on which a fill is covered' },
  copay: { kind: 'money', label: 'Patient’s share', isRequired: true, leastCents: cents(0) },
  quantity: { kind: 'number', label: 'Quantity for 28 days', unit: 'mL', leastThousandths: 1 },
  note: { kind: 'text', label: 'What the payer said', isLong: true, hint: 'Kept with the therapy and in the audit' },
  told: { kind: 'check', label: 'The prescriber’s office was told', isRequired: true },
} as const;

/** Forms from descriptions, single fields in their states, and scanning. */
export function GalleryForms(): ReactNode {
  const [saved, setSaved] = useState('');
  return (
    <>
      <Specimen title={saved === '' ? 'Structured form' : `Structured form: saved ${saved}`}>
        <StructuredForm
          fields={determination}
          submitLabel="Record determination"
          columns={2}
          onSubmit={(values) => setSaved(JSON.stringify(values))}
          onCancel={() => setSaved('')}
        />
      </Specimen>
      <Columns>
        <SingleFields />
        <Scanning />
      </Columns>
    </>
  );
}

function SingleFields(): ReactNode {
  const [text, setText] = useState('Testwell');
  const [isChecked, setChecked] = useState(true);
  const nothing = (): void => undefined;
  return (
    <Specimen title="Fields in their states">
      <TextField label="Last name" value={text} onChange={setText} hint="As on the insurance card" required />
      <TextField label="NPI" value="1234567890" onChange={nothing} isCode message="The check digit does not fit." />
      <TextField label="Weight" value="72.5" onChange={nothing} unit="kg" isNumeric />
      <TextField
        label="Received"
        value="2026-03-04"
        onChange={nothing}
        isDisabled
        hint="Set by the channel; never changed"
      />
      <PasswordField label="Password" value="synthetic" onChange={nothing} />
      <ChoiceField label="Channel" value="fax" onChange={nothing} options={[{ value: 'fax', label: 'Fax' }]} />
      <LongTextField label="Note" value="" onChange={nothing} rows={2} />
      <CheckField label="Consent to contact by text" isChecked={isChecked} onChange={setChecked} />
    </Specimen>
  );
}

function Scanning(): ReactNode {
  const [scan, setScan] = useState<Scan | null>(null);
  return (
    <Specimen title="Scan field">
      <ScanField
        label="Package barcode"
        hint="GS1 DataMatrix: GTIN, serial, lot and expiry"
        onScan={setScan}
        listensEverywhere
      />
      <ScanField label="Lot" message="This lot is not in stock for this owner." onScan={setScan} />
      <KeyValueList
        items={[
          { label: 'Last scan', value: scan === null ? null : <code>{showSeparators(scan.text)}</code> },
          { label: 'Came by', value: scan?.source ?? null },
        ]}
      />
    </Specimen>
  );
}
