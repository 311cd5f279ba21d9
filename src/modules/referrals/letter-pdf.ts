import PDFDocument from 'pdfkit';
import type { LetterText } from './domain/letter.ts';

const margin = 54;

/** Composes a letter as a PDF; pictures follow on pages of their own. */
export async function composeLetterPdf(
  letter: LetterText,
  pictures: readonly { readonly title: string; readonly bytes: Uint8Array }[] = [],
): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin, info: { Title: letter.title } });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
  });
  const { from, to } = letter;
  document.font('Helvetica-Bold').fontSize(13).text(from.name);
  document.font('Helvetica').fontSize(9).text(`${from.address}   ${from.phone}`);
  document.moveDown(1.5).fontSize(10).text(`To: ${to.name}`);
  document.text(to.fax === null ? 'Fax: not on record' : `Fax: ${to.fax}`);
  document.text(`Date: ${letter.date}`);
  document.moveDown().font('Helvetica-Bold').fontSize(14).text(letter.title);
  document.moveDown(0.5).fontSize(10);
  for (const [label, value] of letter.about) writeLine(document, label, value);
  document.moveDown().font('Helvetica').text(letter.opening);
  for (const { title, lines } of letter.sections) {
    document.moveDown(0.8).font('Helvetica-Bold').text(title).font('Helvetica').moveDown(0.2);
    for (const line of lines) document.text(line, { indent: 12 });
  }
  document.moveDown().text(letter.closing);
  for (const { title, bytes } of pictures) {
    document.addPage().font('Helvetica-Bold').fontSize(10).text(title).moveDown(0.5);
    document.image(Buffer.from(bytes), { fit: [504, 640] });
  }
  document.end();
  return finished;
}

function writeLine(document: PDFKit.PDFDocument, label: string, value: string): void {
  document.font('Helvetica-Bold').text(`${label}: `, { continued: true }).font('Helvetica').text(value);
}
