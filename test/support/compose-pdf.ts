import PDFDocument from 'pdfkit';

/** Composes a PDF of pages of text lines, as a fax of a typed form looks. */
export async function composePdf(pages: readonly (readonly string[])[]): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'LETTER', margin: 60, autoFirstPage: false });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve);
  });
  for (const lines of pages) {
    pdf.addPage();
    for (const line of lines) pdf.fontSize(13).text(line).moveDown(0.6);
  }
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}

/** What stands on a faxed prescription of an invented patient. */
export const faxedPrescription: readonly string[] = [
  'SPECIALTY PRESCRIPTION',
  'Patient Name: Quillara Zyxwellan',
  'Date of Birth: 02/13/1957',
  'Phone: (617) 555-0187',
  'Prescriber: Amara Okafor MD',
  'NPI: 1234567893',
  'Medication: Humira(CF) Pen 40 mg/0.4 mL',
  'Sig: Inject 40 mg under the skin every other week',
  'Quantity: 2',
  'Days Supply: 28',
  'Refills: 5',
  'Date Written: 11/24/2026',
  'ICD-10: L40.0',
  'BIN: 610014',
  'PCN: MERID',
  'Group: GRP117',
  'Member ID: W90QZK4417',
];
