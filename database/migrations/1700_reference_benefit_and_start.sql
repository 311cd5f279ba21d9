-- What a drug's profile says about the benefit it is billed under and where its first doses are given decides its programme.
alter table reference.drug_profile
  add column benefit text not null default 'pharmacy' check (benefit in ('pharmacy', 'medical')),
  add column starts_elsewhere boolean not null default false;
alter table reference.drug_profile alter column benefit drop default, alter column starts_elsewhere drop default;
comment on column reference.drug_profile.benefit is 'Under which benefit payers cover the drug: what a clinic administers is billed under the medical one.';
comment on column reference.drug_profile.starts_elsewhere is 'The first doses are given elsewhere, such as an infusion before self-injection: the pharmacy begins with a refill.';
