import type { ChartResource } from './chart-rules.ts';
import { identityAccounts } from './identity-rules.ts';

/** A patient of the simulated EHR. */
export interface ChartPatient {
  readonly patientId: string;
  readonly system: string;
  readonly recordNumber: string;
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
}

const style =
  'body{font:15px system-ui;margin:4vh auto;max-width:52rem;padding:0 1rem;background:#fff;color:#1b1f24}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #d5dae0}button{padding:.3rem .8rem;background:#f3f5f7;color:#1b1f24;border:1px solid #77818c;border-radius:5px}h1{font-size:1.25rem}pre{white-space:pre-wrap;background:#f3f5f7;padding:.6rem}a{color:#0b5cad}';

/** Writes the page on which a person at work in the EHR chooses a patient and launches Theriac. */
export function writePatientsPage(patients: readonly ChartPatient[], clientId: string): string {
  const people = identityAccounts.map(
    ({ subject, name, methods }) =>
      `<option value="${escapeHtml(subject)}">${escapeHtml(name)} (${escapeHtml(methods.join(', '))})</option>`,
  );
  const rows = patients.map(
    ({ patientId, family, given, birthDate, recordNumber }) =>
      `<tr><td>${escapeHtml(family)}, ${escapeHtml(given)}</td><td>${escapeHtml(birthDate)}</td><td>${escapeHtml(recordNumber)}</td><td><button name="patient" value="${escapeHtml(patientId)}" aria-label="Launch Theriac for ${escapeHtml(given)} ${escapeHtml(family)}">Launch Theriac</button></td></tr>`,
  );
  return writePage(
    'Simulated EHR: patients',
    `<p>Invented patients. <a href="/notes">Notes that Theriac has filed</a></p><form method="post" action="/launch"><input type="hidden" name="client" value="${escapeHtml(clientId)}"><p><label>At work here: <select name="subject">${people.join('')}</select></label></p><table><thead><tr><th>Patient</th><th>Born</th><th>Record number</th><th>Open in Theriac</th></tr></thead><tbody>${rows.join('')}</tbody></table></form>`,
  );
}

/** Writes the page that shows what notes were filed. */
export function writeNotesPage(notes: readonly ChartResource[]): string {
  const parts = notes.map((note) => {
    const { author, subject, content, date } = note as unknown as {
      readonly author?: readonly { readonly display?: string }[];
      readonly subject?: { readonly reference?: string };
      readonly date?: string;
      readonly content?: readonly { readonly attachment?: { readonly title?: string; readonly data?: string } }[];
    };
    const attachment = content?.[0]?.attachment;
    const text = Buffer.from(attachment?.data ?? '', 'base64').toString();
    return `<h2>${escapeHtml(attachment?.title ?? '')}</h2><p>${escapeHtml(subject?.reference ?? '')}, ${escapeHtml(author?.[0]?.display ?? '')}, ${escapeHtml(date ?? '')}</p><pre>${escapeHtml(text)}</pre>`;
  });
  const list = parts.length === 0 ? '<p>Nothing was filed yet.</p>' : parts.join('');
  return writePage('Simulated EHR: notes from Theriac', `<p><a href="/">Patients</a></p>${list}`);
}

function writePage(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style><main><h1>${title}</h1>${body}</main></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
