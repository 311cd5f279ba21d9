/** Public reference files of drugs and prices: readers that stream typed rows beside what is wrong with each line. */
export { type AspCrosswalk, readAspCrosswalk, readAspPrices } from './asp.ts';
export type { ReferenceSource } from './delimited-text.ts';
export { readNadac } from './nadac.ts';
export {
  type NdcListing,
  type NdcPackage,
  type NdcProduct,
  type NdcSubstance,
  readNdcListings,
  readNdcPackages,
  readNdcProducts,
} from './ndc-directory.ts';
export { readPrescriberStatuses } from './prescriber-status.ts';
export {
  readRxNormAttributes,
  readRxNormDrugs,
  readRxNormNames,
  readRxNormRelations,
} from './rxnorm.ts';
export type { ReferenceRow } from './table.ts';
