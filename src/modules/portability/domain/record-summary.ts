import type { ExportedRecord } from './exported-record.ts';

const special: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes a text so that no browser takes any of it for markup. */
function toMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => special[character] ?? '');
}

/** Writes the summary of a record as one page that needs nothing beside itself: no script, no style or picture from elsewhere. */
export function* writeRecordSummary(
  record: ExportedRecord,
  statement: { readonly exporterName: string; readonly purpose: string; readonly note: string },
): Generator<string> {
  const { displayName, demographics } = record.patient;
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Patient record</title><style>${style}</style></head><body>\n`;
  yield `<h1>${toMarkup(displayName)}</h1>\n`;
  yield list('Person', [
    `Born ${demographics.birthDate}, ${demographics.sex}`,
    ...demographics.identifiers.map(({ kind, value, assigner }) => `${kind} ${value} ${assigner}`),
    ...demographics.addresses.map((one) => [...one.lines, one.city, one.state, one.postalCode].join(', ')),
    ...demographics.phones.map(({ number, use }) => `${use} ${number}`),
  ]);
  yield list(
    'Coverage',
    record.coverages.map((coverage) => describeCoverage(record, coverage)),
  );
  yield list(
    'Allergies',
    record.allergies.map(({ substance, reaction }) => joinPresent([substance, reaction])),
  );
  yield list(
    'Conditions',
    record.conditions.map(({ text, code }) => joinPresent([text, code])),
  );
  yield list(
    'Other medicines',
    record.medications.map(({ text, directions }) => joinPresent([text, directions])),
  );
  yield list(
    'Measurements',
    record.observations.map(({ observedOn, text, loincCode, value, ucumUnit }) =>
      joinPresent([observedOn, text ?? loincCode, value, ucumUnit]),
    ),
  );
  yield list(
    'Consents',
    record.consents.map(({ use, decision, decidedAt }) => joinPresent([use, decision, decidedAt.slice(0, 10)])),
  );
  yield list(
    'Prescriptions',
    record.prescriptions.map(({ drugId, incoming, status, writtenOn }) =>
      joinPresent([writtenOn, nameDrug(record, drugId), incoming.directions, status]),
    ),
  );
  yield list(
    'Fills',
    record.fills.map(({ openedAt, drugId, daysSupply, state, lotNumber }) =>
      joinPresent([openedAt.slice(0, 10), nameDrug(record, drugId), `${daysSupply} days`, lotNumber, state]),
    ),
  );
  for (const { summary, timeline } of record.therapies) {
    const title = `Therapy ${summary.number}: ${nameDrug(record, summary.drugId) ?? ''}`;
    yield list(
      title,
      timeline.map(({ occurredAt, sentence, detail }) => joinPresent([occurredAt, sentence, detail])),
    );
  }
  const { exporterName, purpose, note } = statement;
  yield `<footer>Exported ${toMarkup(record.exportedAt)} by ${toMarkup(exporterName)}. ${toMarkup(purpose)}: ${toMarkup(note)}</footer>\n`;
  yield '</body></html>\n';
}

function list(title: string, lines: readonly string[]): string {
  const items = lines.length === 0 ? '<p>None on record</p>' : `<ul>${lines.map(toItem).join('')}</ul>`;
  return `<h2>${toMarkup(title)}</h2>${items}\n`;
}

function toItem(line: string): string {
  return `<li>${toMarkup(line)}</li>`;
}

function describeCoverage(record: ExportedRecord, coverage: ExportedRecord['coverages'][number]): string {
  const plan = coverage.planId === null ? undefined : record.plans.get(coverage.planId);
  const { payerOrder, payerName, memberId, validFrom, validTo } = coverage;
  return joinPresent([`${payerOrder}.`, plan?.name ?? payerName, `member ${memberId}`, validFrom, validTo]);
}

function nameDrug(record: ExportedRecord, drugId: string | null): string | null {
  const drug = drugId === null ? undefined : record.drugs.get(drugId);
  return drug === undefined ? null : `${drug.name} ${drug.strengthText}`;
}

function joinPresent(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(', ');
}

const style =
  'body{font:14px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.1rem;margin:1.5rem 0 .25rem}ul{margin:0;padding-left:1.2rem}footer{margin-top:2rem;border-top:1px solid #999;padding-top:.5rem}';
