import type { Ndc11 } from '../../kernel/ndc.ts';
import type { ReferenceSource } from './delimited-text.ts';
import { type Cells, type Column, type ReferenceRow, readTable, type TableShape } from './table.ts';

/** A name of a concept from one source (RXNCONSO.RRF); RxNorm's own names have the source `RXNORM`. */
export interface RxNormName {
  readonly rxcui: string;
  readonly atomId: string;
  readonly language: string;
  readonly source: string;
  /** Term type: `IN` ingredient, `SCD` clinical drug, `SBD` branded drug, `BN` brand name, … */
  readonly termType: string;
  readonly code: string;
  readonly name: string;
  /** `N`: not suppressed; `O`, `Y`, `E`: obsolete or suppressed. */
  readonly suppression: string;
}

/** A relationship (RXNREL.RRF), read from the second to the first: concept `toRxcui` is `relationship` of `rxcui`. */
export interface RxNormRelation {
  readonly rxcui: string | null;
  readonly toRxcui: string | null;
  readonly atomId: string | null;
  readonly toAtomId: string | null;
  /** `RO`, `RB`, `RN`, `SY` … */
  readonly kind: string;
  /** The second is this of the first: `has_ingredient`, `tradename_of`, `consists_of` …; null where only the kind is known. */
  readonly relationship: string | null;
  readonly source: string;
}

/** An attribute of a concept or atom (RXNSAT.RRF), such as an NDC; `ndc` is the value where the attribute is `NDC`. */
export interface RxNormAttribute {
  readonly rxcui: string;
  readonly atomId: string | null;
  readonly name: string;
  readonly source: string;
  readonly value: string;
  readonly ndc: Ndc11 | null;
  readonly suppression: string;
}

/** A line of a CSV list of drugs by RxNorm concept, of a clinical measure for example. */
export interface RxNormDrug {
  readonly rxcui: string;
  readonly termType: string;
  readonly name: string;
  readonly ingredientName: string;
  readonly ingredientRxcui: string | null;
  readonly ndc: Ndc11 | null;
}

/** RRF: fields in fixed order, each followed by a bar, without quoting (RxNorm Technical Documentation, section 12). */
const richRelease = { delimiter: '|', quote: false, order: 'fixed' } as const;

function inOrder<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Column>> {
  const columns: Record<string, Column> = Object.fromEntries(names.map((name) => [name, { name, isRequired: true }]));
  return columns as Record<Name, Column>;
}

const nameColumns = inOrder(
  ...(['RXCUI', 'LAT', 'TS', 'LUI', 'STT', 'SUI', 'ISPREF', 'RXAUI', 'SAUI', 'SCUI', 'SDUI', 'SAB'] as const),
  ...(['TTY', 'CODE', 'STR', 'SRL', 'SUPPRESS', 'CVF'] as const),
);

const nameShape: TableShape<keyof typeof nameColumns, RxNormName> = {
  ...richRelease,
  columns: nameColumns,
  toRow: (cells) => {
    const rxcui = cells.requiredParsed('RXCUI', parseRxcui);
    if (rxcui === null) return null;
    return {
      rxcui,
      atomId: cells.required('RXAUI'),
      language: cells.text('LAT'),
      source: cells.required('SAB'),
      termType: cells.required('TTY'),
      code: cells.text('CODE'),
      name: cells.required('STR'),
      suppression: cells.text('SUPPRESS'),
    };
  },
};

const relationColumns = inOrder(
  ...(['RXCUI1', 'RXAUI1', 'STYPE1', 'REL', 'RXCUI2', 'RXAUI2', 'STYPE2', 'RELA', 'RUI', 'SRUI', 'SAB'] as const),
  ...(['SL', 'RG', 'DIR', 'SUPPRESS', 'CVF'] as const),
);

const relationShape: TableShape<keyof typeof relationColumns, RxNormRelation> = {
  ...richRelease,
  columns: relationColumns,
  toRow: (cells) => ({
    rxcui: cells.parsed('RXCUI1', parseRxcui),
    toRxcui: cells.parsed('RXCUI2', parseRxcui),
    atomId: cells.optional('RXAUI1'),
    toAtomId: cells.optional('RXAUI2'),
    kind: cells.required('REL'),
    relationship: cells.optional('RELA'),
    source: cells.required('SAB'),
  }),
};

const attributeColumns = inOrder(
  ...(['RXCUI', 'LUI', 'SUI', 'RXAUI', 'STYPE', 'CODE', 'ATUI', 'SATUI', 'ATN', 'SAB', 'ATV', 'SUPPRESS'] as const),
  'CVF',
);

const attributeShape: TableShape<keyof typeof attributeColumns, RxNormAttribute> = {
  ...richRelease,
  columns: attributeColumns,
  toRow: (cells) => {
    const rxcui = cells.requiredParsed('RXCUI', parseRxcui);
    if (rxcui === null) return null;
    return {
      rxcui,
      atomId: cells.optional('RXAUI'),
      name: cells.required('ATN'),
      source: cells.required('SAB'),
      value: cells.text('ATV'),
      ndc: readAttributeNdc(cells),
      suppression: cells.text('SUPPRESS'),
    };
  },
};

const drugColumns = {
  rxcui: { name: 'RXCUI', isRequired: true },
  termType: { name: 'TTY', isRequired: true },
  name: { name: 'STR', alias: /^name$/, isRequired: true },
  ingredientName: { name: 'ingredient_name', isRequired: true },
  ingredientRxcui: { name: 'ingredient_rxcui', isRequired: false },
  ndc: { name: 'ndc11', alias: /^ndc$/, isRequired: false },
};

const drugShape: TableShape<keyof typeof drugColumns, RxNormDrug> = {
  delimiter: ',',
  quote: true,
  order: 'header',
  columns: drugColumns,
  toRow: (cells) => {
    const rxcui = cells.requiredParsed('rxcui', parseRxcui);
    if (rxcui === null) return null;
    return {
      rxcui,
      termType: cells.required('termType'),
      name: cells.required('name'),
      ingredientName: cells.text('ingredientName'),
      ingredientRxcui: cells.parsed('ingredientRxcui', parseRxcui),
      // Lists made with R write NA where there is no package.
      ndc: ['', 'NA'].includes(cells.text('ndc')) ? null : cells.ndc('ndc'),
    };
  },
};

/** Reads RXNCONSO.RRF: the names of concepts. */
export function readRxNormNames(source: ReferenceSource): AsyncGenerator<ReferenceRow<RxNormName>> {
  return readTable(source, nameShape);
}

/** Reads RXNREL.RRF: the relationships between concepts or atoms. */
export function readRxNormRelations(source: ReferenceSource): AsyncGenerator<ReferenceRow<RxNormRelation>> {
  return readTable(source, relationShape);
}

/** Reads RXNSAT.RRF: attributes, among them the NDCs of clinical and branded drugs. */
export function readRxNormAttributes(source: ReferenceSource): AsyncGenerator<ReferenceRow<RxNormAttribute>> {
  return readTable(source, attributeShape);
}

/** Reads a CSV list of RxNorm drugs with their ingredient and, where it has the column, their NDC. */
export function readRxNormDrugs(source: ReferenceSource): AsyncGenerator<ReferenceRow<RxNormDrug>> {
  return readTable(source, drugShape);
}

/** Only RxNorm's own NDC attributes are in one form (eleven digits); those of other sources stay text. */
function readAttributeNdc(cells: Cells<keyof typeof attributeColumns>): Ndc11 | null {
  return cells.text('ATN') === 'NDC' && cells.text('SAB') === 'RXNORM' ? cells.ndc('ATV') : null;
}

function parseRxcui(text: string): string | null {
  return /^\d{1,8}$/.test(text) ? text : null;
}
