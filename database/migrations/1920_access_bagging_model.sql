-- By which bagging model a clinic gets the drug that it administers, as the plan or the clinic said in a benefits check.

alter table access.benefits_check
  add column bagging_model text check (bagging_model in ('not-at-clinic', 'buy-and-bill', 'white-bag', 'brown-bag', 'clear-bag'));
comment on column access.benefits_check.bagging_model is 'Who buys, bills and carries a drug that a clinic administers; null when nobody asked.';
