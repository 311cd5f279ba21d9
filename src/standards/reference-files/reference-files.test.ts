import { describe, expect, it } from 'vitest';
import { collect } from './fixtures/collect.ts';
import {
  type ReferenceRow,
  type ReferenceSource,
  readAspCrosswalk,
  readAspPrices,
  readNadac,
  readNdcListings,
  readNdcPackages,
  readNdcProducts,
  readPrescriberStatuses,
  readRxNormAttributes,
  readRxNormDrugs,
  readRxNormNames,
  readRxNormRelations,
} from './reference-files.ts';

type Reader<Row> = (source: ReferenceSource) => AsyncGenerator<ReferenceRow<Row>>;

const read = async <Row>(reader: Reader<Row>, ...lines: readonly string[]) => {
  const rows = await collect(reader(lines.join('\n')));
  return {
    rows: rows.flatMap(({ row }) => row ?? []),
    problems: rows.flatMap(({ problems }) =>
      problems.map(({ code, where }) => `${code.replace('reference.', '')} ${where}`),
    ),
  };
};

describe('facts about prescribers', () => {
  it('are read by their columns, and a line that cannot be used says why', async () => {
    const { rows, problems } = await read(
      readPrescriberStatuses,
      'npi,status,from,source',
      '1999990017,Sanctioned,2026-02-01,"Exclusions, federal"',
      '1999990018,active,2026-02-01,Directory',
      '1999990025,retired,2026-02-01,Directory',
      '1999990033,active,,Directory',
    );
    expect(rows).toEqual([
      { npi: '1999990017', status: 'sanctioned', from: '2026-02-01', source: 'Exclusions, federal' },
    ]);
    expect(problems).toEqual([
      'value-invalid line 3 column npi',
      'value-invalid line 4 column status',
      'value-missing line 5 column from',
    ]);
  });
});

describe('the NDC directory', () => {
  const packageHeader =
    'PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\tSAMPLE_PACKAGE';

  it('gives packages by their eleven digits, whatever the form of the label', async () => {
    const { rows, problems } = await read(
      readNdcPackages,
      packageHeader,
      '1\t0002-1434\t0002-1434-80\t4 SYRINGE in 1 CARTON\t20140918\t\tN\tN',
      '2\t58406-435\t58406-435-04\t4 SYRINGE in 1 CARTON "A"\t20040927\t20301231\tN\tY',
      '3\t11111-2222\t11111-2222-3\tx\t\t\tE\tN',
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { ndc: '00002143480', marketingStart: '2014-09-18', marketingEnd: null, isExcluded: false, isSample: false },
      { ndc: '58406043504', marketingEnd: '2030-12-31', isSample: true },
      { ndc: '11111222203', isExcluded: true },
    ]);
  });

  it('leaves out a package whose NDC is not certain, and names the field', async () => {
    const { rows, problems } = await read(
      readNdcPackages,
      packageHeader,
      '1\t0002-1434\t0002143480\tx\t20141332\t\tN\tN',
      '2\t21434\t0002-1434-80\tx\t20141332\t\tN\tN',
      '3\t0002-1434',
      '4\t0002-1434\t0002-1434-80\tx\t20141332\t\tN\tN\textra',
    );
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      'ndc-invalid line 2 column NDCPACKAGECODE',
      'value-invalid line 3 column PRODUCTNDC',
      'fields-missing line 4 column 1',
      'date-invalid line 5 column STARTMARKETINGDATE',
      'fields-extra line 5 column 9',
    ]);
  });

  it('gives products with substances, strengths and classes, in the columns of today and of 2015', async () => {
    const today =
      'PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\tROUTENAME\tSUBSTANCENAME\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\tNDC_EXCLUDE_FLAG\tLISTING_RECORD_CERTIFIED_THROUGH';
    const { rows, problems } = await read(
      readNdcProducts,
      today,
      '1\t0002-1200\tHUMAN PRESCRIPTION DRUG\tExample\tXR\tone and two\tTABLET\tORAL; BUCCAL\tONE; TWO\t70; 5600\tmg/1; [iU]/1\tAgent, Odd [EPC],Activity [MoA]\tCII\tN\t20271231',
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        routes: ['ORAL', 'BUCCAL'],
        substances: [
          { name: 'ONE', strength: '70', unit: 'mg/1' },
          { name: 'TWO', strength: '5600', unit: '[iU]/1' },
        ],
        pharmClasses: ['Agent, Odd [EPC]', 'Activity [MoA]'],
        deaSchedule: 'CII',
        certifiedThrough: '2027-12-31',
      },
    ]);
    const early = 'PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tNONPROPRIETARYNAME\n1\t0002-1200\tBULK INGREDIENT\tone';
    expect((await read(readNdcProducts, early)).rows).toMatchObject([{ substances: [], deaSchedule: null }]);
  });

  it('refuses ten digits whose format does not lead to the eleven', async () => {
    const header = 'ndc10,format,ndc11,product_type,proprietary_name,nonproprietary_name';
    const { rows, problems } = await read(
      readNdcListings,
      header,
      '0002143480,4-4-2,00002143480,HUMAN PRESCRIPTION DRUG,"Trulicity",dulaglutide',
      '5840643504,5-4-1,58406043504,HUMAN PRESCRIPTION DRUG,Enbrel,etanercept',
    );
    expect(rows).toHaveLength(1);
    expect(problems).toEqual(['ndc-contradictory line 3 column ndc10']);
  });
});

describe('RxNorm', () => {
  it('gives names, relations and attributes of its rich release format', async () => {
    const names = await read(readRxNormNames, '802652|ENG||||||1||802652||RXNORM|SBD|802652|1 ML Enbrel|| N|4096|');
    expect(names.rows).toMatchObject([{ rxcui: '802652', source: 'RXNORM', termType: 'SBD', name: '1 ML Enbrel' }]);
    const relations = await read(readRxNormRelations, '214555||CUI|RO|802652||CUI|has_ingredient|1||RXNORM||||N||');
    expect(relations.rows).toMatchObject([{ rxcui: '214555', toRxcui: '802652', relationship: 'has_ingredient' }]);
    const attributes = await read(
      readRxNormAttributes,
      '802652|||1|AUI|802652|||NDC|RXNORM|58406043504|N|4096|',
      '802652|||1|AUI|802652|||NDC|VANDF|058406043504|N||',
      '802652|||1|AUI|802652|||RXN_AVAILABLE_STRENGTH|RXNORM|50 MG/ML|N|4096|',
      'x|||1|AUI|802652|||NDC|RXNORM|58406043504|N|4096|',
      '802652|short|',
    );
    expect(attributes.rows.map(({ ndc }) => ndc)).toEqual(['58406043504', null, null]);
    expect(attributes.problems).toEqual(['value-invalid line 4 column RXCUI', 'fields-missing line 5 column 1']);
  });

  it('gives drugs of a list with or without packages', async () => {
    const header = 'rxcui,ingredient_rxcui,ndc11,name,tty,ingredient_name';
    const list = await read(
      readRxNormDrugs,
      header,
      '1,2,58406043504,drug,SCD,etanercept',
      '1,2,NA,pack,GPCK,etanercept',
    );
    expect(list.rows.map(({ ndc }) => ndc)).toEqual(['58406043504', null]);
    const plain = await read(readRxNormDrugs, 'RXCUI,STR,TTY,ingredient_name', '1,"drug, oral",SCD,x');
    expect(plain.rows).toMatchObject([{ name: 'drug, oral', ingredientRxcui: null, ndc: null }]);
  });
});

describe('NADAC', () => {
  const header =
    'NDC Description,NDC,NADAC Per Unit,Effective Date,Pricing Unit,Pharmacy Type Indicator,OTC,Explanation Code,Classification for Rate Setting,Corresponding Generic Drug NADAC Per Unit,Corresponding Generic Drug Effective Date,As of Date';

  it('gives unit prices in five decimals with their days', async () => {
    const { rows, problems } = await read(
      readNadac,
      header,
      'ABILIFY 10 MG TABLET,59148000813,18.58017,04/22/2026,EA,C/I,N,"1, 5",B,0.10076,04/22/2026,04/29/2026',
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        ndc: '59148000813',
        unitPrice: 1858017,
        effectiveDay: '2026-04-22',
        pricingUnit: 'EA',
        explanationCodes: ['1', '5'],
        genericUnitPrice: 10076,
        asOfDay: '2026-04-29',
      },
    ]);
  });

  it('knows the names of earlier years and refuses a price, unit or day that means nothing', async () => {
    const early = 'NDC_Description,NDC,NADAC_Per_Unit,Effective_Date,Pricing_Unit';
    const { rows, problems } = await read(
      readNadac,
      early,
      'x,59148000813,1.5,2016-01-20,ML',
      'x,59148000813,-1.5,2016-01-20,ML',
      'x,59148000813,1.5,2016-02-30,ML',
      'x,59148000813,1.5,,ML',
      'x,5914800081,1.5,2016-01-20,TAB',
    );
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      'value-invalid line 3 column NADAC Per Unit',
      'date-invalid line 4 column Effective Date',
      'value-missing line 5 column Effective Date',
      'ndc-invalid line 6 column NDC',
      'value-invalid line 6 column Pricing Unit',
    ]);
  });

  it('is refused by the columns that are missing', async () => {
    expect((await read(readNadac, 'NDC,Effective Date', '1,2')).problems).toEqual([
      'column-missing line 1 column NDC Description',
      'column-missing line 1 column NADAC Per Unit',
      'column-missing line 1 column Pricing Unit',
    ]);
    expect((await read(readNadac, '')).problems).toEqual(['file-empty line 1 column 1']);
  });
});

describe('ASP', () => {
  it('gives payment limits below any lines that stand before the column names', async () => {
    const { rows, problems } = await read(
      readAspPrices,
      'Payment Allowance Limits for Medicare Part B Drugs,,',
      'Effective October 1 through December 31,,',
      'HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit,Co-insurance Percentage,Clotting Factor,Notes',
      'J1438,Etanercept injection,25 MG,"1,234.567",20.000,,"two\nlines"',
      'A9606,Radium,1 microCurie,N/A,20.000,,',
      'J7209,Factor viii,1 IU,1.117,20.000,1,',
      'J72,Factor,1 IU,1.117,20.000,1,',
    );
    expect(rows).toMatchObject([
      { hcpcsCode: 'J1438', paymentLimit: 123456700, coinsurancePercentThousandths: 20000, notes: 'two\nlines' },
      { hcpcsCode: 'A9606', paymentLimit: null },
      { hcpcsCode: 'J7209', isClottingFactor: true },
    ]);
    expect(problems).toEqual(['value-invalid line 8 column HCPCS Code']);
  });

  it('gives billing units of packages, also of products without an NDC', async () => {
    const { rows, problems } = await read(
      readAspCrosswalk,
      '_2026_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG',
      'J1438,Etanercept,Immunex ,58406-0435-04,Enbrel,25 MG,1,4,2,8',
      'Q4121,Theraskin,Lifenet Health,12345678901,TheraSkin,1 SQ CM,2.0106,1,6.25,7',
      'Q4121,Theraskin,Lifenet Health,100TSXS,TheraSkin,1 SQ CM,1,1,,7',
    );
    expect(rows).toMatchObject([
      {
        ndc: '58406043504',
        labelerName: 'Immunex',
        billingUnitsThousandths: 2000,
        billingUnitsPerPackageThousandths: 8000,
      },
      { ndc: null, productCode: '12345678901', packageSize: '2.0106', billingUnitsThousandths: 6250 },
    ]);
    expect(problems).toEqual(['product-code line 3 column NDC2', 'value-missing line 4 column BILLUNITS']);
  });
});
