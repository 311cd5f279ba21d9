/** The formats that the command line reads. */
export type FormatName = 'hl7v2' | 'ncpdp-script' | 'fhir-r4' | 'ncpdp-telecom' | 'x12';

/** FS, GS and RS, which stand in no other format. */
const telecomSeparators = '\u001c\u001d\u001e';

/** Finds the format of a file by its content. */
export function findFormat(bytes: Uint8Array): FormatName | null {
  const start = Buffer.from(bytes.subarray(0, 4096))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  const text = start.trimStart().replace(/^\0+/, '');
  if (/^(MSH|FHS|BHS)/.test(text)) return 'hl7v2';
  if (text.startsWith('{') || text.startsWith('[')) return 'fhir-r4';
  if (text.startsWith('<')) return /xmlns="http:\/\/hl7\.org\/fhir"/.test(text) ? 'fhir-r4' : 'ncpdp-script';
  if (/(^|[\r\n])ISA[^A-Za-z0-9\s]\d\d/.test(text) || /^(GS|ST)[^A-Za-z0-9\s][A-Z0-9]{2,3}\W/.test(text)) return 'x12';
  if (
    [...telecomSeparators].some((separator) => start.includes(separator)) ||
    /^.{6}(D0|51|F6)[BENPRDSC]\d/s.test(start)
  )
    return 'ncpdp-telecom';
  return /(^|[\r\n])(PID|EVN|ORC|OBX|PV1)\|/.test(start) ? 'hl7v2' : null;
}
