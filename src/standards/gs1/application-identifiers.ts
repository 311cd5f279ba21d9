/**
 * An Application Identifier. Facts of the GS1 General Specifications, section 3, as its Barcode Syntax Dictionary
 * (release 2025) lists them.
 */
export interface ApplicationIdentifier {
  readonly ai: string;
  /**
   * Components in order: `N` digits, `X` character set 82, `Y` set 39, `Z` base64url; `N6` exactly six, `X..20` up to
   * twenty, `[N6]` optional; after a colon what the component must be.
   */
  readonly format: string;
  /** Whether the length is predefined, so that no separator follows. */
  readonly isFixed: boolean;
  /** Whether it may stand in the query of a Digital Link. */
  readonly isAttribute: boolean;
  /** For a primary key of a Digital Link: the sequences of qualifiers that may follow it in the path, in order. */
  readonly qualifiers: readonly (readonly string[])[] | null;
  /** One of these sets must stand beside it; `31nn` is any identifier of that family. Empty means that none is needed. */
  readonly needs: readonly (readonly string[])[];
  /** Identifiers and families that may not stand beside it. */
  readonly bars: readonly string[];
}

interface Rules {
  readonly fixed?: boolean;
  readonly link?: boolean;
  /** Alternatives of qualifiers, as in `22 10 21|235`. */
  readonly key?: string;
  /** Alternatives, each of identifiers joined by plus, as in `01+21 8006+21`. */
  readonly needs?: string;
  readonly bars?: string;
}

function entry(ai: string, format: string, rules: Rules = {}): ApplicationIdentifier {
  const words = (text: string | undefined): readonly string[] => (text ?? '').split(' ').filter((word) => word !== '');
  return {
    ai,
    format,
    isFixed: rules.fixed ?? false,
    isAttribute: rules.link ?? false,
    qualifiers: rules.key === undefined ? null : rules.key.split('|').map(words),
    needs: words(rules.needs).map((set) => set.split('+')),
    bars: words(rules.bars),
  };
}

/** Makes the identifiers of a family whose last digit says where the decimal point stands. */
function family(stem: string, last: number, format: string, rules: Rules): readonly ApplicationIdentifier[] {
  return Array.from({ length: last + 1 }, (_, digit) => entry(`${stem}${digit}`, format, rules));
}

/** Makes measures: six digits with a predefined length, one unit at a time. */
function measures(stems: string, needs: string): readonly ApplicationIdentifier[] {
  return stems
    .split(' ')
    .flatMap((stem) => family(stem, 5, 'N6', { fixed: true, link: true, needs, bars: `${stem}n` }));
}

/** Makes several identifiers of one kind. */
function several(ais: string, format: string, rules: Rules): readonly ApplicationIdentifier[] {
  return ais.split(' ').map((ai) => entry(ai, format, rules));
}

const item = '01 02 03 8006 8026';
const date = { fixed: true, link: true, needs: item } as const;
const shipment = { link: true, needs: '00' } as const;
const perMeasure = '30 31nn 32nn 35nn 36nn';

/** Trade items: what it is, its batch, serial and dates. */
const items = [
  entry('00', 'N18:check', { fixed: true, link: true, key: '' }),
  entry('01', 'N14:check', { fixed: true, link: true, key: '22 10 21|235', bars: '255 37' }),
  entry('02', 'N14:check', { fixed: true, link: true, needs: '37', bars: '01 03' }),
  entry('03', 'N14:check', { fixed: true, bars: '01 02 37 235' }),
  entry('10', 'X..20', { link: true, needs: item }),
  ...several('11 13 15 16', 'N6:yymmd0', date),
  entry('12', 'N6:yymmd0', { ...date, needs: '8020' }),
  entry('17', 'N6:yymmd0', { ...date, needs: '01 02 03 255 8006 8026' }),
  entry('20', 'N2', { fixed: true, link: true, needs: item }),
  entry('21', 'X..20', { needs: '01 03 8006', bars: '235' }),
  entry('22', 'X..20', { needs: '01' }),
  entry('235', 'X..28', { needs: '01' }),
  ...several('240 241', 'X..30', { link: true, needs: item }),
  entry('242', 'N..6', { link: true, needs: '01 02 8006 8026' }),
  entry('243', 'X..20', { link: true, needs: '01 03' }),
  entry('250', 'X..30', { link: true, needs: '01+21 03+21 8006+21' }),
  entry('251', 'X..30', { link: true, needs: '01 03 8006' }),
  entry('253', 'N13:check [X..17]', { link: true, key: '' }),
  entry('254', 'X..20', { needs: '414' }),
  entry('255', 'N13:check [N..12]', { link: true, key: '', bars: '01 02 415 8006 8020 8026' }),
  entry('30', 'N..8', { link: true, needs: '01 02' }),
  entry('37', 'N..8', { link: true, needs: '00+02 00+8026' }),
];

/** Measures, amounts and prices. */
const amounts = [
  ...measures('310 311 312 313 314 315 316', '01 02'),
  ...measures('320 321 322 323 324 325 326 327 328 329', '01 02'),
  ...measures('330 331 332 333 334 335 336', '00 01'),
  ...measures('337', '01'),
  ...measures('340 341 342 343 344 345 346 347 348 349', '00 01'),
  ...measures('350 351 352', '01 02'),
  ...measures('353 354 355', '00 01'),
  ...measures('356 357 360 361', '01 02'),
  ...measures('362 363', '00 01'),
  ...measures('364 365 366', '01 02'),
  ...measures('367 368 369', '00 01'),
  ...family('390', 9, 'N..15', { link: true, needs: '255 8020', bars: '390n 391n 394n 8111' }),
  ...family('391', 9, 'N3 N..15', { link: true, needs: '8020', bars: '391n' }),
  ...family('392', 9, 'N..15', { link: true, needs: '01+30 01+31nn 01+32nn 01+35nn 01+36nn', bars: '392n 393n' }),
  ...family('393', 9, 'N3 N..15', { link: true, needs: perMeasure, bars: '393n' }),
  ...family('394', 3, 'N4', { link: true, needs: '255', bars: '394n 8111' }),
  ...family('395', 5, 'N6', { link: true, needs: perMeasure, bars: '392n 393n 395n 8005' }),
];

/** Shipments, parties, places and delivery. */
const logistics = [
  entry('400', 'X..30', { link: true }),
  entry('401', 'X..30', { link: true, key: '' }),
  entry('402', 'N17:check', { link: true, key: '' }),
  entry('403', 'X..30', shipment),
  ...several('410 411 412 413 416', 'N13:check', { fixed: true, link: true }),
  entry('414', 'N13:check', { fixed: true, link: true, key: '254|7040' }),
  entry('415', 'N13:check', { fixed: true, link: true, key: '8020', needs: '8020' }),
  entry('417', 'N13:check', { fixed: true, link: true, key: '7040' }),
  entry('420', 'X..20', { link: true, bars: '421' }),
  entry('421', 'N3 X..9', { link: true, bars: '4307' }),
  entry('422', 'N3', { link: true, needs: item, bars: '426' }),
  ...several('423 425', 'N3 [N3] [N3] [N3] [N3]', { link: true, needs: '01 02 03', bars: '426' }),
  entry('424', 'N3', { link: true, needs: '01 02 03', bars: '426' }),
  entry('426', 'N3', { link: true, needs: '01 02 03' }),
  entry('427', 'X..3', { link: true, needs: '01+422 02+422 03+422' }),
  ...several('4300 4301 4310 4311 4320', 'X..35:percent', shipment),
  ...several('4302 4304 4305 4306 4312 4314 4315 4316', 'X..70:percent', shipment),
  entry('4303', 'X..70:percent', { link: true, needs: '4302' }),
  entry('4313', 'X..70:percent', { link: true, needs: '4312' }),
  ...several('4307 4317', 'X2', shipment),
  ...several('4308 4319', 'X..30', shipment),
  entry('4309', 'N10 N10', shipment),
  entry('4318', 'X..20', shipment),
  ...several('4321 4322 4323', 'N1:yesno', shipment),
  ...several('4324 4325', 'N6:yymmd0 N4:hhmm', shipment),
  entry('4326', 'N6:yymmdd', shipment),
  entry('4330', 'N6 [X1:hyphen]', { ...shipment, bars: '4331' }),
  entry('4331', 'N6 [X1:hyphen]', { ...shipment, bars: '4330' }),
  entry('4332', 'N6 [X1:hyphen]', { ...shipment, bars: '4333' }),
  entry('4333', 'N6 [X1:hyphen]', { ...shipment, bars: '4332' }),
];

/** Health care, food and certification: 710 to 717 are national reimbursement numbers, 715 being the NDC of the United States. */
const regulated = [
  entry('7001', 'N13', { link: true, needs: '01 02 8006 8026' }),
  entry('7002', 'X..30', { link: true, needs: '01 02' }),
  entry('7003', 'N6:yymmdd N4:hhmm', { link: true, needs: '01 02 03' }),
  entry('7004', 'N..4', { link: true, needs: '01+10 03+10' }),
  entry('7005', 'X..12', { link: true, needs: '01 02' }),
  entry('7006', 'N6:yymmdd', { link: true, needs: '01 02' }),
  entry('7007', 'N6:yymmdd [N6:yymmdd]', { link: true, needs: '01 02' }),
  entry('7008', 'X..3', { link: true, needs: '01 02' }),
  entry('7009', 'X..10', { link: true, needs: '01 02' }),
  entry('7010', 'X..2', { link: true, needs: '01 02 03' }),
  entry('7011', 'N6:yymmdd [N4:hhmm]', { link: true, needs: '01 02 03' }),
  entry('7020', 'X..20', { link: true, needs: '01+416 03+416 8006+416' }),
  entry('7021', 'X..20', { link: true, needs: '01 03 8006' }),
  entry('7022', 'X..20', { link: true, needs: '01+7021 03+7021 8006+7021' }),
  entry('7023', 'X..30', { link: true }),
  ...family('703', 9, 'N3 X..27', { link: true, needs: '01 02' }),
  entry('7040', 'N1 X1 X1 X1'),
  entry('7041', 'X..4', { needs: '00' }),
  ...several('710 711 712 713 714 715 716 717', 'X..20', { link: true, needs: '01' }),
  ...family('723', 9, 'X2 X..28', { link: true, needs: '01 8004' }),
  entry('7240', 'X..20', { link: true, needs: '01 8006', bars: '03' }),
  entry('7241', 'N2', { link: true, needs: '8017 8018' }),
  entry('7242', 'X..25', { link: true, needs: '8017 8018' }),
  entry('7250', 'N8:yyyymmdd', { link: true, needs: '8018', bars: '7251' }),
  entry('7251', 'N8:yyyymmdd N4:hhmm', { link: true, needs: '8018', bars: '7250' }),
  entry('7252', 'N1', { link: true, needs: '8018' }),
  ...several('7253 7254', 'X..40:percent', { link: true, needs: '8017 8018', bars: '7256 7259' }),
  entry('7255', 'X..10', { link: true, needs: '8017 8018', bars: '7256 7259' }),
  entry('7256', 'X..90:percent', { link: true, needs: '8017 8018' }),
  entry('7257', 'X..70:percent', { link: true, needs: '8018' }),
  entry('7258', 'X3', { link: true, needs: '8018+7259' }),
  entry('7259', 'X..40:percent', { link: true, needs: '8018', bars: '7256' }),
];

/** Assets, services, coupons and what companies agree on among themselves. */
const special = [
  entry('8001', 'N4:nonzero N5:nonzero N3:nonzero N1 N1', { link: true, needs: '01' }),
  entry('8002', 'X..20', { link: true }),
  entry('8003', 'N1:zero N13:check [X..16]', { link: true, key: '' }),
  entry('8004', 'X..30', { link: true, key: '7040' }),
  entry('8005', 'N6', { link: true, needs: '01 02' }),
  entry('8006', 'N14:check N4:piece', { link: true, key: '22 10 21', bars: '01 03 37' }),
  entry('8007', 'X..34', { link: true, needs: '415' }),
  entry('8008', 'N6:yymmdd N2:hh [N2:mm] [N2:mm]', { link: true, needs: '01 02 03' }),
  entry('8009', 'X..50', { link: true, needs: '00 01 03' }),
  entry('8010', 'Y..30', { link: true, key: '8011' }),
  entry('8011', 'N..12', { needs: '8010' }),
  entry('8012', 'X..20', { link: true, needs: '01 03 8006' }),
  entry('8013', 'X..25', { link: true, key: '' }),
  entry('8014', 'X..25', { needs: '01' }),
  entry('8017', 'N18:check', { link: true, key: '8019', bars: '8018' }),
  entry('8018', 'N18:check', { link: true, key: '8019', bars: '8017' }),
  entry('8019', 'N..10', { needs: '8017 8018' }),
  entry('8020', 'X..25', { needs: '415' }),
  entry('8026', 'N14:check N4:piece', { link: true, needs: '37', bars: '02 03 8006' }),
  entry('8030', 'Z..90', { link: true, needs: '00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018' }),
  entry('8040', 'N15', { needs: '01+21' }),
  entry('8041', 'N15', { needs: '01+21+8040' }),
  entry('8042', 'N32', { needs: '01+21+8040' }),
  entry('8043', 'N18 [N..2]', { needs: '01+21+8040' }),
  ...several('8110 8112', 'X..70', { link: true }),
  entry('8111', 'N4', { link: true, needs: '255' }),
  entry('8200', 'X..70', { needs: '01' }),
  entry('90', 'X..30', { link: true }),
  ...several('91 92 93 94 95 96 97 98 99', 'X..90', { link: true }),
];

const table: ReadonlyMap<string, ApplicationIdentifier> = new Map(
  [...items, ...amounts, ...logistics, ...regulated, ...special].map((identifier) => [identifier.ai, identifier]),
);

/** Finds an identifier by its digits; null when the standard has none. */
export function findIdentifier(ai: string): ApplicationIdentifier | null {
  return table.get(ai) ?? null;
}

/** Finds the identifier that a text begins with: no identifier is the beginning of another one. */
export function findLeadingIdentifier(text: string): ApplicationIdentifier | null {
  return findIdentifier(text.slice(0, 2)) ?? findIdentifier(text.slice(0, 3)) ?? findIdentifier(text.slice(0, 4));
}

/** Tells whether an identifier is the named one or of the named family (`31nn` is 3100 to 3199). */
export function isOfFamily(ai: string, family: string): boolean {
  const stem = family.replace(/n+$/, '');
  return ai.length === family.length && ai.startsWith(stem);
}
