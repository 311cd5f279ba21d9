import PDFDocument from 'pdfkit';

/** The parts of a packet as they are printed. */
export interface PacketText {
  readonly from: { readonly name: string; readonly address: string; readonly phone: string };
  readonly title: string;
  readonly patientName: string;
  readonly date: string;
  /** Which contents these are. */
  readonly edition: string;
  readonly parts: readonly { readonly title: string; readonly text: string }[];
}

/** Composes a welcome packet as a PDF: a first page with whose it is, then part after part. */
export async function composePacketPdf(packet: PacketText): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 54, info: { Title: packet.title } });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
  });
  const { from } = packet;
  document.font('Helvetica-Bold').fontSize(13).text(from.name);
  document.font('Helvetica').fontSize(9).text(`${from.address}   ${from.phone}`);
  document.moveDown(1.5).fontSize(11).text(packet.patientName).text(packet.date);
  for (const [index, { title, text }] of packet.parts.entries()) {
    const size = index === 0 ? 16 : 12;
    document.moveDown(1.2).font('Helvetica-Bold').fontSize(size).text(title).moveDown(0.3);
    document.font('Helvetica').fontSize(11).text(text);
  }
  document.moveDown(2).fontSize(8).text(packet.edition);
  document.end();
  return finished;
}
