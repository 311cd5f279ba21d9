-- Documents: the kinds of paper that come by fax and from the browser.

alter table documents.document
  drop constraint document_kind_check,
  add constraint document_kind_check check (kind in (
    'referral', 'prescription', 'enrollment-form', 'label', 'leaflet', 'medication-guide', 'chart-note', 'lab', 'letter',
    'authorization-letter', 'denial-letter', 'consent', 'explanation-of-benefits', 'card', 'proof-of-delivery', 'other')),
  add column page_count integer check (page_count > 0);
comment on column documents.document.page_count is 'How many pages it has; null where nobody counted them.';
