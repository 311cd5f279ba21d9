-- A drug may be known by its ingredient while nobody knows the RxNorm code of the product itself.
alter table reference.drug_rxnorm alter column rxcui drop not null;
comment on column reference.drug_rxnorm.rxcui is 'RxNorm code of the product; null when only its ingredient is known.';
