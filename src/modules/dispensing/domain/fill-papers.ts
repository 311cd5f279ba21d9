/** What goes with a fill on paper, or is offered in words. */
export const paperKinds = {
  label: 'Label',
  leaflet: 'Patient leaflet',
  'medication-guide': 'Medication Guide',
  'counselling-offer': 'Offer to counsel',
} as const;

export type PaperKind = keyof typeof paperKinds;

/** Lists the papers that a fill still lacks: a label and leaflet always, a Medication Guide where the product has one (21 CFR 208.24(e)). */
export function listMissingPapers(fill: {
  readonly recordedPapers: readonly PaperKind[];
  readonly needsMedicationGuide: boolean;
}): readonly PaperKind[] {
  const needed: readonly PaperKind[] = fill.needsMedicationGuide
    ? ['label', 'leaflet', 'medication-guide']
    : ['label', 'leaflet'];
  return needed.filter((kind) => !fill.recordedPapers.includes(kind));
}
