/** A fixed field of a header: its standard name and its length in bytes. */
interface HeaderField {
  readonly name: string;
  readonly length: number;
}

/** The request header, 56 bytes. */
export const requestLayout = {
  bin: { name: '101-A1', length: 6 },
  version: { name: '102-A2', length: 2 },
  transactionCode: { name: '103-A3', length: 2 },
  pcn: { name: '104-A4', length: 10 },
  transactionCount: { name: '109-A9', length: 1 },
  serviceProviderIdQualifier: { name: '202-B2', length: 2 },
  serviceProviderId: { name: '201-B1', length: 15 },
  serviceDate: { name: '401-D1', length: 8 },
  softwareVendorId: { name: '110-AK', length: 10 },
} as const;

/** The response header, 31 bytes. */
export const responseLayout = {
  version: { name: '102-A2', length: 2 },
  transactionCode: { name: '103-A3', length: 2 },
  transactionCount: { name: '109-A9', length: 1 },
  responseStatus: { name: '501-F1', length: 1 },
  serviceProviderIdQualifier: { name: '202-B2', length: 2 },
  serviceProviderId: { name: '201-B1', length: 15 },
  serviceDate: { name: '401-D1', length: 8 },
} as const;

type Layout = Readonly<Record<string, HeaderField>>;

/** One header field cut out of the text, with the place where it began. */
export interface HeaderPiece {
  readonly value: string;
  readonly name: string;
  readonly offset: number;
}

export function computeLength(layout: Layout): number {
  return Object.values(layout).reduce((sum, { length }) => sum + length, 0);
}

/** Cuts a header into its fields; values lose the blanks that pad them. */
export function cutHeader<Fields extends Layout>(
  layout: Fields,
  text: string,
): { readonly [Name in keyof Fields]: HeaderPiece } {
  let offset = 0;
  const pieces = Object.entries(layout).map(([key, { name, length }]) => {
    const piece = { value: text.slice(offset, offset + length).trimEnd(), name, offset };
    offset += length;
    return [key, piece] as const;
  });
  return Object.fromEntries(pieces) as { readonly [Name in keyof Fields]: HeaderPiece };
}

/** Joins header values padded with blanks; a value longer than its field is a fault of the caller. */
export function joinHeader<Fields extends Layout>(
  layout: Fields,
  values: { readonly [Name in keyof Fields]: string },
): string {
  const pieces = Object.entries(layout).map(([key, { name, length }]) => {
    const value = values[key as keyof Fields];
    if (value.length > length) throw new Error(`the value of header field ${name} is longer than ${length} bytes`);
    return value.padEnd(length);
  });
  return pieces.join('');
}
