import { type ReactNode, useState } from 'react';
import type { Problem } from '../../kernel/problem.ts';
import { DocumentViewer } from '../document-viewer.tsx';
import { KeyValueList } from '../key-value-list.tsx';
import { ProblemList } from '../problem-list.tsx';
import { SideBySide } from '../side-by-side.tsx';
import classes from './gallery.module.css';
import { Columns, Specimen } from './gallery-section.tsx';

const hl7 = [
  'MSH|^~\\&|EHR|LAKESIDE|THERIAC|SPECIALTY|20260304140500-0500||RDE^O11^RDE_O11|SYN0001|T|2.5.1',
  'PID|1||900001^^^LAKESIDE^MR~W12345^^^PAYER^MI||TESTWELL^ADA^Q||19611304|F|||1 SYNTHETIC WAY^^SPRINGFIELD^IL^62701',
  'PV1|1|O|RHEUM^^^LAKESIDE',
  'ORC|NW|ORD1001^EHR||||||||||1234567893^SAMPLE^MORGAN^^^DR',
  'RXE|1^Q2W&&28^^20260304|0074055402^ADALIMUMAB 40 MG/0.4 ML PEN^NDC|40||MG|INJ|||||2|EA|5',
  'RXR|SC^SUBCUTANEOUS',
  'OBX|1|NM|29463-7^BODY WEIGHT^LN||72.5|kg|||||F',
].join('\r');

const xml =
  '<?xml version="1.0" encoding="UTF-8"?><Message DatatypesVersion="20170715"><Header><MessageID>SYN-1</MessageID></Header><Body><NewRx><Patient><HumanPatient><Name><LastName>Testwell</LastName><FirstName>Ada</FirstName></Name><Gender>F</Gender><DateOfBirth><Date>1961-03-04</Date></DateOfBirth></HumanPatient></Patient><MedicationPrescribed><DrugDescription>Adalimumab 40 mg/0.4 mL pen</DrugDescription></MedicationPrescribed></NewRx></Body></Message>';

const json =
  '{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient","name":[{"family":"Testwell","given":["Ada"]}]}},{"resource":{"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"0074-0554-02"}]}}}]}';

const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#fff"/><text x="40" y="70" font-family="monospace" font-size="22">FAX 1/1  SYNTHETIC REFERRAL</text><text x="40" y="130" font-family="monospace" font-size="18">Patient: Ada Testwell</text><text x="40" y="165" font-family="monospace" font-size="18">Drug: adalimumab 40 mg q2w</text></svg>',
)}`;

const problems: readonly Problem[] = [
  { code: 'hl7.date', where: 'PID-7', severity: 'error', text: 'The birth date has a thirteenth month.' },
  {
    code: 'hl7.code',
    where: 'RXE-2.1',
    severity: 'warning',
    text: 'The drug code has ten digits and fits three labels.',
  },
  {
    code: 'hl7.repetition',
    where: 'PID-3[2].1',
    severity: 'note',
    text: 'The member id stands among the record numbers.',
  },
];

/** Originals: beside what was read from them, as text of each format, and as a picture. */
export function GalleryDocuments(): ReactNode {
  const [where, setWhere] = useState('PID-7');
  return (
    <>
      <div className={classes['sides']}>
        <SideBySide
          leftTitle="Original"
          left={<DocumentViewer label="Original message" document={{ kind: 'hl7v2', text: hl7 }} where={where} />}
          rightTitle="Read from it"
          right={<Extracted where={where} onPick={(problem) => setWhere(problem.where)} />}
        />
      </div>
      <Columns>
        <Specimen title="XML in one line, laid out" flush>
          <div className={classes['document']}>
            <DocumentViewer
              label="SCRIPT message"
              document={{ kind: 'xml', text: xml }}
              where="Message/Body/NewRx/Patient/HumanPatient/DateOfBirth"
            />
          </div>
        </Specimen>
        <Specimen title="FHIR bundle, laid out" flush>
          <div className={classes['document']}>
            <DocumentViewer
              label="FHIR bundle"
              document={{ kind: 'json', text: json }}
              where="Bundle.entry[1].resource.status"
            />
          </div>
        </Specimen>
        <Specimen title="Picture" flush>
          <div className={classes['document']}>
            <DocumentViewer label="Fax of a referral" document={{ kind: 'image', url: picture }} />
          </div>
        </Specimen>
        <Specimen title="A place that is not there" flush>
          <div className={classes['document']}>
            <DocumentViewer
              label="Letter"
              document={{ kind: 'text', text: 'Dear colleague,\n\nthe authorization is approved.' }}
              where="line 9"
            />
          </div>
        </Specimen>
      </Columns>
    </>
  );
}

function Extracted(props: { readonly where: string; readonly onPick: (problem: Problem) => void }): ReactNode {
  return (
    <div className={classes['extracted']}>
      <ProblemList problems={problems} pickedWhere={props.where} onPick={props.onPick} />
      <KeyValueList
        items={[
          { label: 'Patient', value: 'Ada Q Testwell' },
          { label: 'Birth date', value: null },
          { label: 'Record number', value: '900001 (Lakeside)' },
          { label: 'Drug', value: 'Adalimumab 40 mg/0.4 mL pen' },
          { label: 'Quantity', value: '2 each, 28 days, 5 refills' },
          { label: 'Prescriber', value: 'Morgan Sample, NPI 1234567893' },
        ]}
      />
    </div>
  );
}
