/** The fields of what is ordered, as the entry and the clarification ask for them. */
export const orderFields = {
  writtenOn: { kind: 'date', label: 'Written on' },
  quantity: { kind: 'number', label: 'Quantity', leastThousandths: 1, mostThousandths: 999_999_999 },
  unit: { kind: 'text', label: 'Unit', hint: 'Such as EA, mL or tablet', longest: 20 },
  daysSupply: {
    kind: 'number',
    label: 'Days of supply',
    isWhole: true,
    leastThousandths: 1000,
    mostThousandths: 365_000,
  },
  refills: { kind: 'number', label: 'Refills', isWhole: true, leastThousandths: 0, mostThousandths: 99_000 },
  directions: { kind: 'text', label: 'Directions', isLong: true, longest: 1000 },
  state: {
    kind: 'text',
    label: 'State that it ships to',
    pattern: { matches: /^[A-Za-z]{2}$/, sentence: 'A state is written in two letters.' },
  },
} as const;
