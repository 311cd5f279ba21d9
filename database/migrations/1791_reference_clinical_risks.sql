-- How much an interruption endangers a patient, by clinical programme and stage: an assessment of the house, dated, with its source.

create table reference.clinical_risk (
  tenant_id integer not null,
  programme text not null,
  stage text not null,
  valid_from date not null,
  risk text not null check (risk in ('low', 'moderate', 'high')),
  source text not null,
  is_verified boolean not null,
  primary key (tenant_id, programme, stage, valid_from)
);
select platform.protect_tenant_table('reference.clinical_risk', 'select', 'insert', 'update');
comment on table reference.clinical_risk is 'How much waiting endangers a patient by clinical programme and stage of the therapy, from a day on. The stage any counts where the programme has no row for the stage itself.';
comment on column reference.clinical_risk.is_verified is 'Whether somebody checked the assessment against its source; what is not says so on every row that it moves.';
