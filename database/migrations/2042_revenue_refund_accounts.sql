-- The ledger posts what is expected of manufacturers, and what they remit.
alter table revenue.posting_set drop constraint posting_set_cause_kind_check;
alter table revenue.posting_set add constraint posting_set_cause_kind_check check (cause_kind in
  ('adjudication', 'reversal', 'remittance-line', 'line-match', 'provider-adjustment', 'deposit', 'stock-movement', 'delivery',
   'refund-expected'));
alter table revenue.posting drop constraint posting_account_check;
alter table revenue.posting add constraint posting_account_check check (account in
  ('charge', 'contractual-adjustment', 'payer-receivable', 'patient-receivable', 'take-back', 'remitted-cash', 'deposited', 'suspense',
   'provider-adjustment', 'acquisition-cost', 'inventory', 'handling', 'transaction-fee', 'payable', 'effective-rate-reserve', 'reserve-held',
   'mfp-refund', 'mfp-refund-due', 'mfp-refund-cash', 'mfp-refund-suspense'));
