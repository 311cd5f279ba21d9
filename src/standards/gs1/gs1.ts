/** The front of GS1: what receiving, verification and label code use. It knows barcodes' content and no drug. */

export { writeElements } from './element.ts';
export { checkAssociations } from './element-associations.ts';
export { groupSeparator } from './element-string.ts';
export { type PackageScan, readPackageScan } from './read-package-scan.ts';
export { readScan } from './read-scan.ts';
