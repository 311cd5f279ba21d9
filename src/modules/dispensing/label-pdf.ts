import { toBuffer } from 'bwip-js/node';
import PDFDocument from 'pdfkit';

/** What a prescription label says. State boards ask for these parts; the barcode carries the Rx number alone. */
export interface LabelContent {
  readonly pharmacyName: string;
  readonly pharmacyAddress: string;
  readonly pharmacyPhone: string;
  readonly rxNumber: string;
  readonly patientName: string;
  readonly prescriberName: string;
  readonly drugText: string;
  readonly quantityText: string;
  readonly directions: string;
  readonly refillsText: string;
  readonly filledOn: string;
  readonly useBefore: string;
  readonly lotNumber: string;
  readonly warnings: readonly string[];
}

// A common roll label of 4 x 2.5 inches, in points.
const size: [number, number] = [288, 180];
const margin = 10;

/** Composes a prescription label as a PDF with a Code 128 barcode of the Rx number. */
export async function composeLabelPdf(label: LabelContent): Promise<Buffer> {
  const barcode = await toBuffer({ bcid: 'code128', text: label.rxNumber, scale: 3, height: 8, includetext: false });
  const document = new PDFDocument({ size, margin, info: { Title: 'Prescription label' } });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
  });
  const width = size[0] - 2 * margin;
  document.font('Helvetica-Bold').fontSize(8).text(label.pharmacyName, { width });
  document.font('Helvetica').fontSize(6).text(`${label.pharmacyAddress}   ${label.pharmacyPhone}`, { width });
  document
    .moveDown(0.4)
    .font('Helvetica-Bold')
    .fontSize(9)
    .text(`Rx ${label.rxNumber}   ${label.patientName}`, { width });
  document.font('Helvetica-Bold').fontSize(9).text(label.drugText, { width });
  document.font('Helvetica').fontSize(8).text(label.directions, { width, height: 40, ellipsis: true });
  document.moveDown(0.3).fontSize(6.5);
  document.text(`Quantity ${label.quantityText}   ${label.refillsText}   Prescriber ${label.prescriberName}`, {
    width,
  });
  document.text(`Filled ${label.filledOn}   Use before ${label.useBefore}   Lot ${label.lotNumber}`, { width });
  for (const warning of label.warnings) document.font('Helvetica-Oblique').text(warning, { width });
  document.image(barcode, size[0] - margin - 110, size[1] - margin - 26, { width: 110, height: 24 });
  document.end();
  return finished;
}
