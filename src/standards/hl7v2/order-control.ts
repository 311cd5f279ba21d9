/** What an order segment asks for or tells, by its order control code. */
export type OrderAction =
  | 'new'
  | 'change'
  | 'replace'
  | 'refill'
  | 'cancel'
  | 'discontinue'
  | 'hold'
  | 'release'
  | 'status'
  | 'refusal'
  | 'other';

/** Codes of HL7 table 0119 (2.9) by what they amount to for a pharmacy that receives them. */
const codesByAction: Readonly<Record<Exclude<OrderAction, 'other'>, string>> = {
  new: 'NW OP PY RO CH',
  change: 'XO XX XR',
  replace: 'RP RQ RU',
  refill: 'RF AF FU OF',
  cancel: 'CA OC CR',
  discontinue: 'DC OD DR',
  hold: 'HD OH HR',
  release: 'RL OE OR',
  status: 'SC SN SS SR RE OK NA CN PR RR PA LI MC IP',
  refusal: 'DE DF UA UC UD UF UH UM UN UR UX',
};

const actionsByCode = new Map(
  Object.entries(codesByAction).flatMap(([action, codes]) =>
    codes.split(' ').map((code) => [code, action as OrderAction] as const),
  ),
);

const actionsWithDetail: ReadonlySet<OrderAction> = new Set(['new', 'change', 'replace']);

/** Finds what an order control code asks for; null when it is not in the table. */
export function findOrderAction(code: string): OrderAction | null {
  return actionsByCode.get(code) ?? null;
}

/** Tells whether an order with this action has to say what is ordered; a cancellation needs the order numbers only. */
export function needsOrderDetail(action: OrderAction): boolean {
  return actionsWithDetail.has(action);
}
