import type { NoteToSend } from '../../modules/charts/index.ts';

const loinc = 'http://loinc.org';
const categories = 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category';

/** By which identifier an EHR knows a note that it has filed already: that of the note, which says nothing of the patient. */
export function composeNoteIdentifier(noteId: string): { readonly system: string; readonly value: string } {
  return { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${noteId}` };
}

/**
 * Composes a note as a DocumentReference of FHIR R4 in plain text, in the way of US Core clinical notes: type, category, subject, author and the
 * therapy that it is about. The same note is the same bytes at every attempt.
 */
export function composeChartNote(note: NoteToSend, chartPatientId: string): Uint8Array {
  const { loinc: code, name } = note.documentType;
  const resource = {
    resourceType: 'DocumentReference',
    identifier: [composeNoteIdentifier(note.noteId)],
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: loinc, code, display: name }], text: note.title },
    category: [{ coding: [{ system: categories, code: 'clinical-note', display: 'Clinical Note' }] }],
    subject: { reference: `Patient/${chartPatientId}` },
    date: note.writtenAt,
    author: [{ type: 'Practitioner', display: note.authorName }],
    custodian: { type: 'Organization', display: note.pharmacyName },
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: Buffer.from(note.text, 'utf8').toString('base64'),
          title: note.title,
          creation: note.writtenAt,
        },
      },
    ],
    context: {
      period: { start: note.writtenAt, end: note.writtenAt },
      related: [{ identifier: { value: note.therapyNumber }, display: `Specialty therapy ${note.therapyNumber}` }],
    },
  };
  return new TextEncoder().encode(JSON.stringify(resource));
}
