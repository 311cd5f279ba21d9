-- How long a paid product may lie ready is said once, by dispensing, which takes it back.
alter table revenue.rule drop column return_to_stock_days;
comment on table revenue.rule is 'What a claim costs besides its product, from a day on, and who says so.';
