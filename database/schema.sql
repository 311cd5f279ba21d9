-- Written from the migrated database by the script "docs"; the migrations beside it are what is run.

create schema access;
create schema audit;
create schema charts;
create schema claims;
create schema clinical;
create schema clinics;
create schema contracts;
create schema conversation;
create schema crypto;
create schema delivery;
create schema dispensing;
create schema documents;
create schema exchange;
create schema federation;
create schema flow;
create schema identity;
create schema inventory;
create schema outreach;
create schema pathways;
create schema patients;
create schema platform;
create schema portability;
create schema prescriptions;
create schema programs;
create schema prospects;
create schema receivables;
create schema reference;
create schema referrals;
create schema refunds;
create schema remittance;
create schema revenue;
create schema therapies;
create schema work;

create table access.assistance (
  tenant_id integer not null,
  assistance_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  programme text not null,
  outcome text not null,
  patient_pay_before_cents bigint,
  patient_pay_after_cents bigint,
  expires_on date,
  sealed_detail bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint assistance_pkey PRIMARY KEY (tenant_id, assistance_id),
  constraint assistance_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint assistance_outcome_check CHECK ((outcome = ANY (ARRAY['not-needed'::text, 'affordable'::text, 'pending'::text, 'not-affordable'::text]))),
  constraint assistance_patient_pay_after_cents_check CHECK ((patient_pay_after_cents >= 0)),
  constraint assistance_patient_pay_before_cents_check CHECK ((patient_pay_before_cents >= 0)),
  constraint assistance_programme_check CHECK ((programme = ANY (ARRAY['none'::text, 'manufacturer-card'::text, 'foundation'::text, 'patient-assistance'::text, 'low-income-subsidy'::text])))
);
alter table access.assistance enable row level security;
alter table access.assistance force row level security;
create table access.authorization_step (
  tenant_id integer not null,
  authorization_id uuid not null,
  sequence integer not null,
  state text not null,
  valid_from date,
  valid_to date,
  quantity_thousandths bigint,
  denial_reason_code text,
  reason_code text,
  deadline_on date,
  sealed_detail bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint authorization_step_pkey PRIMARY KEY (tenant_id, authorization_id, sequence),
  constraint authorization_step_tenant_id_authorization_id_fkey FOREIGN KEY (tenant_id, authorization_id) REFERENCES access.prior_authorization(tenant_id, authorization_id),
  constraint authorization_step_quantity_thousandths_check CHECK ((quantity_thousandths > 0))
);
alter table access.authorization_step enable row level security;
alter table access.authorization_step force row level security;
create table access.benefits_check (
  tenant_id integer not null,
  benefits_check_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  outcome text not null,
  coverage_id uuid,
  plan_id uuid,
  plan_kind text,
  benefit text,
  coverage_state text not null,
  authorization_need text not null,
  patient_pay_cents bigint,
  mandated_pharmacy text not null,
  sealed_detail bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  bagging_model text,
  constraint benefits_check_pkey PRIMARY KEY (tenant_id, benefits_check_id),
  constraint benefits_check_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint benefits_check_authorization_need_check CHECK ((authorization_need = ANY (ARRAY['needed'::text, 'not-needed'::text, 'unknown'::text]))),
  constraint benefits_check_bagging_model_check CHECK ((bagging_model = ANY (ARRAY['not-at-clinic'::text, 'buy-and-bill'::text, 'white-bag'::text, 'brown-bag'::text, 'clear-bag'::text]))),
  constraint benefits_check_benefit_check CHECK ((benefit = ANY (ARRAY['pharmacy'::text, 'medical'::text]))),
  constraint benefits_check_coverage_state_check CHECK ((coverage_state = ANY (ARRAY['active'::text, 'inactive'::text, 'unknown'::text]))),
  constraint benefits_check_mandated_pharmacy_check CHECK ((mandated_pharmacy = ANY (ARRAY['none'::text, 'this-pharmacy'::text, 'another-pharmacy'::text, 'unknown'::text]))),
  constraint benefits_check_outcome_check CHECK ((outcome = ANY (ARRAY['complete'::text, 'incomplete'::text, 'inactive-coverage'::text]))),
  constraint benefits_check_patient_pay_cents_check CHECK ((patient_pay_cents >= 0))
);
alter table access.benefits_check enable row level security;
alter table access.benefits_check force row level security;
create table access.enrolment_contact (
  tenant_id integer not null,
  contact_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  outcome text not null,
  channel text not null,
  reason_code text,
  sealed_note bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint enrolment_contact_pkey PRIMARY KEY (tenant_id, contact_id),
  constraint enrolment_contact_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint enrolment_contact_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'text'::text, 'email'::text, 'letter'::text, 'in-person'::text]))),
  constraint enrolment_contact_outcome_check CHECK ((outcome = ANY (ARRAY['enrolled'::text, 'declined'::text, 'unable-to-reach'::text, 'attempted'::text])))
);
alter table access.enrolment_contact enable row level security;
alter table access.enrolment_contact force row level security;
create table access.packet_step (
  tenant_id integer not null,
  packet_id uuid not null,
  step_id uuid not null,
  step text not null,
  channel text,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint packet_step_pkey PRIMARY KEY (tenant_id, packet_id, step_id),
  constraint packet_step_tenant_id_packet_id_fkey FOREIGN KEY (tenant_id, packet_id) REFERENCES access.welcome_packet(tenant_id, packet_id),
  constraint packet_step_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'email'::text, 'with-delivery'::text, 'in-person'::text]))),
  constraint packet_step_step_check CHECK ((step = ANY (ARRAY['sent'::text, 'handed-over'::text, 'returned'::text, 'acknowledged'::text])))
);
alter table access.packet_step enable row level security;
alter table access.packet_step force row level security;
create table access.packet_version (
  tenant_id integer not null,
  programme text not null,
  language text not null,
  version integer not null,
  valid_from date not null,
  parts jsonb not null,
  source text not null,
  is_verified boolean not null,
  constraint packet_version_pkey PRIMARY KEY (tenant_id, programme, language, version),
  constraint packet_version_version_check CHECK ((version > 0))
);
alter table access.packet_version enable row level security;
alter table access.packet_version force row level security;
create table access.prior_authorization (
  tenant_id integer not null,
  authorization_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  state text not null,
  version integer not null,
  opened_at timestamp(3) with time zone not null,
  number_token bytea,
  constraint prior_authorization_pkey PRIMARY KEY (tenant_id, authorization_id),
  constraint prior_authorization_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id)
);
alter table access.prior_authorization enable row level security;
alter table access.prior_authorization force row level security;
create table access.welcome_packet (
  tenant_id integer not null,
  packet_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  programme text not null,
  language text not null,
  version integer not null,
  wished_language text,
  document_id uuid not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint welcome_packet_pkey PRIMARY KEY (tenant_id, packet_id),
  constraint welcome_packet_tenant_id_programme_language_version_fkey FOREIGN KEY (tenant_id, programme, language, version) REFERENCES access.packet_version(tenant_id, programme, language, version),
  constraint welcome_packet_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id)
);
alter table access.welcome_packet enable row level security;
alter table access.welcome_packet force row level security;
create table audit.entry (
  tenant_id integer not null,
  entry_id uuid not null,
  writer_id uuid not null,
  writer_sequence bigint not null,
  kind text not null,
  occurred_at timestamp(3) with time zone not null,
  actor_kind text not null,
  actor_id text,
  actor_roles text[] not null,
  session_id uuid,
  site_id uuid,
  action text not null,
  object_kind text,
  object_id text,
  patient_ids uuid[] not null,
  reason text,
  outcome text not null,
  subject_count integer not null,
  request_id text,
  facts json,
  mac bytea not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  constraint entry_pkey PRIMARY KEY (tenant_id, entry_id),
  constraint entry_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text])))
);
alter table audit.entry enable row level security;
alter table audit.entry force row level security;
create table audit.link (
  tenant_id integer not null,
  sequence bigint not null,
  entry_id uuid not null,
  previous_hash bytea not null,
  hash bytea not null,
  horizon xid8 not null,
  constraint link_tenant_id_entry_id_key UNIQUE (tenant_id, entry_id),
  constraint link_pkey PRIMARY KEY (tenant_id, sequence)
);
alter table audit.link enable row level security;
alter table audit.link force row level security;
create table audit.patient_entry (
  tenant_id integer not null,
  patient_id uuid not null,
  entry_id uuid not null,
  constraint patient_entry_pkey PRIMARY KEY (tenant_id, patient_id, entry_id)
);
alter table audit.patient_entry enable row level security;
alter table audit.patient_entry force row level security;
create table audit.server_life (
  tenant_id integer not null,
  life_id uuid not null default gen_random_uuid(),
  constraint server_life_pkey PRIMARY KEY (tenant_id)
);
alter table audit.server_life enable row level security;
alter table audit.server_life force row level security;
create table charts.connection (
  tenant_id integer not null,
  partner_id uuid not null,
  client_id text not null,
  scopes text[] not null,
  identifier_system text not null,
  identifier_assigner text not null,
  takes_notes boolean not null,
  provider_id uuid,
  launch_client_id text,
  launch_scopes text[] not null,
  sealed_key bytea not null,
  public_key jsonb not null,
  changed_by uuid,
  changed_at timestamp(3) with time zone not null,
  constraint connection_pkey PRIMARY KEY (tenant_id, partner_id),
  constraint connection_tenant_id_changed_by_fkey FOREIGN KEY (tenant_id, changed_by) REFERENCES identity.staff(tenant_id, staff_id),
  constraint connection_tenant_id_partner_id_fkey FOREIGN KEY (tenant_id, partner_id) REFERENCES exchange.partner(tenant_id, partner_id),
  constraint connection_tenant_id_provider_id_fkey FOREIGN KEY (tenant_id, provider_id) REFERENCES federation.provider(tenant_id, provider_id),
  constraint connection_check CHECK (((provider_id IS NULL) = (launch_client_id IS NULL)))
);
alter table charts.connection enable row level security;
alter table charts.connection force row level security;
create table charts.launch (
  tenant_id integer not null,
  launch_id uuid not null,
  attempt_id uuid not null,
  partner_id uuid not null,
  provider_id uuid not null,
  started_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  subject text,
  sealed_context bytea,
  outcome text,
  opened_by uuid,
  opened_at timestamp(3) with time zone,
  constraint launch_tenant_id_attempt_id_key UNIQUE (tenant_id, attempt_id),
  constraint launch_pkey PRIMARY KEY (tenant_id, launch_id),
  constraint launch_tenant_id_opened_by_fkey FOREIGN KEY (tenant_id, opened_by) REFERENCES identity.staff(tenant_id, staff_id),
  constraint launch_tenant_id_partner_id_fkey FOREIGN KEY (tenant_id, partner_id) REFERENCES exchange.partner(tenant_id, partner_id),
  constraint launch_outcome_check CHECK ((outcome = ANY (ARRAY['known'::text, 'unknown'::text, 'several'::text, 'differs'::text, 'no-number'::text])))
);
alter table charts.launch enable row level security;
alter table charts.launch force row level security;
create table charts.note (
  tenant_id integer not null,
  note_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  partner_id uuid not null,
  kind text not null,
  sealed_text bytea not null,
  state text not null,
  document_id text,
  message_id uuid,
  answer_message_id uuid,
  written_by uuid not null,
  written_at timestamp(3) with time zone not null,
  settled_at timestamp(3) with time zone,
  constraint note_pkey PRIMARY KEY (tenant_id, note_id),
  constraint note_tenant_id_partner_id_fkey FOREIGN KEY (tenant_id, partner_id) REFERENCES exchange.partner(tenant_id, partner_id),
  constraint note_tenant_id_written_by_fkey FOREIGN KEY (tenant_id, written_by) REFERENCES identity.staff(tenant_id, staff_id),
  constraint note_kind_check CHECK ((kind = ANY (ARRAY['clinical'::text, 'intervention'::text, 'status'::text]))),
  constraint note_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'filed'::text, 'refused'::text, 'unanswered'::text])))
);
alter table charts.note enable row level security;
alter table charts.note force row level security;
create table claims.claim (
  tenant_id integer not null,
  claim_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  prescription_id uuid not null,
  fill_id uuid not null,
  coverage_id uuid,
  plan_id uuid,
  ndc11 text not null,
  quantity_thousandths bigint not null,
  days_supply integer not null,
  fill_number integer not null,
  date_of_service date not null,
  state text not null,
  authorization_number text,
  prior_authorization_number text,
  reject_codes text[] not null default '{}'::text[],
  submitted_cents bigint not null,
  patient_pay_cents bigint,
  ingredient_paid_cents bigint,
  fee_paid_cents bigint,
  total_paid_cents bigint,
  submitted_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  version integer not null default 1,
  payer_order smallint not null default 1,
  reversal_wanted text,
  constraint claim_pkey PRIMARY KEY (tenant_id, claim_id),
  constraint claim_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint claim_days_supply_check CHECK ((days_supply > 0)),
  constraint claim_fill_number_check CHECK ((fill_number >= 0)),
  constraint claim_payer_order_check CHECK (((payer_order >= 1) AND (payer_order <= 9))),
  constraint claim_quantity_thousandths_check CHECK ((quantity_thousandths > 0)),
  constraint claim_state_check CHECK ((state = ANY (ARRAY['sending'::text, 'paid'::text, 'captured'::text, 'rejected'::text, 'reversing'::text, 'reversed'::text, 'unanswered'::text])))
);
alter table claims.claim enable row level security;
alter table claims.claim force row level security;
create table claims.claim_step (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  from_state text,
  to_state text not null,
  reason_code text,
  reject_codes text[] not null default '{}'::text[],
  actor_id uuid,
  occurred_at timestamp(3) with time zone not null,
  constraint claim_step_pkey PRIMARY KEY (tenant_id, claim_id, sequence),
  constraint claim_step_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id)
);
alter table claims.claim_step enable row level security;
alter table claims.claim_step force row level security;
create table claims.edit_finding (
  tenant_id integer not null,
  claim_id uuid not null,
  rule text not null,
  version integer not null,
  outcome text not null,
  facts jsonb not null,
  source text,
  constraint edit_finding_pkey PRIMARY KEY (tenant_id, claim_id, rule),
  constraint edit_finding_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint edit_finding_outcome_check CHECK ((outcome = ANY (ARRAY['reject'::text, 'review'::text, 'ignore'::text])))
);
alter table claims.edit_finding enable row level security;
alter table claims.edit_finding force row level security;
create table claims.eligibility_check (
  tenant_id integer not null,
  check_id uuid not null,
  coverage_id uuid not null,
  asked_on date not null,
  asked_at timestamp(3) with time zone not null,
  asked_by uuid,
  state text not null,
  reject_codes text[] not null,
  answered_at timestamp(3) with time zone,
  sealed_inquiry bytea not null,
  sealed_lines bytea,
  constraint eligibility_check_pkey PRIMARY KEY (tenant_id, check_id),
  constraint eligibility_check_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'eligible'::text, 'rejected'::text, 'unanswered'::text])))
);
alter table claims.eligibility_check enable row level security;
alter table claims.eligibility_check force row level security;
create table claims.exchange (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  transaction text not null,
  began_at timestamp(3) with time zone not null,
  constraint exchange_pkey PRIMARY KEY (tenant_id, claim_id, sequence),
  constraint exchange_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint exchange_transaction_check CHECK ((transaction = ANY (ARRAY['billing'::text, 'reversal'::text])))
);
alter table claims.exchange enable row level security;
alter table claims.exchange force row level security;
create table claims.exchange_end (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  outcome text not null,
  switch_name text,
  ended_at timestamp(3) with time zone not null,
  sealed_lines bytea not null,
  constraint exchange_end_pkey PRIMARY KEY (tenant_id, claim_id, sequence),
  constraint exchange_end_tenant_id_claim_id_sequence_fkey FOREIGN KEY (tenant_id, claim_id, sequence) REFERENCES claims.exchange(tenant_id, claim_id, sequence),
  constraint exchange_end_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'silent'::text, 'unreached'::text, 'unwritable'::text])))
);
alter table claims.exchange_end enable row level security;
alter table claims.exchange_end force row level security;
create table claims.payer_rules (
  tenant_id integer not null,
  bin text not null,
  pcn text not null,
  group_number text not null,
  valid_from date not null,
  rules jsonb not null,
  source text not null,
  is_verified boolean not null,
  constraint payer_rules_pkey PRIMARY KEY (tenant_id, bin, pcn, group_number, valid_from),
  constraint payer_rules_bin_check CHECK ((bin ~ '^\d{6}$'::text))
);
alter table claims.payer_rules enable row level security;
alter table claims.payer_rules force row level security;
create table claims.submission (
  tenant_id integer not null,
  claim_id uuid not null,
  sealed_submission bytea not null,
  constraint submission_pkey PRIMARY KEY (tenant_id, claim_id),
  constraint submission_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id)
);
alter table claims.submission enable row level security;
alter table claims.submission force row level security;
create table clinical.alert (
  tenant_id integer not null,
  screen_id uuid not null,
  alert_key text not null,
  kind text not null,
  tier text not null,
  severity text not null,
  ingredient_rxcuis text[] not null,
  effect text not null,
  advice text not null,
  source text not null,
  constraint alert_pkey PRIMARY KEY (tenant_id, screen_id, alert_key),
  constraint alert_tenant_id_screen_id_fkey FOREIGN KEY (tenant_id, screen_id) REFERENCES clinical.screening(tenant_id, screen_id),
  constraint alert_tier_check CHECK ((tier = ANY (ARRAY['interruptive'::text, 'prominent'::text, 'passive'::text])))
);
alter table clinical.alert enable row level security;
alter table clinical.alert force row level security;
create table clinical.alert_answer (
  tenant_id integer not null,
  answer_id uuid not null,
  prescription_id uuid not null,
  alert_key text not null,
  reason_code text not null,
  answered_at timestamp(3) with time zone not null,
  answered_by uuid not null,
  constraint alert_answer_pkey PRIMARY KEY (tenant_id, answer_id)
);
alter table clinical.alert_answer enable row level security;
alter table clinical.alert_answer force row level security;
create table clinical.care_record (
  tenant_id integer not null,
  record_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  kind text not null,
  codes jsonb not null,
  sealed_note bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint care_record_pkey PRIMARY KEY (tenant_id, record_id),
  constraint care_record_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint care_record_kind_check CHECK ((kind = ANY (ARRAY['intervention'::text, 'start-confirmation'::text, 'monitoring'::text, 'adverse-event'::text])))
);
alter table clinical.care_record enable row level security;
alter table clinical.care_record force row level security;
create table clinical.dispensed_supply (
  tenant_id integer not null,
  supply_id uuid not null,
  therapy_id uuid not null,
  site_id uuid not null,
  quantity_thousandths bigint,
  days_supply integer,
  delivered_on date,
  constraint dispensed_supply_pkey PRIMARY KEY (tenant_id, supply_id),
  constraint dispensed_supply_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint dispensed_supply_days_supply_check CHECK ((days_supply > 0)),
  constraint dispensed_supply_quantity_thousandths_check CHECK ((quantity_thousandths > 0))
);
alter table clinical.dispensed_supply enable row level security;
alter table clinical.dispensed_supply force row level security;
create table clinical.dose_phase (
  tenant_id integer not null,
  phase_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  from_on date not null,
  kind text not null,
  amount_thousandths bigint not null,
  every_days integer not null,
  reason_code text not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint dose_phase_pkey PRIMARY KEY (tenant_id, phase_id),
  constraint dose_phase_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint dose_phase_amount_thousandths_check CHECK ((amount_thousandths >= 0)),
  constraint dose_phase_every_days_check CHECK (((every_days >= 1) AND (every_days <= 366))),
  constraint dose_phase_kind_check CHECK ((kind = ANY (ARRAY['dose'::text, 'held'::text, 'as-dispensed'::text])))
);
alter table clinical.dose_phase enable row level security;
alter table clinical.dose_phase force row level security;
create table clinical.refill_call (
  tenant_id integer not null,
  call_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  cycle integer not null,
  channel text not null,
  outcome text not null,
  status text not null,
  rules_version integer not null,
  rule_codes text[] not null,
  called_on date not null,
  sealed_answers bytea,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint refill_call_pkey PRIMARY KEY (tenant_id, call_id),
  constraint refill_call_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint refill_call_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'text-message'::text, 'email'::text, 'mail'::text]))),
  constraint refill_call_outcome_check CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'not-reached'::text, 'declined'::text, 'delayed'::text, 'prescriber-told'::text, 'renewal-needed'::text])))
);
alter table clinical.refill_call enable row level security;
alter table clinical.refill_call force row level security;
create table clinical.refill_review (
  tenant_id integer not null,
  call_id uuid not null,
  site_id uuid not null,
  decision text not null,
  sealed_note bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint refill_review_pkey PRIMARY KEY (tenant_id, call_id),
  constraint refill_review_tenant_id_call_id_fkey FOREIGN KEY (tenant_id, call_id) REFERENCES clinical.refill_call(tenant_id, call_id),
  constraint refill_review_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint refill_review_decision_check CHECK ((decision = ANY (ARRAY['go-on'::text, 'later'::text, 'stop'::text])))
);
alter table clinical.refill_review enable row level security;
alter table clinical.refill_review force row level security;
create table clinical.screening (
  tenant_id integer not null,
  screen_id uuid not null,
  prescription_id uuid not null,
  therapy_id uuid,
  patient_id uuid not null,
  site_id uuid not null,
  rules_version integer not null,
  failed text[] not null default '{}'::text[],
  sealed_facts bytea not null,
  screened_at timestamp(3) with time zone not null,
  screened_by uuid,
  constraint screening_pkey PRIMARY KEY (tenant_id, screen_id),
  constraint screening_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id)
);
alter table clinical.screening enable row level security;
alter table clinical.screening force row level security;
create table clinical.start_review (
  tenant_id integer not null,
  review_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  outcome text not null,
  diagnosis_code text not null,
  rems_status text not null,
  education_given boolean not null,
  labs jsonb not null,
  sealed_assessment bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint start_review_pkey PRIMARY KEY (tenant_id, review_id),
  constraint start_review_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint start_review_outcome_check CHECK ((outcome = ANY (ARRAY['cleared'::text, 'held'::text, 'labs-missing'::text, 'rems-unmet'::text]))),
  constraint start_review_rems_status_check CHECK ((rems_status = ANY (ARRAY['not-required'::text, 'met'::text, 'pending'::text, 'unmet'::text])))
);
alter table clinical.start_review enable row level security;
alter table clinical.start_review force row level security;
create table clinical.verification (
  tenant_id integer not null,
  prescription_id uuid not null,
  therapy_id uuid not null,
  site_id uuid not null,
  state text not null,
  screen_id uuid,
  verified_by uuid,
  verified_at timestamp(3) with time zone,
  constraint verification_pkey PRIMARY KEY (tenant_id, prescription_id),
  constraint verification_tenant_id_screen_id_fkey FOREIGN KEY (tenant_id, screen_id) REFERENCES clinical.screening(tenant_id, screen_id),
  constraint verification_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint verification_state_check CHECK ((state = ANY (ARRAY['unverified'::text, 'verified'::text])))
);
alter table clinical.verification enable row level security;
alter table clinical.verification force row level security;
create table clinical.verification_step (
  tenant_id integer not null,
  prescription_id uuid not null,
  sequence integer not null,
  state text not null,
  screen_id uuid,
  reason_code text,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint verification_step_pkey PRIMARY KEY (tenant_id, prescription_id, sequence),
  constraint verification_step_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES clinical.verification(tenant_id, prescription_id),
  constraint verification_step_state_check CHECK ((state = ANY (ARRAY['unverified'::text, 'verified'::text])))
);
alter table clinical.verification_step enable row level security;
alter table clinical.verification_step force row level security;
create table clinics.appointment (
  tenant_id integer not null,
  appointment_id uuid not null,
  site_id uuid not null,
  clinic_id uuid not null,
  patient_id uuid not null,
  partner_id uuid not null,
  number text not null,
  state text not null,
  starts_at timestamp(3) with time zone not null,
  said_at timestamp(3) with time zone not null,
  raw_message_id uuid,
  constraint appointment_tenant_id_partner_id_number_key UNIQUE (tenant_id, partner_id, number),
  constraint appointment_pkey PRIMARY KEY (tenant_id, appointment_id),
  constraint appointment_tenant_id_clinic_id_fkey FOREIGN KEY (tenant_id, clinic_id) REFERENCES clinics.clinic(tenant_id, clinic_id),
  constraint appointment_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint appointment_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'cancelled'::text, 'no-show'::text])))
);
alter table clinics.appointment enable row level security;
alter table clinics.appointment force row level security;
create table clinics.appointment_change (
  tenant_id integer not null,
  appointment_id uuid not null,
  change_id uuid not null,
  kind text not null,
  starts_at timestamp(3) with time zone not null,
  said_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  raw_message_id uuid,
  constraint appointment_change_pkey PRIMARY KEY (tenant_id, appointment_id, change_id),
  constraint appointment_change_tenant_id_appointment_id_fkey FOREIGN KEY (tenant_id, appointment_id) REFERENCES clinics.appointment(tenant_id, appointment_id),
  constraint appointment_change_kind_check CHECK ((kind = ANY (ARRAY['booked'::text, 'moved'::text, 'cancelled'::text, 'no-show'::text])))
);
alter table clinics.appointment_change enable row level security;
alter table clinics.appointment_change force row level security;
create table clinics.clinic (
  tenant_id integer not null,
  clinic_id uuid not null,
  site_id uuid not null,
  name text not null,
  disease_states text[] not null,
  location_codes text[] not null,
  prescriber_ids uuid[] not null,
  valid_from date not null,
  valid_to date,
  version integer not null,
  changed_at timestamp(3) with time zone not null,
  address jsonb,
  receiving_weekdays smallint[],
  receiving_from time without time zone,
  receiving_until time without time zone,
  constraint clinic_pkey PRIMARY KEY (tenant_id, clinic_id),
  constraint clinic_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint clinic_check1 CHECK ((((receiving_weekdays IS NULL) = (receiving_from IS NULL)) AND ((receiving_weekdays IS NULL) = (receiving_until IS NULL)))),
  constraint clinic_check2 CHECK ((receiving_until > receiving_from)),
  constraint clinic_disease_states_check CHECK ((cardinality(disease_states) > 0)),
  constraint clinic_receiving_weekdays_check CHECK (((receiving_weekdays IS NULL) OR ((cardinality(receiving_weekdays) > 0) AND (receiving_weekdays <@ ARRAY[(1)::smallint, (2)::smallint, (3)::smallint, (4)::smallint, (5)::smallint, (6)::smallint, (7)::smallint]))))
);
alter table clinics.clinic enable row level security;
alter table clinics.clinic force row level security;
create table contracts.concession_rule (
  tenant_id integer not null,
  valid_from date not null,
  timing text not null,
  source text not null,
  constraint concession_rule_pkey PRIMARY KEY (tenant_id, valid_from),
  constraint concession_rule_timing_check CHECK ((timing = ANY (ARRAY['point-of-sale'::text, 'later'::text])))
);
alter table contracts.concession_rule enable row level security;
alter table contracts.concession_rule force row level security;
create table contracts.contract (
  tenant_id integer not null,
  contract_id uuid not null,
  name text not null,
  payer_id uuid,
  plan_id uuid,
  bin text,
  pcn text,
  group_number text,
  constraint contract_tenant_id_name_key UNIQUE (tenant_id, name),
  constraint contract_pkey PRIMARY KEY (tenant_id, contract_id),
  constraint contract_bin_check CHECK ((bin ~ '^\d{6}$'::text)),
  constraint contract_check CHECK ((num_nonnulls(payer_id, plan_id, bin) > 0))
);
alter table contracts.contract enable row level security;
alter table contracts.contract force row level security;
create table contracts.contract_version (
  tenant_id integer not null,
  contract_id uuid not null,
  version integer not null,
  valid_from date not null,
  terms jsonb not null,
  source text not null,
  is_synthetic boolean not null,
  proposed_by uuid,
  proposed_at timestamp(3) with time zone not null,
  activated_by uuid,
  activated_at timestamp(3) with time zone,
  constraint contract_version_pkey PRIMARY KEY (tenant_id, contract_id, version),
  constraint contract_version_tenant_id_contract_id_fkey FOREIGN KEY (tenant_id, contract_id) REFERENCES contracts.contract(tenant_id, contract_id),
  constraint contract_version_check CHECK (((activated_by IS NULL) OR (proposed_by IS NULL) OR (activated_by <> proposed_by))),
  constraint contract_version_version_check CHECK ((version > 0))
);
alter table contracts.contract_version enable row level security;
alter table contracts.contract_version force row level security;
create table contracts.expected_payment (
  tenant_id integer not null,
  claim_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  contract_id uuid,
  version integer,
  amount_cents bigint,
  expectation jsonb not null,
  computed_at timestamp(3) with time zone not null,
  constraint expected_payment_pkey PRIMARY KEY (tenant_id, claim_id),
  constraint expected_payment_tenant_id_contract_id_version_fkey FOREIGN KEY (tenant_id, contract_id, version) REFERENCES contracts.contract_version(tenant_id, contract_id, version)
);
alter table contracts.expected_payment enable row level security;
alter table contracts.expected_payment force row level security;
create table contracts.list_price (
  tenant_id integer not null,
  list_code text not null,
  ndc11 text not null,
  valid_from date not null,
  valid_to date,
  unit_price_hundred_thousandths bigint not null,
  source text not null,
  is_synthetic boolean not null,
  constraint list_price_pkey PRIMARY KEY (tenant_id, list_code, ndc11, valid_from),
  constraint list_price_unit_price_hundred_thousandths_check CHECK ((unit_price_hundred_thousandths >= 0))
);
alter table contracts.list_price enable row level security;
alter table contracts.list_price force row level security;
create table conversation.mention (
  tenant_id integer not null,
  staff_id uuid not null,
  therapy_id uuid not null,
  sequence integer not null,
  mentioned_at timestamp(3) with time zone not null,
  read_at timestamp(3) with time zone,
  constraint mention_pkey PRIMARY KEY (tenant_id, staff_id, therapy_id, sequence),
  constraint mention_tenant_id_therapy_id_sequence_fkey FOREIGN KEY (tenant_id, therapy_id, sequence) REFERENCES therapies.therapy_event(tenant_id, therapy_id, sequence)
);
alter table conversation.mention enable row level security;
alter table conversation.mention force row level security;
create table crypto.data_key (
  tenant_id integer not null,
  purpose text not null,
  generation integer not null,
  key_encryption_key_id text not null,
  wrapped bytea,
  encryptions_reserved bigint not null default 0,
  made_at timestamp(3) with time zone not null,
  retired_at timestamp(3) with time zone,
  erased_at timestamp(3) with time zone,
  constraint data_key_pkey PRIMARY KEY (tenant_id, purpose, generation),
  constraint data_key_check CHECK (((wrapped IS NULL) = (erased_at IS NOT NULL))),
  constraint data_key_generation_check CHECK ((generation > 0)),
  constraint data_key_purpose_check CHECK ((purpose = ANY (ARRAY['seal'::text, 'index'::text])))
);
alter table crypto.data_key enable row level security;
alter table crypto.data_key force row level security;
create table delivery.clinic_receipt (
  tenant_id integer not null,
  delivery_id uuid not null,
  clinic_id uuid not null,
  receiver_name text not null,
  receiver_role text not null,
  received_at timestamp(3) with time zone not null,
  lot_number text not null,
  packages integer not null,
  temperature_in_range boolean,
  temperature_tenths integer,
  condition text not null,
  is_accepted boolean not null,
  reason_code text,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint clinic_receipt_pkey PRIMARY KEY (tenant_id, delivery_id),
  constraint clinic_receipt_tenant_id_delivery_id_fkey FOREIGN KEY (tenant_id, delivery_id) REFERENCES delivery.delivery(tenant_id, delivery_id),
  constraint clinic_receipt_check CHECK ((is_accepted = (reason_code IS NULL))),
  constraint clinic_receipt_condition_check CHECK ((condition = ANY (ARRAY['intact'::text, 'damaged'::text, 'seal-broken'::text, 'wrong-product'::text]))),
  constraint clinic_receipt_packages_check CHECK ((packages > 0)),
  constraint clinic_receipt_receiver_role_check CHECK ((receiver_role = ANY (ARRAY['nurse'::text, 'pharmacist'::text, 'technician'::text, 'medical-assistant'::text, 'front-desk'::text])))
);
alter table delivery.clinic_receipt enable row level security;
alter table delivery.clinic_receipt force row level security;
create table delivery.delivery (
  tenant_id integer not null,
  delivery_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  fill_id uuid,
  method text not null,
  storage text not null,
  state text not null,
  need_by date,
  ship_on date not null,
  arrives_on date not null,
  signature_required boolean not null,
  payment_method text not null,
  copay_cents bigint not null,
  copay_consent boolean not null,
  sealed_details bytea not null,
  pack_out text,
  carrier text,
  tracking_number text,
  exception_code text,
  return_outcome text,
  scheduled_at timestamp(3) with time zone not null,
  packed_at timestamp(3) with time zone,
  handed_over_at timestamp(3) with time zone,
  delivered_at timestamp(3) with time zone,
  version integer not null default 1,
  clinic_id uuid,
  taken_by text,
  constraint delivery_pkey PRIMARY KEY (tenant_id, delivery_id),
  constraint delivery_tenant_id_fill_id_fkey FOREIGN KEY (tenant_id, fill_id) REFERENCES dispensing.fill(tenant_id, fill_id),
  constraint delivery_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint delivery_copay_cents_check CHECK ((copay_cents >= 0)),
  constraint delivery_method_check CHECK ((method = ANY (ARRAY['courier'::text, 'pick-up'::text, 'clinic'::text]))),
  constraint delivery_return_outcome_check CHECK ((return_outcome = ANY (ARRAY['returned-to-stock'::text, 'wasted'::text]))),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'packed'::text, 'handed-over'::text, 'in-transit'::text, 'out-for-delivery'::text, 'at-clinic'::text, 'delivered'::text, 'exception'::text, 'returned'::text, 'lost'::text, 'cancelled'::text]))),
  constraint delivery_storage_check CHECK ((storage = ANY (ARRAY['room'::text, 'refrigerated'::text, 'frozen'::text])))
);
alter table delivery.delivery enable row level security;
alter table delivery.delivery force row level security;
create table delivery.delivery_step (
  tenant_id integer not null,
  delivery_id uuid not null,
  sequence integer not null,
  step text not null,
  from_state text,
  to_state text not null,
  reason_code text,
  actor_id uuid,
  occurred_at timestamp(3) with time zone not null,
  constraint delivery_step_pkey PRIMARY KEY (tenant_id, delivery_id, sequence),
  constraint delivery_step_tenant_id_delivery_id_fkey FOREIGN KEY (tenant_id, delivery_id) REFERENCES delivery.delivery(tenant_id, delivery_id)
);
alter table delivery.delivery_step enable row level security;
alter table delivery.delivery_step force row level security;
create table delivery.shipment_event (
  tenant_id integer not null,
  tracking_number text not null,
  event_id text not null,
  status text not null,
  code text,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  constraint shipment_event_pkey PRIMARY KEY (tenant_id, tracking_number, event_id),
  constraint shipment_event_status_check CHECK ((status = ANY (ARRAY['label-made'::text, 'picked-up'::text, 'in-transit'::text, 'out-for-delivery'::text, 'delivered'::text, 'exception'::text, 'returned'::text, 'lost'::text])))
);
alter table delivery.shipment_event enable row level security;
alter table delivery.shipment_event force row level security;
create table dispensing.fill (
  tenant_id integer not null,
  fill_id uuid not null,
  site_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  prescription_id uuid not null,
  fill_number integer not null,
  drug_id uuid not null,
  ndc11 text not null,
  quantity_thousandths bigint not null,
  days_supply integer not null,
  owner text not null,
  payment text not null,
  state text not null,
  lot_id uuid,
  lot_number text,
  lot_expires_on date,
  opened_by uuid,
  filled_by uuid,
  verified_by uuid,
  opened_at timestamp(3) with time zone not null,
  filled_at timestamp(3) with time zone,
  verified_at timestamp(3) with time zone,
  handed_over_at timestamp(3) with time zone,
  version integer not null default 1,
  constraint fill_pkey PRIMARY KEY (tenant_id, fill_id),
  constraint fill_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint fill_days_supply_check CHECK ((days_supply > 0)),
  constraint fill_fill_number_check CHECK ((fill_number >= 0)),
  constraint fill_payment_check CHECK ((payment = ANY (ARRAY['claim'::text, 'cash'::text, 'free-drug'::text]))),
  constraint fill_quantity_thousandths_check CHECK ((quantity_thousandths > 0)),
  constraint fill_state_check CHECK ((state = ANY (ARRAY['awaiting-claim'::text, 'awaiting-release'::text, 'ready-to-fill'::text, 'picked'::text, 'filled'::text, 'verified'::text, 'handed-over'::text, 'cancelled'::text, 'returned'::text])))
);
alter table dispensing.fill enable row level security;
alter table dispensing.fill force row level security;
create table dispensing.fill_step (
  tenant_id integer not null,
  fill_id uuid not null,
  sequence integer not null,
  step text not null,
  from_state text,
  to_state text not null,
  reason_code text,
  actor_id uuid,
  occurred_at timestamp(3) with time zone not null,
  constraint fill_step_pkey PRIMARY KEY (tenant_id, fill_id, sequence),
  constraint fill_step_tenant_id_fill_id_fkey FOREIGN KEY (tenant_id, fill_id) REFERENCES dispensing.fill(tenant_id, fill_id)
);
alter table dispensing.fill_step enable row level security;
alter table dispensing.fill_step force row level security;
create table dispensing.package_scan (
  tenant_id integer not null,
  scan_id uuid not null,
  fill_id uuid not null,
  gtin14 text,
  ndc11 text not null,
  lot_number text,
  expires_on date,
  serial text,
  method text not null,
  quantity_thousandths bigint not null,
  is_void boolean not null default false,
  scanned_by uuid,
  scanned_at timestamp(3) with time zone not null,
  constraint package_scan_pkey PRIMARY KEY (tenant_id, scan_id),
  constraint package_scan_tenant_id_fill_id_fkey FOREIGN KEY (tenant_id, fill_id) REFERENCES dispensing.fill(tenant_id, fill_id),
  constraint package_scan_method_check CHECK ((method = ANY (ARRAY['scanner'::text, 'camera'::text, 'typed'::text]))),
  constraint package_scan_quantity_thousandths_check CHECK ((quantity_thousandths > 0))
);
alter table dispensing.package_scan enable row level security;
alter table dispensing.package_scan force row level security;
create table dispensing.paper (
  tenant_id integer not null,
  paper_id uuid not null,
  fill_id uuid not null,
  kind text not null,
  document_id uuid,
  outcome text not null,
  recorded_by uuid,
  recorded_at timestamp(3) with time zone not null,
  constraint paper_pkey PRIMARY KEY (tenant_id, paper_id),
  constraint paper_tenant_id_fill_id_fkey FOREIGN KEY (tenant_id, fill_id) REFERENCES dispensing.fill(tenant_id, fill_id),
  constraint paper_kind_check CHECK ((kind = ANY (ARRAY['label'::text, 'leaflet'::text, 'medication-guide'::text, 'counselling-offer'::text]))),
  constraint paper_outcome_check CHECK ((outcome = ANY (ARRAY['printed'::text, 'enclosed'::text, 'offered'::text, 'accepted'::text, 'declined'::text])))
);
alter table dispensing.paper enable row level security;
alter table dispensing.paper force row level security;
create table documents.document (
  tenant_id integer not null,
  document_id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  patient_id uuid,
  therapy_id uuid,
  site_id uuid,
  file_id uuid not null,
  sealed_details bytea not null,
  filed_at timestamp(3) with time zone not null,
  filed_by uuid,
  page_count integer,
  constraint document_pkey PRIMARY KEY (tenant_id, document_id),
  constraint document_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES platform.stored_file(tenant_id, file_id),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['referral'::text, 'prescription'::text, 'enrollment-form'::text, 'label'::text, 'leaflet'::text, 'medication-guide'::text, 'chart-note'::text, 'lab'::text, 'letter'::text, 'authorization-letter'::text, 'denial-letter'::text, 'consent'::text, 'explanation-of-benefits'::text, 'card'::text, 'proof-of-delivery'::text, 'other'::text]))),
  constraint document_page_count_check CHECK ((page_count > 0))
);
alter table documents.document enable row level security;
alter table documents.document force row level security;
create table documents.satisfied_requirement (
  tenant_id integer not null,
  document_id uuid not null,
  requirement_code text not null,
  satisfied_at timestamp(3) with time zone not null,
  satisfied_by uuid,
  constraint satisfied_requirement_pkey PRIMARY KEY (tenant_id, document_id, requirement_code),
  constraint satisfied_requirement_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES documents.document(tenant_id, document_id)
);
alter table documents.satisfied_requirement enable row level security;
alter table documents.satisfied_requirement force row level security;
create table documents.scan (
  tenant_id integer not null,
  scan_id uuid not null,
  site_id uuid not null,
  file_id uuid not null,
  source text not null,
  sealed_details bytea not null,
  received_at timestamp(3) with time zone not null,
  received_by uuid,
  state text not null,
  reading_until timestamp(3) with time zone,
  attempts integer not null default 0,
  kind text,
  page_count integer,
  problem_code text,
  problem_place text,
  outcome text,
  settled_at timestamp(3) with time zone,
  settled_by uuid,
  reason_code text,
  duplicate_of uuid,
  document_id uuid,
  constraint scan_pkey PRIMARY KEY (tenant_id, scan_id),
  constraint scan_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES documents.document(tenant_id, document_id),
  constraint scan_tenant_id_duplicate_of_fkey FOREIGN KEY (tenant_id, duplicate_of) REFERENCES documents.scan(tenant_id, scan_id),
  constraint scan_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES platform.stored_file(tenant_id, file_id),
  constraint scan_check CHECK (((state = 'settled'::text) = (outcome IS NOT NULL))),
  constraint scan_outcome_check CHECK ((outcome = ANY (ARRAY['prescription'::text, 'filed'::text, 'duplicate'::text, 'discarded'::text]))),
  constraint scan_page_count_check CHECK ((page_count > 0)),
  constraint scan_source_check CHECK ((source = ANY (ARRAY['folder'::text, 'browser'::text]))),
  constraint scan_state_check CHECK ((state = ANY (ARRAY['arrived'::text, 'waiting'::text, 'unreadable'::text, 'settled'::text])))
);
alter table documents.scan enable row level security;
alter table documents.scan force row level security;
create table documents.scan_page (
  tenant_id integer not null,
  scan_id uuid not null,
  page_number integer not null,
  image_file_id uuid not null,
  sealed_text bytea not null,
  constraint scan_page_pkey PRIMARY KEY (tenant_id, scan_id, page_number),
  constraint scan_page_tenant_id_image_file_id_fkey FOREIGN KEY (tenant_id, image_file_id) REFERENCES platform.stored_file(tenant_id, file_id),
  constraint scan_page_tenant_id_scan_id_fkey FOREIGN KEY (tenant_id, scan_id) REFERENCES documents.scan(tenant_id, scan_id),
  constraint scan_page_page_number_check CHECK ((page_number > 0))
);
alter table documents.scan_page enable row level security;
alter table documents.scan_page force row level security;
create table exchange.message_fault (
  tenant_id integer not null,
  fault_id uuid not null,
  raw_message_id uuid not null,
  log_fault_id text not null,
  occurred_at timestamp(3) with time zone not null,
  constraint message_fault_pkey PRIMARY KEY (tenant_id, fault_id),
  constraint message_fault_tenant_id_raw_message_id_fkey FOREIGN KEY (tenant_id, raw_message_id) REFERENCES exchange.raw_message(tenant_id, raw_message_id)
);
alter table exchange.message_fault enable row level security;
alter table exchange.message_fault force row level security;
create table exchange.message_outcome (
  tenant_id integer not null,
  raw_message_id uuid not null,
  outcome text not null,
  message_type text not null,
  problems jsonb not null,
  links jsonb not null,
  patient_ids uuid[] not null,
  sealed_answer bytea,
  settled_at timestamp(3) with time zone not null,
  elapsed_milliseconds integer,
  constraint message_outcome_pkey PRIMARY KEY (tenant_id, raw_message_id),
  constraint message_outcome_tenant_id_raw_message_id_fkey FOREIGN KEY (tenant_id, raw_message_id) REFERENCES exchange.raw_message(tenant_id, raw_message_id),
  constraint message_outcome_elapsed_milliseconds_check CHECK ((elapsed_milliseconds >= 0)),
  constraint message_outcome_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'work-item'::text, 'refused'::text, 'quarantined'::text, 'sent'::text, 'received'::text])))
);
alter table exchange.message_outcome enable row level security;
alter table exchange.message_outcome force row level security;
create table exchange.outbound (
  tenant_id integer not null,
  outbound_id uuid not null,
  partner_kind text not null,
  partner_id uuid,
  kind text not null,
  subject_id uuid not null,
  sealed_payload bytea not null,
  state text not null,
  attempts integer not null default 0,
  outcome text,
  enqueued_at timestamp(3) with time zone not null,
  settled_at timestamp(3) with time zone,
  event_id uuid,
  format text,
  resends integer not null default 0,
  constraint outbound_pkey PRIMARY KEY (tenant_id, outbound_id),
  constraint outbound_tenant_id_partner_id_fkey FOREIGN KEY (tenant_id, partner_id) REFERENCES exchange.partner(tenant_id, partner_id),
  constraint outbound_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'dead'::text])))
);
alter table exchange.outbound enable row level security;
alter table exchange.outbound force row level security;
create table exchange.partner (
  tenant_id integer not null,
  partner_id uuid not null,
  name text not null,
  kind text not null,
  formats text[] not null,
  certificate_sha256 bytea,
  key_sha256 bytea,
  allowed_senders text[] not null default '{}'::text[],
  address text,
  site_id uuid,
  status text not null default 'active'::text,
  made_at timestamp(3) with time zone not null,
  status_format text,
  status_kinds text[] not null default '{}'::text[],
  query_address text,
  form_address text,
  constraint partner_pkey PRIMARY KEY (tenant_id, partner_id),
  constraint partner_certificate_sha256_check CHECK ((octet_length(certificate_sha256) = 32)),
  constraint partner_key_sha256_check CHECK ((octet_length(key_sha256) = 32)),
  constraint partner_kind_check CHECK ((kind = ANY (ARRAY['ehr'::text, 'prescriber'::text, 'hub'::text, 'switch'::text, 'courier'::text, 'manufacturer'::text]))),
  constraint partner_status_check CHECK ((status = ANY (ARRAY['active'::text, 'stopped'::text]))),
  constraint partner_status_format_check CHECK ((status_format = ANY (ARRAY['ncpdp-script'::text, 'hl7v2'::text, 'fhir-r4'::text])))
);
alter table exchange.partner enable row level security;
alter table exchange.partner force row level security;
create table exchange.raw_message (
  tenant_id integer not null,
  raw_message_id uuid not null,
  partner_id uuid not null,
  site_id uuid,
  direction text not null,
  format text not null,
  control_id text not null,
  body_sha256 bytea not null,
  byte_count integer not null,
  sealed_body bytea not null,
  quarantined boolean not null default false,
  answers uuid,
  recorded_at timestamp(3) with time zone not null,
  outbound_id uuid,
  constraint raw_message_pkey PRIMARY KEY (tenant_id, raw_message_id),
  constraint raw_message_body_sha256_check CHECK ((octet_length(body_sha256) = 32)),
  constraint raw_message_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);
alter table exchange.raw_message enable row level security;
alter table exchange.raw_message force row level security;
create table federation.account_link (
  tenant_id integer not null,
  issuer text not null,
  subject text not null,
  staff_id uuid not null,
  linked_at timestamp(3) with time zone not null,
  linked_by text not null,
  last_used_at timestamp(3) with time zone,
  constraint account_link_pkey PRIMARY KEY (tenant_id, issuer, subject),
  constraint account_link_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id),
  constraint account_link_linked_by_check CHECK ((linked_by = ANY (ARRAY['person'::text, 'directory'::text])))
);
alter table federation.account_link enable row level security;
alter table federation.account_link force row level security;
create table federation.directory_group (
  tenant_id integer not null,
  group_id uuid not null,
  name text not null,
  external_id text,
  roles text[] not null,
  sees_all_sites boolean not null default false,
  site_ids uuid[] not null,
  revision integer not null default 1,
  made_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  removed_at timestamp(3) with time zone,
  constraint directory_group_pkey PRIMARY KEY (tenant_id, group_id),
  constraint directory_group_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id)
);
alter table federation.directory_group enable row level security;
alter table federation.directory_group force row level security;
create table federation.directory_person (
  tenant_id integer not null,
  staff_id uuid not null,
  external_id text,
  given_name text,
  family_name text,
  email text,
  provisioned_by uuid not null,
  made_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  removed_at timestamp(3) with time zone,
  constraint directory_person_pkey PRIMARY KEY (tenant_id, staff_id),
  constraint directory_person_tenant_id_provisioned_by_fkey FOREIGN KEY (tenant_id, provisioned_by) REFERENCES programs.api_client(tenant_id, client_id),
  constraint directory_person_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table federation.directory_person enable row level security;
alter table federation.directory_person force row level security;
create table federation.group_member (
  tenant_id integer not null,
  group_id uuid not null,
  staff_id uuid not null,
  constraint group_member_pkey PRIMARY KEY (tenant_id, group_id, staff_id),
  constraint group_member_tenant_id_group_id_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES federation.directory_group(tenant_id, group_id),
  constraint group_member_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table federation.group_member enable row level security;
alter table federation.group_member force row level security;
create table federation.provider (
  tenant_id integer not null,
  provider_id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  authentication text not null,
  sealed_credential bytea not null,
  public_key jsonb,
  domains text[] not null,
  group_claim text,
  accepted_methods text[] not null,
  accepted_contexts text[] not null,
  skew_seconds integer not null,
  is_enabled boolean not null,
  made_by uuid not null,
  made_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  subject_is_external_id boolean not null default false,
  is_offered boolean not null default true,
  constraint provider_tenant_id_issuer_key UNIQUE (tenant_id, issuer),
  constraint provider_pkey PRIMARY KEY (tenant_id, provider_id),
  constraint provider_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id),
  constraint provider_tenant_id_made_by_fkey FOREIGN KEY (tenant_id, made_by) REFERENCES identity.staff(tenant_id, staff_id),
  constraint provider_authentication_check CHECK ((authentication = ANY (ARRAY['private-key'::text, 'secret'::text]))),
  constraint provider_skew_seconds_check CHECK (((skew_seconds >= 0) AND (skew_seconds <= 300)))
);
alter table federation.provider enable row level security;
alter table federation.provider force row level security;
create table federation.sign_in_attempt (
  tenant_id integer not null,
  attempt_id uuid not null,
  provider_id uuid not null,
  purpose text not null,
  state_hash bytea not null,
  browser_hash bytea not null,
  sealed_secrets bytea not null,
  return_path text not null,
  started_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  outcome text,
  subject text,
  staff_id uuid,
  checks jsonb,
  finished_at timestamp(3) with time zone,
  constraint sign_in_attempt_tenant_id_state_hash_key UNIQUE (tenant_id, state_hash),
  constraint sign_in_attempt_pkey PRIMARY KEY (tenant_id, attempt_id),
  constraint sign_in_attempt_tenant_id_provider_id_fkey FOREIGN KEY (tenant_id, provider_id) REFERENCES federation.provider(tenant_id, provider_id),
  constraint sign_in_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['session'::text, 'second-factor'::text, 'link'::text, 'refused'::text, 'tried'::text]))),
  constraint sign_in_attempt_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'trial'::text, 'launch'::text])))
);
alter table federation.sign_in_attempt enable row level security;
alter table federation.sign_in_attempt force row level security;
create table flow.cycle_step (
  tenant_id integer not null,
  therapy_id uuid not null,
  cycle integer not null,
  step integer not null,
  stage text not null,
  barrier_code text,
  entered_at timestamp(3) with time zone not null,
  left_at timestamp(3) with time zone,
  constraint cycle_step_pkey PRIMARY KEY (tenant_id, therapy_id, cycle, step),
  constraint cycle_step_tenant_id_therapy_id_cycle_fkey FOREIGN KEY (tenant_id, therapy_id, cycle) REFERENCES flow.learned_cycle(tenant_id, therapy_id, cycle)
);
alter table flow.cycle_step enable row level security;
alter table flow.cycle_step force row level security;
create table flow.learned_cycle (
  tenant_id integer not null,
  therapy_id uuid not null,
  cycle integer not null,
  cycle_kind text not null,
  received_at timestamp(3) with time zone not null,
  delivered_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  constraint learned_cycle_pkey PRIMARY KEY (tenant_id, therapy_id, cycle),
  constraint learned_cycle_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES therapies.therapy(tenant_id, therapy_id)
);
alter table flow.learned_cycle enable row level security;
alter table flow.learned_cycle force row level security;
create table flow.learned_therapy (
  tenant_id integer not null,
  therapy_id uuid not null,
  sequence integer not null,
  constraint learned_therapy_pkey PRIMARY KEY (tenant_id, therapy_id),
  constraint learned_therapy_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES therapies.therapy(tenant_id, therapy_id)
);
alter table flow.learned_therapy enable row level security;
alter table flow.learned_therapy force row level security;
create table flow.learning (
  tenant_id integer not null,
  learned_at timestamp(3) with time zone not null,
  constraint learning_pkey PRIMARY KEY (tenant_id)
);
alter table flow.learning enable row level security;
alter table flow.learning force row level security;
create table flow.stage_usual (
  tenant_id integer not null,
  cycle_kind text not null,
  stage text not null,
  cycles integer not null,
  median_minutes integer not null,
  constraint stage_usual_pkey PRIMARY KEY (tenant_id, cycle_kind, stage)
);
alter table flow.stage_usual enable row level security;
alter table flow.stage_usual force row level security;
create table flow.start_backtest (
  tenant_id integer not null,
  therapy_id uuid not null,
  step integer not null,
  stage text not null,
  low_minutes integer not null,
  middle_minutes integer not null,
  high_minutes integer,
  actual_minutes integer not null,
  constraint start_backtest_pkey PRIMARY KEY (tenant_id, therapy_id, step),
  constraint start_backtest_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES therapies.therapy(tenant_id, therapy_id)
);
alter table flow.start_backtest enable row level security;
alter table flow.start_backtest force row level security;
create table flow.start_curve (
  tenant_id integer not null,
  curve_key text not null,
  starts integer not null,
  points jsonb not null,
  constraint start_curve_pkey PRIMARY KEY (tenant_id, curve_key)
);
alter table flow.start_curve enable row level security;
alter table flow.start_curve force row level security;
create table flow.therapy_standing (
  tenant_id integer not null,
  therapy_id uuid not null,
  payer_id uuid,
  prescriber_id uuid,
  number integer not null,
  patient_id uuid not null,
  site_id uuid not null,
  drug_id uuid not null,
  stage text not null,
  barrier_code text,
  barrier_party text,
  barrier_since timestamp(3) with time zone,
  harm_on date,
  sequence integer not null,
  clinic_id uuid,
  constraint therapy_standing_pkey PRIMARY KEY (tenant_id, therapy_id),
  constraint therapy_standing_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES therapies.therapy(tenant_id, therapy_id),
  constraint therapy_standing_barrier_check CHECK (((barrier_code IS NULL) OR ((barrier_party IS NOT NULL) AND (barrier_since IS NOT NULL) AND (harm_on IS NOT NULL))))
);
alter table flow.therapy_standing enable row level security;
alter table flow.therapy_standing force row level security;
create table identity.access_review (
  tenant_id integer not null,
  access_id uuid not null,
  staff_id uuid not null,
  site_id uuid,
  reason_code text not null,
  sealed_reason bytea not null,
  opened_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  reviewed_at timestamp(3) with time zone,
  reviewed_by uuid,
  review_outcome text,
  ended_at timestamp(3) with time zone,
  constraint access_review_pkey PRIMARY KEY (tenant_id, access_id),
  constraint access_review_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.access_review enable row level security;
alter table identity.access_review force row level security;
create table identity.assurance_policy (
  tenant_id integer not null,
  permission_code text not null,
  strength text not null,
  notice text,
  constraint assurance_policy_pkey PRIMARY KEY (tenant_id, permission_code),
  constraint assurance_policy_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id),
  constraint assurance_policy_strength_check CHECK ((strength = ANY (ARRAY['session'::text, 'fresh'::text, 'fresh-device-bound'::text])))
);
alter table identity.assurance_policy enable row level security;
alter table identity.assurance_policy force row level security;
create table identity.challenge (
  tenant_id integer not null,
  challenge_id uuid not null,
  purpose text not null,
  staff_id uuid,
  challenge text not null,
  expires_at timestamp(3) with time zone not null,
  constraint challenge_pkey PRIMARY KEY (tenant_id, challenge_id)
);
alter table identity.challenge enable row level security;
alter table identity.challenge force row level security;
create table identity.known_source (
  tenant_id integer not null,
  staff_id uuid not null,
  source_key bytea not null,
  last_used_at timestamp(3) with time zone not null,
  constraint known_source_pkey PRIMARY KEY (tenant_id, staff_id, source_key),
  constraint known_source_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.known_source enable row level security;
alter table identity.known_source force row level security;
create table identity.passkey (
  tenant_id integer not null,
  passkey_id uuid not null,
  staff_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  sign_count bigint not null,
  device_bound boolean not null,
  transports text[] not null,
  label text not null,
  made_at timestamp(3) with time zone not null,
  disabled_at timestamp(3) with time zone,
  constraint passkey_tenant_id_credential_id_key UNIQUE (tenant_id, credential_id),
  constraint passkey_pkey PRIMARY KEY (tenant_id, passkey_id),
  constraint passkey_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.passkey enable row level security;
alter table identity.passkey force row level security;
create table identity.proposal (
  tenant_id integer not null,
  proposal_id uuid not null,
  action text not null,
  command_hash bytea not null,
  sealed_command bytea not null,
  proposed_by uuid not null,
  proposed_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  decision text,
  constraint proposal_pkey PRIMARY KEY (tenant_id, proposal_id),
  constraint proposal_tenant_id_proposed_by_fkey FOREIGN KEY (tenant_id, proposed_by) REFERENCES identity.staff(tenant_id, staff_id),
  constraint proposal_check CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  constraint proposal_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text])))
);
alter table identity.proposal enable row level security;
alter table identity.proposal force row level security;
create table identity.recovery_code (
  tenant_id integer not null,
  recovery_code_id uuid not null,
  staff_id uuid not null,
  code_hash bytea not null,
  used_at timestamp(3) with time zone,
  constraint recovery_code_pkey PRIMARY KEY (tenant_id, recovery_code_id),
  constraint recovery_code_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.recovery_code enable row level security;
alter table identity.recovery_code force row level security;
create table identity.session (
  tenant_id integer not null,
  session_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  site_id uuid,
  opened_at timestamp(3) with time zone not null,
  last_seen_at timestamp(3) with time zone not null,
  proven_at timestamp(3) with time zone not null,
  proof text not null,
  locked_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  provider_id uuid,
  constraint session_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash),
  constraint session_pkey PRIMARY KEY (tenant_id, session_id),
  constraint session_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id),
  constraint session_proof_check CHECK ((proof = ANY (ARRAY['passkey'::text, 'device-bound-passkey'::text, 'totp'::text, 'recovery'::text, 'federated'::text])))
);
alter table identity.session enable row level security;
alter table identity.session force row level security;
create table identity.sign_in_failure (
  tenant_id integer not null,
  failure_id uuid not null,
  account_key bytea not null,
  source_key bytea not null,
  failed_at timestamp(3) with time zone not null,
  constraint sign_in_failure_pkey PRIMARY KEY (tenant_id, failure_id)
);
alter table identity.sign_in_failure enable row level security;
alter table identity.sign_in_failure force row level security;
create table identity.site (
  tenant_id integer not null,
  site_id uuid not null,
  name text not null,
  npi text not null,
  ncpdp_id text not null,
  dea_number text,
  time_zone text not null,
  calendar jsonb not null,
  address jsonb not null,
  phone text not null,
  is_default boolean not null default false,
  constraint site_tenant_id_ncpdp_id_key UNIQUE (tenant_id, ncpdp_id),
  constraint site_tenant_id_npi_key UNIQUE (tenant_id, npi),
  constraint site_pkey PRIMARY KEY (tenant_id, site_id),
  constraint site_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id)
);
alter table identity.site enable row level security;
alter table identity.site force row level security;
create table identity.site_calendar (
  tenant_id integer not null,
  site_id uuid not null,
  sequence integer not null,
  valid_from date not null,
  opening jsonb not null,
  proposal_id uuid not null,
  decided_at timestamp(3) with time zone not null,
  constraint site_calendar_pkey PRIMARY KEY (tenant_id, site_id, sequence),
  constraint site_calendar_tenant_id_proposal_id_fkey FOREIGN KEY (tenant_id, proposal_id) REFERENCES identity.proposal(tenant_id, proposal_id),
  constraint site_calendar_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id)
);
alter table identity.site_calendar enable row level security;
alter table identity.site_calendar force row level security;
create table identity.site_licence (
  tenant_id integer not null,
  licence_id uuid not null,
  site_id uuid not null,
  state text not null,
  number text not null,
  valid_from date not null,
  valid_to date,
  constraint site_licence_tenant_id_site_id_state_number_key UNIQUE (tenant_id, site_id, state, number),
  constraint site_licence_pkey PRIMARY KEY (tenant_id, licence_id),
  constraint site_licence_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id)
);
alter table identity.site_licence enable row level security;
alter table identity.site_licence force row level security;
create table identity.skill (
  tenant_id integer not null,
  skill text not null,
  label text not null,
  constraint skill_pkey PRIMARY KEY (tenant_id, skill)
);
alter table identity.skill enable row level security;
alter table identity.skill force row level security;
create table identity.staff (
  tenant_id integer not null,
  staff_id uuid not null,
  user_name text not null,
  display_name text not null,
  status text not null,
  password_hash text,
  sees_all_sites boolean not null default false,
  disabled_at timestamp(3) with time zone,
  made_at timestamp(3) with time zone not null,
  disabled_reason text,
  constraint staff_tenant_id_user_name_key UNIQUE (tenant_id, user_name),
  constraint staff_pkey PRIMARY KEY (tenant_id, staff_id),
  constraint staff_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id),
  constraint staff_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text])))
);
alter table identity.staff enable row level security;
alter table identity.staff force row level security;
create table identity.staff_language (
  tenant_id integer not null,
  staff_id uuid not null,
  language text not null,
  constraint staff_language_pkey PRIMARY KEY (tenant_id, staff_id, language),
  constraint staff_language_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id),
  constraint staff_language_language_check CHECK ((language ~ '^[a-z]{2,3}$'::text))
);
alter table identity.staff_language enable row level security;
alter table identity.staff_language force row level security;
create table identity.staff_licence (
  tenant_id integer not null,
  licence_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  state text not null,
  number text not null,
  valid_from date not null,
  valid_to date,
  constraint staff_licence_tenant_id_staff_id_kind_state_number_key UNIQUE (tenant_id, staff_id, kind, state, number),
  constraint staff_licence_pkey PRIMARY KEY (tenant_id, licence_id),
  constraint staff_licence_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id),
  constraint staff_licence_kind_check CHECK ((kind = ANY (ARRAY['pharmacist'::text, 'technician'::text, 'nurse'::text])))
);
alter table identity.staff_licence enable row level security;
alter table identity.staff_licence force row level security;
create table identity.staff_role (
  tenant_id integer not null,
  staff_id uuid not null,
  role text not null,
  constraint staff_role_pkey PRIMARY KEY (tenant_id, staff_id, role),
  constraint staff_role_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.staff_role enable row level security;
alter table identity.staff_role force row level security;
create table identity.staff_site (
  tenant_id integer not null,
  staff_id uuid not null,
  site_id uuid not null,
  constraint staff_site_pkey PRIMARY KEY (tenant_id, staff_id, site_id),
  constraint staff_site_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint staff_site_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.staff_site enable row level security;
alter table identity.staff_site force row level security;
create table identity.staff_skill (
  tenant_id integer not null,
  staff_id uuid not null,
  skill text not null,
  constraint staff_skill_pkey PRIMARY KEY (tenant_id, staff_id, skill),
  constraint staff_skill_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.staff_skill enable row level security;
alter table identity.staff_skill force row level security;
create table identity.tenant (
  tenant_id integer not null,
  slug text not null,
  name text not null,
  hosts text[] not null,
  is_demo boolean not null default false,
  made_at timestamp(3) with time zone not null,
  constraint tenant_pkey PRIMARY KEY (tenant_id)
);
alter table identity.tenant enable row level security;
alter table identity.tenant force row level security;
create table identity.totp_factor (
  tenant_id integer not null,
  staff_id uuid not null,
  sealed_secret bytea not null,
  last_step bigint not null default 0,
  made_at timestamp(3) with time zone not null,
  constraint totp_factor_pkey PRIMARY KEY (tenant_id, staff_id),
  constraint totp_factor_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES identity.staff(tenant_id, staff_id)
);
alter table identity.totp_factor enable row level security;
alter table identity.totp_factor force row level security;
create table inventory.lot (
  tenant_id integer not null,
  lot_id uuid not null,
  site_id uuid not null,
  ndc11 text not null,
  gtin14 text,
  lot_number text not null,
  expires_on date not null,
  owner text not null,
  quarantined_reason text,
  made_at timestamp(3) with time zone not null,
  constraint lot_tenant_id_site_id_ndc11_lot_number_owner_key UNIQUE (tenant_id, site_id, ndc11, lot_number, owner),
  constraint lot_pkey PRIMARY KEY (tenant_id, lot_id),
  constraint lot_tenant_id_site_id_fkey FOREIGN KEY (tenant_id, site_id) REFERENCES identity.site(tenant_id, site_id),
  constraint lot_gtin14_check CHECK ((gtin14 ~ '^[0-9]{14}$'::text)),
  constraint lot_ndc11_check CHECK ((ndc11 ~ '^[0-9]{11}$'::text)),
  constraint lot_owner_check CHECK ((owner = ANY (ARRAY['wac'::text, '340b'::text, 'gpo'::text, 'consignment'::text, 'patient-owned'::text, 'free-drug'::text])))
);
alter table inventory.lot enable row level security;
alter table inventory.lot force row level security;
create table inventory.package_serial (
  tenant_id integer not null,
  gtin14 text not null,
  serial text not null,
  lot_id uuid not null,
  fill_id uuid,
  state text not null,
  changed_at timestamp(3) with time zone not null,
  constraint package_serial_pkey PRIMARY KEY (tenant_id, gtin14, serial),
  constraint package_serial_tenant_id_lot_id_fkey FOREIGN KEY (tenant_id, lot_id) REFERENCES inventory.lot(tenant_id, lot_id),
  constraint package_serial_state_check CHECK ((state = ANY (ARRAY['on-hand'::text, 'dispensed'::text, 'wasted'::text])))
);
alter table inventory.package_serial enable row level security;
alter table inventory.package_serial force row level security;
create table inventory.stock_movement (
  tenant_id integer not null,
  lot_id uuid not null,
  sequence integer not null,
  kind text not null,
  on_hand_thousandths bigint not null,
  reserved_thousandths bigint not null,
  fill_id uuid,
  reason_code text,
  unit_cost_hundred_thousandths bigint,
  actor_id uuid,
  occurred_at timestamp(3) with time zone not null,
  constraint stock_movement_pkey PRIMARY KEY (tenant_id, lot_id, sequence),
  constraint stock_movement_tenant_id_lot_id_fkey FOREIGN KEY (tenant_id, lot_id) REFERENCES inventory.lot(tenant_id, lot_id),
  constraint stock_movement_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'reserved'::text, 'released'::text, 'dispensed'::text, 'returned'::text, 'adjusted'::text, 'wasted'::text])))
);
alter table inventory.stock_movement enable row level security;
alter table inventory.stock_movement force row level security;
create table outreach.prescriber_notice (
  tenant_id integer not null,
  notice_id uuid not null,
  event_id uuid not null,
  site_id uuid not null,
  therapy_id uuid,
  prescription_id uuid not null,
  fill_id uuid,
  status text not null,
  reason_code text,
  partner_id uuid,
  format text,
  outbound_id uuid,
  state text not null,
  answer_code text,
  message_id uuid,
  answer_message_id uuid,
  occurred_at timestamp(3) with time zone not null,
  settled_at timestamp(3) with time zone,
  constraint prescriber_notice_pkey PRIMARY KEY (tenant_id, notice_id),
  constraint prescriber_notice_tenant_id_outbound_id_fkey FOREIGN KEY (tenant_id, outbound_id) REFERENCES exchange.outbound(tenant_id, outbound_id),
  constraint prescriber_notice_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint prescriber_notice_check CHECK (((outbound_id IS NULL) = (state = 'not-sent'::text))),
  constraint prescriber_notice_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'taken'::text, 'refused'::text, 'unanswered'::text, 'not-sent'::text]))),
  constraint prescriber_notice_status_check CHECK ((status = ANY (ARRAY['dispensed'::text, 'partially-dispensed'::text, 'delivered'::text, 'not-dispensed'::text, 'waiting-on-prescriber'::text])))
);
alter table outreach.prescriber_notice enable row level security;
alter table outreach.prescriber_notice force row level security;
create table outreach.prescriber_request (
  tenant_id integer not null,
  request_id uuid not null,
  site_id uuid not null,
  therapy_id uuid,
  prescription_id uuid not null,
  kind text not null,
  change_code text,
  partner_id uuid not null,
  outbound_id uuid not null,
  state text not null,
  reason_codes text[] not null default '{}'::text[],
  sealed_words bytea,
  new_prescription_id uuid,
  message_id uuid,
  acknowledgement_id uuid,
  answer_message_id uuid,
  asked_by uuid,
  asked_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  settled_code text,
  constraint prescriber_request_pkey PRIMARY KEY (tenant_id, request_id),
  constraint prescriber_request_tenant_id_new_prescription_id_fkey FOREIGN KEY (tenant_id, new_prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint prescriber_request_tenant_id_outbound_id_fkey FOREIGN KEY (tenant_id, outbound_id) REFERENCES exchange.outbound(tenant_id, outbound_id),
  constraint prescriber_request_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint prescriber_request_check CHECK (((kind = 'change'::text) = (change_code IS NOT NULL))),
  constraint prescriber_request_kind_check CHECK ((kind = ANY (ARRAY['renewal'::text, 'change'::text]))),
  constraint prescriber_request_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'unanswered'::text, 'approved'::text, 'approved-with-changes'::text, 'denied'::text, 'new-to-follow'::text, 'replaced'::text, 'pending'::text, 'unclear'::text])))
);
alter table outreach.prescriber_request enable row level security;
alter table outreach.prescriber_request force row level security;
create table pathways.draft (
  tenant_id integer not null,
  programme text not null,
  revision integer not null,
  content json not null,
  based_on_id text not null,
  based_on_version integer not null,
  changed_by uuid not null,
  changed_at timestamp(3) with time zone not null,
  constraint draft_pkey PRIMARY KEY (tenant_id, programme)
);
alter table pathways.draft enable row level security;
alter table pathways.draft force row level security;
create table pathways.pathway_version (
  tenant_id integer not null,
  version_id uuid not null,
  programme text not null,
  version integer not null,
  effective_from date not null,
  content json not null,
  based_on_id text not null,
  based_on_version integer not null,
  reason text not null,
  proposal_id uuid not null,
  proposed_by uuid not null,
  activated_by uuid not null,
  activated_at timestamp(3) with time zone not null,
  constraint pathway_version_tenant_id_programme_effective_from_key UNIQUE (tenant_id, programme, effective_from),
  constraint pathway_version_tenant_id_programme_version_key UNIQUE (tenant_id, programme, version),
  constraint pathway_version_pkey PRIMARY KEY (tenant_id, version_id),
  constraint pathway_version_version_check CHECK ((version > 1))
);
alter table pathways.pathway_version enable row level security;
alter table pathways.pathway_version force row level security;
create table patients.allergy (
  tenant_id integer not null,
  allergy_id uuid not null,
  patient_id uuid not null,
  kind text not null,
  ingredient_rxcui text,
  snomed_code text,
  severity text,
  state text not null,
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint allergy_pkey PRIMARY KEY (tenant_id, allergy_id),
  constraint allergy_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint allergy_kind_check CHECK ((kind = ANY (ARRAY['substance'::text, 'no-known-allergies'::text]))),
  constraint allergy_severity_check CHECK ((severity = ANY (ARRAY['mild'::text, 'moderate'::text, 'severe'::text]))),
  constraint allergy_state_check CHECK ((state = ANY (ARRAY['active'::text, 'resolved'::text, 'entered-in-error'::text])))
);
alter table patients.allergy enable row level security;
alter table patients.allergy force row level security;
create table patients.condition (
  tenant_id integer not null,
  condition_id uuid not null,
  patient_id uuid not null,
  code_system text not null,
  code text,
  onset_on date,
  ended_on date,
  state text not null,
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint condition_pkey PRIMARY KEY (tenant_id, condition_id),
  constraint condition_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint condition_code_system_check CHECK ((code_system = ANY (ARRAY['ICD-10-CM'::text, 'SNOMED CT'::text, 'other'::text]))),
  constraint condition_state_check CHECK ((state = ANY (ARRAY['active'::text, 'resolved'::text, 'entered-in-error'::text])))
);
alter table patients.condition enable row level security;
alter table patients.condition force row level security;
create table patients.consent (
  tenant_id integer not null,
  consent_id uuid not null,
  patient_id uuid not null,
  use_code text not null,
  decision text not null,
  wording_version text not null,
  channel text not null,
  decided_at timestamp(3) with time zone not null,
  expires_on date,
  document_id uuid,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint consent_pkey PRIMARY KEY (tenant_id, consent_id),
  constraint consent_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint consent_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'paper'::text, 'electronic'::text, 'in-person'::text]))),
  constraint consent_decision_check CHECK ((decision = ANY (ARRAY['given'::text, 'declined'::text, 'withdrawn'::text])))
);
alter table patients.consent enable row level security;
alter table patients.consent force row level security;
create table patients.coverage (
  tenant_id integer not null,
  coverage_id uuid not null,
  patient_id uuid not null,
  plan_id uuid,
  payer_order integer not null,
  relationship text not null,
  valid_from date,
  valid_to date,
  state text not null,
  sealed_member bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint coverage_pkey PRIMARY KEY (tenant_id, coverage_id),
  constraint coverage_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint coverage_tenant_id_plan_id_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES reference.plan(tenant_id, plan_id),
  constraint coverage_payer_order_check CHECK (((payer_order >= 1) AND (payer_order <= 9))),
  constraint coverage_relationship_check CHECK ((relationship = ANY (ARRAY['self'::text, 'spouse'::text, 'child'::text, 'other'::text]))),
  constraint coverage_state_check CHECK ((state = ANY (ARRAY['active'::text, 'ended'::text, 'entered-in-error'::text])))
);
alter table patients.coverage enable row level security;
alter table patients.coverage force row level security;
create table patients.demographics (
  tenant_id integer not null,
  patient_id uuid not null,
  version integer not null,
  sealed_demographics bytea not null,
  reason_code text not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint demographics_pkey PRIMARY KEY (tenant_id, patient_id, version),
  constraint demographics_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id)
);
alter table patients.demographics enable row level security;
alter table patients.demographics force row level security;
create table patients.imported_record (
  tenant_id integer not null,
  source_code text not null,
  kind text not null,
  source_token bytea not null,
  record_id uuid not null,
  imported_at timestamp(3) with time zone not null,
  constraint imported_record_pkey PRIMARY KEY (tenant_id, source_code, kind, source_token)
);
alter table patients.imported_record enable row level security;
alter table patients.imported_record force row level security;
create table patients.medication (
  tenant_id integer not null,
  medication_id uuid not null,
  patient_id uuid not null,
  rxcui text,
  ingredient_rxcui text,
  started_on date,
  ended_on date,
  state text not null,
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint medication_pkey PRIMARY KEY (tenant_id, medication_id),
  constraint medication_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint medication_state_check CHECK ((state = ANY (ARRAY['active'::text, 'stopped'::text, 'entered-in-error'::text])))
);
alter table patients.medication enable row level security;
alter table patients.medication force row level security;
create table patients.merge (
  tenant_id integer not null,
  merge_id uuid not null,
  patient_id uuid not null,
  survivor_id uuid not null,
  change text not null,
  reason_code text not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint merge_pkey PRIMARY KEY (tenant_id, merge_id),
  constraint merge_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint merge_tenant_id_survivor_id_fkey FOREIGN KEY (tenant_id, survivor_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint merge_change_check CHECK ((change = ANY (ARRAY['merged'::text, 'unmerged'::text])))
);
alter table patients.merge enable row level security;
alter table patients.merge force row level security;
create table patients.observation (
  tenant_id integer not null,
  observation_id uuid not null,
  patient_id uuid not null,
  loinc_code text not null,
  value text,
  ucum_unit text,
  observed_on date not null,
  state text not null,
  sealed_detail bytea not null,
  origin_kind text not null,
  origin_id uuid,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  result_status text,
  observed_at timestamp(3) with time zone,
  flag_code text,
  result_token bytea,
  replaced_by uuid,
  constraint observation_pkey PRIMARY KEY (tenant_id, observation_id),
  constraint observation_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint observation_tenant_id_replaced_by_fkey FOREIGN KEY (tenant_id, replaced_by) REFERENCES patients.observation(tenant_id, observation_id),
  constraint observation_flag_code_check CHECK ((flag_code ~ '^[A-Z<>+-]{1,4}$'::text)),
  constraint observation_replaced_check CHECK (((state = 'replaced'::text) = (replaced_by IS NOT NULL))),
  constraint observation_result_status_check CHECK ((result_status = ANY (ARRAY['preliminary'::text, 'final'::text, 'corrected'::text]))),
  constraint observation_state_check CHECK ((state = ANY (ARRAY['active'::text, 'replaced'::text, 'entered-in-error'::text])))
);
alter table patients.observation enable row level security;
alter table patients.observation force row level security;
create table patients.patient (
  tenant_id integer not null,
  patient_id uuid not null,
  version integer not null,
  registered_at timestamp(3) with time zone not null,
  merged_into uuid,
  constraint patient_pkey PRIMARY KEY (tenant_id, patient_id),
  constraint patient_tenant_id_merged_into_fkey FOREIGN KEY (tenant_id, merged_into) REFERENCES patients.patient(tenant_id, patient_id),
  constraint patient_merged_elsewhere CHECK ((merged_into <> patient_id))
);
alter table patients.patient enable row level security;
alter table patients.patient force row level security;
create table patients.preference (
  tenant_id integer not null,
  patient_id uuid not null,
  version integer not null,
  sealed_preference bytea not null,
  recorded_at timestamp(3) with time zone not null,
  recorded_by uuid,
  constraint preference_pkey PRIMARY KEY (tenant_id, patient_id, version),
  constraint preference_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id)
);
alter table patients.preference enable row level security;
alter table patients.preference force row level security;
create table patients.search_renewal (
  tenant_id integer not null,
  after_patient_id uuid not null,
  constraint search_renewal_pkey PRIMARY KEY (tenant_id)
);
alter table patients.search_renewal enable row level security;
alter table patients.search_renewal force row level security;
create table patients.search_token (
  tenant_id integer not null,
  token bytea not null,
  kind text not null,
  patient_id uuid not null,
  constraint search_token_pkey PRIMARY KEY (tenant_id, token, kind, patient_id),
  constraint search_token_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id)
);
alter table patients.search_token enable row level security;
alter table patients.search_token force row level security;
create table platform.command_answer (
  tenant_id integer not null,
  principal_id uuid not null,
  idempotency_key uuid not null,
  request_hash bytea not null,
  status integer not null,
  sealed_answer bytea,
  answered_at timestamp(3) with time zone not null,
  constraint command_answer_pkey PRIMARY KEY (tenant_id, principal_id, idempotency_key)
);
alter table platform.command_answer enable row level security;
alter table platform.command_answer force row level security;
create table platform.migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp(3) with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);
create table platform.outbox_delivery (
  tenant_id integer not null,
  delivery_id bigint not null generated always as identity,
  event_id uuid not null,
  subscriber text not null,
  ordering_key text not null,
  attempts integer not null default 0,
  due_at timestamp(3) with time zone not null,
  last_fault text,
  dead_at timestamp(3) with time zone,
  constraint outbox_delivery_tenant_id_event_id_subscriber_key UNIQUE (tenant_id, event_id, subscriber),
  constraint outbox_delivery_pkey PRIMARY KEY (tenant_id, delivery_id),
  constraint outbox_delivery_tenant_id_event_id_fkey FOREIGN KEY (tenant_id, event_id) REFERENCES platform.outbox_event(tenant_id, event_id)
);
alter table platform.outbox_delivery enable row level security;
alter table platform.outbox_delivery force row level security;
create table platform.outbox_event (
  tenant_id integer not null,
  event_id uuid not null,
  type text not null,
  version integer not null,
  ordering_key text not null,
  payload jsonb not null,
  recorded_at timestamp(3) with time zone not null,
  cause_kind text,
  cause_id uuid,
  cause_name text,
  constraint outbox_event_pkey PRIMARY KEY (tenant_id, event_id),
  constraint outbox_event_cause_kind_check CHECK ((cause_kind = ANY (ARRAY['staff'::text, 'client'::text, 'partner'::text, 'system'::text])))
);
alter table platform.outbox_event enable row level security;
alter table platform.outbox_event force row level security;
create table platform.stored_file (
  tenant_id integer not null,
  file_id uuid not null,
  sha256 bytea not null,
  byte_count integer not null,
  media_type text not null,
  stored_at timestamp(3) with time zone not null,
  constraint stored_file_pkey PRIMARY KEY (tenant_id, file_id)
);
alter table platform.stored_file enable row level security;
alter table platform.stored_file force row level security;
create table platform.timer (
  tenant_id integer not null,
  timer_id uuid not null,
  kind text not null,
  subject text not null,
  payload jsonb not null,
  due_at timestamp(3) with time zone not null,
  attempts integer not null default 0,
  last_fault text,
  dead_at timestamp(3) with time zone,
  constraint timer_tenant_id_kind_subject_key UNIQUE (tenant_id, kind, subject),
  constraint timer_pkey PRIMARY KEY (tenant_id, timer_id)
);
alter table platform.timer enable row level security;
alter table platform.timer force row level security;
create table portability.export (
  tenant_id integer not null,
  export_id uuid not null,
  kind text not null,
  patient_id uuid not null,
  patient_count integer not null,
  purpose text not null,
  sealed_note bytea not null,
  counts jsonb not null,
  file_id uuid not null,
  sha256 bytea not null,
  byte_count integer not null,
  exported_at timestamp(3) with time zone not null,
  exported_by uuid not null,
  constraint export_pkey PRIMARY KEY (tenant_id, export_id),
  constraint export_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES platform.stored_file(tenant_id, file_id),
  constraint export_kind_check CHECK ((kind = 'patient'::text)),
  constraint export_patient_count_check CHECK ((patient_count >= 0)),
  constraint export_purpose_check CHECK ((purpose = ANY (ARRAY['patient-request'::text, 'continuing-care'::text, 'payer-audit'::text, 'legal'::text, 'new-system'::text]))),
  constraint export_sha256_check CHECK ((octet_length(sha256) = 32))
);
alter table portability.export enable row level security;
alter table portability.export force row level security;
create table portability.export_limit (
  tenant_id integer not null,
  valid_from date not null,
  patients_in_hour integer not null,
  source text not null,
  constraint export_limit_pkey PRIMARY KEY (tenant_id, valid_from),
  constraint export_limit_patients_in_hour_check CHECK ((patients_in_hour >= 0))
);
alter table portability.export_limit enable row level security;
alter table portability.export_limit force row level security;
create table prescriptions.acceptance (
  tenant_id integer not null,
  acceptance_id uuid not null,
  prescription_id uuid not null,
  decision text not null,
  findings jsonb not null,
  decided_at timestamp(3) with time zone not null,
  decided_by uuid,
  constraint acceptance_pkey PRIMARY KEY (tenant_id, acceptance_id),
  constraint acceptance_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint acceptance_decision_check CHECK ((decision = ANY (ARRAY['accepted'::text, 'parked'::text, 'needs-person'::text, 'refused'::text, 'cancelled'::text])))
);
alter table prescriptions.acceptance enable row level security;
alter table prescriptions.acceptance force row level security;
create table prescriptions.duplicate_settlement (
  tenant_id integer not null,
  prescription_id uuid not null,
  duplicate_of uuid not null,
  resolution text not null,
  reason_code text,
  settled_at timestamp(3) with time zone not null,
  settled_by uuid,
  constraint duplicate_settlement_pkey PRIMARY KEY (tenant_id, prescription_id, duplicate_of),
  constraint duplicate_settlement_tenant_id_duplicate_of_fkey FOREIGN KEY (tenant_id, duplicate_of) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint duplicate_settlement_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint duplicate_settlement_check CHECK (((resolution = 'second'::text) = (reason_code IS NOT NULL))),
  constraint duplicate_settlement_resolution_check CHECK ((resolution = ANY (ARRAY['continue'::text, 'second'::text, 'duplicate'::text])))
);
alter table prescriptions.duplicate_settlement enable row level security;
alter table prescriptions.duplicate_settlement force row level security;
create table prescriptions.early_cancellation (
  tenant_id integer not null,
  partner_id uuid not null,
  order_number text not null,
  raw_message_id uuid,
  reason_code text not null,
  received_at timestamp(3) with time zone not null,
  constraint early_cancellation_pkey PRIMARY KEY (tenant_id, partner_id, order_number)
);
alter table prescriptions.early_cancellation enable row level security;
alter table prescriptions.early_cancellation force row level security;
create table prescriptions.patient_correction (
  tenant_id integer not null,
  correction_id uuid not null,
  prescription_id uuid not null,
  wrong_patient_id uuid not null,
  patient_id uuid not null,
  wrong_therapy_id uuid,
  therapy_id uuid,
  reason_code text not null,
  corrected_at timestamp(3) with time zone not null,
  corrected_by uuid,
  constraint patient_correction_pkey PRIMARY KEY (tenant_id, correction_id),
  constraint patient_correction_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id)
);
alter table prescriptions.patient_correction enable row level security;
alter table prescriptions.patient_correction force row level security;
create table prescriptions.prescription (
  tenant_id integer not null,
  prescription_id uuid not null,
  site_id uuid not null,
  channel text not null,
  raw_message_id uuid,
  partner_id uuid,
  order_number text,
  status text not null,
  status_reasons text[] not null,
  patient_id uuid,
  prescriber_id uuid,
  drug_id uuid,
  ingredient_rxcui text,
  therapy_id uuid,
  written_on date,
  expires_on date,
  quantity_thousandths bigint,
  quantity_unit text,
  days_supply integer,
  refills_authorized integer,
  substitution_allowed boolean,
  indication_code text,
  ship_to_state text,
  urgent boolean not null,
  matches jsonb not null,
  sealed_incoming bytea not null,
  clinical_facts_recorded boolean not null default false,
  version integer not null default 1,
  received_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone not null,
  clinic_id uuid,
  constraint prescription_pkey PRIMARY KEY (tenant_id, prescription_id),
  constraint prescription_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint prescription_tenant_id_raw_message_id_fkey FOREIGN KEY (tenant_id, raw_message_id) REFERENCES exchange.raw_message(tenant_id, raw_message_id),
  constraint prescription_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES therapies.therapy(tenant_id, therapy_id),
  constraint prescription_channel_check CHECK ((channel = ANY (ARRAY['hl7v2'::text, 'ncpdp-script'::text, 'fhir'::text, 'phone'::text, 'paper'::text, 'fax'::text]))),
  constraint prescription_check CHECK (((status <> 'accepted'::text) OR ((patient_id IS NOT NULL) AND (drug_id IS NOT NULL) AND (prescriber_id IS NOT NULL) AND (therapy_id IS NOT NULL)))),
  constraint prescription_status_check CHECK ((status = ANY (ARRAY['needs-person'::text, 'parked'::text, 'accepted'::text, 'refused'::text, 'cancelled'::text])))
);
alter table prescriptions.prescription enable row level security;
alter table prescriptions.prescription force row level security;
create table prescriptions.rx_number (
  tenant_id integer not null,
  prescription_id uuid not null,
  number bigint not null generated always as identity,
  constraint rx_number_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint rx_number_pkey PRIMARY KEY (tenant_id, prescription_id),
  constraint rx_number_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id)
);
alter table prescriptions.rx_number enable row level security;
alter table prescriptions.rx_number force row level security;
create table programs.access_token (
  tenant_id integer not null,
  token_hash bytea not null,
  client_id uuid not null,
  scopes text[] not null,
  issued_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  constraint access_token_pkey PRIMARY KEY (tenant_id, token_hash),
  constraint access_token_tenant_id_client_id_fkey FOREIGN KEY (tenant_id, client_id) REFERENCES programs.api_client(tenant_id, client_id)
);
alter table programs.access_token enable row level security;
alter table programs.access_token force row level security;
create table programs.api_client (
  tenant_id integer not null,
  client_id uuid not null,
  name text not null,
  public_keys jsonb not null,
  scopes text[] not null,
  site_ids uuid[],
  disabled_at timestamp(3) with time zone,
  made_at timestamp(3) with time zone not null,
  made_by uuid,
  last_used_at timestamp(3) with time zone,
  constraint api_client_pkey PRIMARY KEY (tenant_id, client_id),
  constraint api_client_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant(tenant_id)
);
alter table programs.api_client enable row level security;
alter table programs.api_client force row level security;
create table programs.client_assertion (
  tenant_id integer not null,
  client_id uuid not null,
  assertion_id text not null,
  expires_at timestamp(3) with time zone not null,
  constraint client_assertion_pkey PRIMARY KEY (tenant_id, client_id, assertion_id)
);
alter table programs.client_assertion enable row level security;
alter table programs.client_assertion force row level security;
create table prospects.prospect (
  tenant_id integer not null,
  prospect_id uuid not null,
  site_id uuid not null,
  clinic_id uuid not null,
  patient_id uuid not null,
  appointment_id uuid not null,
  appointment_at timestamp(3) with time zone not null,
  disease_state text not null,
  findings jsonb not null,
  state text not null,
  reason_code text,
  therapy_id uuid,
  prescription_id uuid,
  found_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  changed_by uuid,
  version integer not null,
  constraint prospect_pkey PRIMARY KEY (tenant_id, prospect_id),
  constraint prospect_tenant_id_appointment_id_fkey FOREIGN KEY (tenant_id, appointment_id) REFERENCES clinics.appointment(tenant_id, appointment_id),
  constraint prospect_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint prospect_check CHECK (((state = ANY (ARRAY['elsewhere'::text, 'not-candidate'::text])) = (reason_code IS NOT NULL))),
  constraint prospect_check1 CHECK (((state = 'order-received'::text) = (prescription_id IS NOT NULL))),
  constraint prospect_state_check CHECK ((state = ANY (ARRAY['found'::text, 'contacted'::text, 'order-received'::text, 'elsewhere'::text, 'not-candidate'::text])))
);
alter table prospects.prospect enable row level security;
alter table prospects.prospect force row level security;
create table receivables.dispute (
  tenant_id integer not null,
  dispute_id uuid not null,
  claim_id uuid not null,
  payer_id uuid,
  site_id uuid,
  agreed_cents bigint not null,
  remitted_cents bigint not null,
  short_cents bigint not null,
  payment_id uuid,
  "position" integer,
  state text not null,
  opened_by uuid,
  opened_at timestamp(3) with time zone not null,
  due_on date,
  due_source text,
  answered_by uuid,
  answered_at timestamp(3) with time zone,
  answer_reference text,
  constraint dispute_pkey PRIMARY KEY (tenant_id, dispute_id),
  constraint dispute_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint dispute_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES remittance.payment(tenant_id, payment_id),
  constraint dispute_short_cents_check CHECK ((short_cents > 0)),
  constraint dispute_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'denied'::text, 'withdrawn'::text])))
);
alter table receivables.dispute enable row level security;
alter table receivables.dispute force row level security;
create table receivables.dispute_rule (
  tenant_id integer not null,
  valid_from date not null,
  days integer not null,
  source text not null,
  constraint dispute_rule_pkey PRIMARY KEY (tenant_id, valid_from),
  constraint dispute_rule_days_check CHECK ((days > 0))
);
alter table receivables.dispute_rule enable row level security;
alter table receivables.dispute_rule force row level security;
create table receivables.write_off (
  tenant_id integer not null,
  write_off_id uuid not null,
  claim_id uuid not null,
  payer_id uuid,
  site_id uuid,
  cents bigint not null,
  reason_code text not null,
  state text not null,
  proposed_by uuid not null,
  proposed_at timestamp(3) with time zone not null,
  decided_by uuid,
  decided_at timestamp(3) with time zone,
  reversed_by uuid,
  reversed_at timestamp(3) with time zone,
  constraint write_off_pkey PRIMARY KEY (tenant_id, write_off_id),
  constraint write_off_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint write_off_cents_check CHECK ((cents > 0)),
  constraint write_off_decided CHECK (((state = 'proposed'::text) = (decided_by IS NULL))),
  constraint write_off_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'declined'::text, 'reversed'::text]))),
  constraint write_off_two_people CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by)))
);
alter table receivables.write_off enable row level security;
alter table receivables.write_off force row level security;
create table reference.clinical_risk (
  tenant_id integer not null,
  programme text not null,
  stage text not null,
  valid_from date not null,
  risk text not null,
  source text not null,
  is_verified boolean not null,
  constraint clinical_risk_pkey PRIMARY KEY (tenant_id, programme, stage, valid_from),
  constraint clinical_risk_risk_check CHECK ((risk = ANY (ARRAY['low'::text, 'moderate'::text, 'high'::text])))
);
alter table reference.clinical_risk enable row level security;
alter table reference.clinical_risk force row level security;
create table reference.distribution_network (
  tenant_id integer not null,
  ingredient_rxcui text not null,
  pharmacy_npi text not null,
  valid_from date not null,
  valid_to date,
  pharmacy_name text not null,
  phone text,
  fax text,
  source text not null,
  is_verified boolean not null,
  constraint distribution_network_pkey PRIMARY KEY (tenant_id, ingredient_rxcui, pharmacy_npi, valid_from)
);
alter table reference.distribution_network enable row level security;
alter table reference.distribution_network force row level security;
create table reference.dose_limit (
  tenant_id integer not null,
  dose_limit_id uuid not null,
  ingredient_rxcui text not null,
  basis text not null,
  valid_from date not null,
  valid_to date,
  maximum_thousandths bigint not null,
  ucum_unit text not null,
  age_years_minimum integer not null default 0,
  age_years_maximum integer not null default 150,
  weight_grams_minimum integer not null default 0,
  weight_grams_maximum integer not null default 1000000,
  note text not null,
  source text not null,
  constraint dose_limit_tenant_id_ingredient_rxcui_basis_valid_from_age__key UNIQUE (tenant_id, ingredient_rxcui, basis, valid_from, age_years_minimum, weight_grams_minimum),
  constraint dose_limit_pkey PRIMARY KEY (tenant_id, dose_limit_id),
  constraint dose_limit_basis_check CHECK ((basis = ANY (ARRAY['per-dose'::text, 'per-day'::text])))
);
alter table reference.dose_limit enable row level security;
alter table reference.dose_limit force row level security;
create table reference.drug (
  tenant_id integer not null,
  drug_id uuid not null,
  ndc11 text not null,
  constraint drug_tenant_id_ndc11_key UNIQUE (tenant_id, ndc11),
  constraint drug_pkey PRIMARY KEY (tenant_id, drug_id),
  constraint drug_ndc11_check CHECK ((ndc11 ~ '^\d{11}$'::text))
);
alter table reference.drug enable row level security;
alter table reference.drug force row level security;
create table reference.drug_price (
  tenant_id integer not null,
  ndc11 text not null,
  kind text not null,
  valid_from date not null,
  valid_to date,
  unit_price_hundred_thousandths bigint not null,
  billing_unit text not null,
  source text not null,
  is_synthetic boolean not null,
  constraint drug_price_pkey PRIMARY KEY (tenant_id, ndc11, kind, valid_from),
  constraint drug_price_billing_unit_check CHECK ((billing_unit = ANY (ARRAY['EA'::text, 'ML'::text, 'GM'::text]))),
  constraint drug_price_kind_check CHECK ((kind = ANY (ARRAY['awp'::text, 'wac'::text, 'nadac'::text, 'contract'::text]))),
  constraint drug_price_unit_price_hundred_thousandths_check CHECK ((unit_price_hundred_thousandths >= 0))
);
alter table reference.drug_price enable row level security;
alter table reference.drug_price force row level security;
create table reference.drug_profile (
  tenant_id integer not null,
  drug_id uuid not null,
  valid_from date not null,
  valid_to date,
  is_specialty boolean not null,
  limited_distribution boolean not null,
  storage text not null,
  medication_guide boolean not null,
  rems_program text,
  is_hazardous boolean not null,
  programme text not null,
  source text not null,
  benefit text not null,
  starts_elsewhere boolean not null,
  constraint drug_profile_pkey PRIMARY KEY (tenant_id, drug_id, valid_from),
  constraint drug_profile_tenant_id_drug_id_fkey FOREIGN KEY (tenant_id, drug_id) REFERENCES reference.drug(tenant_id, drug_id),
  constraint drug_profile_benefit_check CHECK ((benefit = ANY (ARRAY['pharmacy'::text, 'medical'::text]))),
  constraint drug_profile_storage_check CHECK ((storage = ANY (ARRAY['room'::text, 'refrigerated'::text, 'frozen'::text])))
);
alter table reference.drug_profile enable row level security;
alter table reference.drug_profile force row level security;
create table reference.drug_rxnorm (
  tenant_id integer not null,
  drug_id uuid not null,
  rxcui text,
  ingredient_rxcui text not null,
  ingredient_rxcuis text[] not null,
  equivalent_rxcuis text[] not null default '{}'::text[],
  source text not null,
  constraint drug_rxnorm_pkey PRIMARY KEY (tenant_id, drug_id),
  constraint drug_rxnorm_tenant_id_drug_id_fkey FOREIGN KEY (tenant_id, drug_id) REFERENCES reference.drug(tenant_id, drug_id),
  constraint drug_rxnorm_tenant_id_ingredient_rxcui_fkey FOREIGN KEY (tenant_id, ingredient_rxcui) REFERENCES reference.ingredient(tenant_id, ingredient_rxcui)
);
alter table reference.drug_rxnorm enable row level security;
alter table reference.drug_rxnorm force row level security;
create table reference.drug_version (
  tenant_id integer not null,
  drug_id uuid not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  generic_name text not null,
  labeler text not null,
  strength_text text not null,
  dose_form text not null,
  route text not null,
  dea_schedule text,
  package_size_thousandths bigint not null,
  billing_unit text not null,
  ucum_unit text not null,
  source text not null,
  constraint drug_version_pkey PRIMARY KEY (tenant_id, drug_id, valid_from),
  constraint drug_version_tenant_id_drug_id_fkey FOREIGN KEY (tenant_id, drug_id) REFERENCES reference.drug(tenant_id, drug_id),
  constraint drug_version_billing_unit_check CHECK ((billing_unit = ANY (ARRAY['EA'::text, 'ML'::text, 'GM'::text]))),
  constraint drug_version_dea_schedule_check CHECK ((dea_schedule = ANY (ARRAY['2'::text, '3'::text, '4'::text, '5'::text]))),
  constraint drug_version_package_size_thousandths_check CHECK ((package_size_thousandths > 0))
);
alter table reference.drug_version enable row level security;
alter table reference.drug_version force row level security;
create table reference.drug_word (
  tenant_id integer not null,
  word text not null,
  drug_id uuid not null,
  constraint drug_word_pkey PRIMARY KEY (tenant_id, word, drug_id),
  constraint drug_word_tenant_id_drug_id_fkey FOREIGN KEY (tenant_id, drug_id) REFERENCES reference.drug(tenant_id, drug_id)
);
alter table reference.drug_word enable row level security;
alter table reference.drug_word force row level security;
create table reference.duplicate_therapy_class (
  tenant_id integer not null,
  class_code text not null,
  ingredient_rxcui text not null,
  class_name text not null,
  source text not null,
  constraint duplicate_therapy_class_pkey PRIMARY KEY (tenant_id, class_code, ingredient_rxcui)
);
alter table reference.duplicate_therapy_class enable row level security;
alter table reference.duplicate_therapy_class force row level security;
create table reference.hcpcs_price (
  tenant_id integer not null,
  hcpcs text not null,
  valid_from date not null,
  description text not null,
  dosage text not null,
  payment_limit_hundred_thousandths bigint not null,
  source text not null,
  constraint hcpcs_price_pkey PRIMARY KEY (tenant_id, hcpcs, valid_from)
);
alter table reference.hcpcs_price enable row level security;
alter table reference.hcpcs_price force row level security;
create table reference.holiday (
  tenant_id integer not null,
  calendar_code text not null,
  day date not null,
  name text not null,
  source text not null,
  constraint holiday_pkey PRIMARY KEY (tenant_id, calendar_code, day)
);
alter table reference.holiday enable row level security;
alter table reference.holiday force row level security;
create table reference.ingredient (
  tenant_id integer not null,
  ingredient_rxcui text not null,
  name text not null,
  source text not null,
  constraint ingredient_pkey PRIMARY KEY (tenant_id, ingredient_rxcui)
);
alter table reference.ingredient enable row level security;
alter table reference.ingredient force row level security;
create table reference.interaction (
  tenant_id integer not null,
  interaction_id uuid not null,
  first_rxcui text not null,
  second_rxcui text not null,
  valid_from date not null,
  valid_to date,
  severity text not null,
  effect text not null,
  advice text not null,
  source text not null,
  constraint interaction_tenant_id_first_rxcui_second_rxcui_valid_from_key UNIQUE (tenant_id, first_rxcui, second_rxcui, valid_from),
  constraint interaction_pkey PRIMARY KEY (tenant_id, interaction_id),
  constraint interaction_check CHECK ((first_rxcui < second_rxcui)),
  constraint interaction_severity_check CHECK ((severity = ANY (ARRAY['contraindicated'::text, 'major'::text, 'moderate'::text, 'minor'::text])))
);
alter table reference.interaction enable row level security;
alter table reference.interaction force row level security;
create table reference.match_threshold (
  tenant_id integer not null,
  kind text not null,
  valid_from date not null,
  match_at integer not null,
  review_at integer not null,
  source text not null,
  within_days integer,
  constraint match_threshold_pkey PRIMARY KEY (tenant_id, kind, valid_from),
  constraint match_threshold_check CHECK ((review_at <= match_at)),
  constraint match_threshold_days_check CHECK (((kind = 'duplicate-referral'::text) = (within_days IS NOT NULL))),
  constraint match_threshold_kind_check CHECK ((kind = ANY (ARRAY['patient'::text, 'drug'::text, 'prescriber'::text, 'plan'::text, 'duplicate-referral'::text]))),
  constraint match_threshold_match_at_check CHECK (((match_at >= 1) AND (match_at <= 100))),
  constraint match_threshold_review_at_check CHECK (((review_at >= 0) AND (review_at <= 100))),
  constraint match_threshold_within_days_check CHECK (((within_days >= 1) AND (within_days <= 366)))
);
alter table reference.match_threshold enable row level security;
alter table reference.match_threshold force row level security;
create table reference.ndc_hcpcs (
  tenant_id integer not null,
  ndc11 text not null,
  hcpcs text not null,
  valid_from date not null,
  dosage text not null,
  package_size_thousandths bigint not null,
  package_quantity integer not null,
  billing_units_thousandths bigint not null,
  billing_units_per_package_thousandths bigint not null,
  source text not null,
  constraint ndc_hcpcs_pkey PRIMARY KEY (tenant_id, ndc11, hcpcs, valid_from)
);
alter table reference.ndc_hcpcs enable row level security;
alter table reference.ndc_hcpcs force row level security;
create table reference.payer (
  tenant_id integer not null,
  payer_id uuid not null,
  name text not null,
  is_synthetic boolean not null,
  constraint payer_tenant_id_name_key UNIQUE (tenant_id, name),
  constraint payer_pkey PRIMARY KEY (tenant_id, payer_id)
);
alter table reference.payer enable row level security;
alter table reference.payer force row level security;
create table reference.plan (
  tenant_id integer not null,
  plan_id uuid not null,
  payer_id uuid not null,
  name text not null,
  kind text not null,
  bin text not null,
  pcn text not null,
  group_number text not null,
  valid_from date not null,
  valid_to date,
  is_synthetic boolean not null,
  constraint plan_tenant_id_bin_pcn_group_number_valid_from_key UNIQUE (tenant_id, bin, pcn, group_number, valid_from),
  constraint plan_pkey PRIMARY KEY (tenant_id, plan_id),
  constraint plan_tenant_id_payer_id_fkey FOREIGN KEY (tenant_id, payer_id) REFERENCES reference.payer(tenant_id, payer_id),
  constraint plan_kind_check CHECK ((kind = ANY (ARRAY['commercial'::text, 'medicare-part-d'::text, 'medicare-part-b'::text, 'medicaid-ffs'::text, 'medicaid-managed'::text, 'tricare'::text, 'va'::text, 'cash'::text, 'manufacturer-card'::text, 'foundation'::text])))
);
alter table reference.plan enable row level security;
alter table reference.plan force row level security;
create table reference.plan_pharmacy (
  tenant_id integer not null,
  plan_id uuid not null,
  pharmacy_npi text not null,
  valid_from date not null,
  valid_to date,
  pharmacy_name text not null,
  phone text,
  fax text,
  source text not null,
  is_verified boolean not null,
  constraint plan_pharmacy_pkey PRIMARY KEY (tenant_id, plan_id, pharmacy_npi, valid_from),
  constraint plan_pharmacy_tenant_id_plan_id_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES reference.plan(tenant_id, plan_id)
);
alter table reference.plan_pharmacy enable row level security;
alter table reference.plan_pharmacy force row level security;
create table reference.prescriber (
  tenant_id integer not null,
  prescriber_id uuid not null,
  npi text not null,
  dea_number text,
  family_name text not null,
  given_name text not null,
  credential text,
  specialty text,
  phone text,
  fax text,
  state text,
  family_key text not null,
  is_synthetic boolean not null default false,
  source text not null,
  constraint prescriber_tenant_id_npi_key UNIQUE (tenant_id, npi),
  constraint prescriber_pkey PRIMARY KEY (tenant_id, prescriber_id)
);
alter table reference.prescriber enable row level security;
alter table reference.prescriber force row level security;
create table reference.prescriber_status (
  tenant_id integer not null,
  npi text not null,
  source text not null,
  valid_from date not null,
  status text not null,
  constraint prescriber_status_pkey PRIMARY KEY (tenant_id, npi, source, valid_from),
  constraint prescriber_status_npi_check CHECK ((npi ~ '^[12][0-9]{9}$'::text)),
  constraint prescriber_status_source_check CHECK ((source <> ''::text)),
  constraint prescriber_status_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'deceased'::text, 'sanctioned'::text])))
);
alter table reference.prescriber_status enable row level security;
alter table reference.prescriber_status force row level security;
create table reference.reference_import (
  tenant_id integer not null,
  import_id uuid not null,
  kind text not null,
  source text not null,
  rows_added integer not null,
  rows_changed integer not null,
  rows_unchanged integer not null,
  rows_refused integer not null,
  imported_at timestamp(3) with time zone not null,
  constraint reference_import_pkey PRIMARY KEY (tenant_id, import_id),
  constraint reference_import_kind_check CHECK ((kind = ANY (ARRAY['ndc-directory'::text, 'rxnorm'::text, 'nadac'::text, 'asp-crosswalk'::text, 'asp-pricing'::text, 'demo'::text])))
);
alter table reference.reference_import enable row level security;
alter table reference.reference_import force row level security;
create table reference.referral_clock (
  tenant_id integer not null,
  clock text not null,
  valid_from date not null,
  minutes integer not null,
  counts text not null,
  source text not null,
  constraint referral_clock_pkey PRIMARY KEY (tenant_id, clock, valid_from),
  constraint referral_clock_clock_check CHECK ((clock = ANY (ARRAY['ehr-query'::text, 'form'::text, 'letter'::text, 'letter-to-send'::text, 'transfer-out'::text, 'transfer-to-send'::text]))),
  constraint referral_clock_counts_check CHECK ((counts = ANY (ARRAY['business'::text, 'elapsed'::text]))),
  constraint referral_clock_minutes_check CHECK ((minutes > 0))
);
alter table reference.referral_clock enable row level security;
alter table reference.referral_clock force row level security;
create table reference.referral_requirement (
  tenant_id integer not null,
  programme text not null,
  ingredient_rxcui text not null default ''::text,
  item_code text not null,
  valid_from date not null,
  valid_to date,
  kind text not null,
  label text not null,
  codes text[] not null default '{}'::text[],
  consent_use text,
  maximum_age_days integer,
  source text not null,
  is_verified boolean not null,
  constraint referral_requirement_pkey PRIMARY KEY (tenant_id, programme, ingredient_rxcui, item_code, valid_from),
  constraint referral_requirement_check CHECK (((kind <> 'laboratory'::text) OR (cardinality(codes) > 0))),
  constraint referral_requirement_check1 CHECK (((kind = ANY (ARRAY['laboratory'::text, 'diagnosis'::text])) OR (cardinality(codes) = 0))),
  constraint referral_requirement_check2 CHECK (((kind = 'consent'::text) = (consent_use IS NOT NULL))),
  constraint referral_requirement_check3 CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint referral_requirement_kind_check CHECK ((kind = ANY (ARRAY['diagnosis'::text, 'weight'::text, 'height'::text, 'allergies'::text, 'insurance'::text, 'address'::text, 'phone'::text, 'prescriber-npi'::text, 'prescriber-phone'::text, 'medications'::text, 'laboratory'::text, 'consent'::text, 'document'::text]))),
  constraint referral_requirement_maximum_age_days_check CHECK ((maximum_age_days > 0))
);
alter table reference.referral_requirement enable row level security;
alter table reference.referral_requirement force row level security;
create table reference.state_policy (
  tenant_id integer not null,
  state text not null,
  topic text not null,
  valid_from date not null,
  valid_to date,
  rule jsonb not null,
  source text not null,
  is_verified boolean not null,
  constraint state_policy_pkey PRIMARY KEY (tenant_id, state, topic, valid_from)
);
alter table reference.state_policy enable row level security;
alter table reference.state_policy force row level security;
create table referrals.contradiction (
  tenant_id integer not null,
  contradiction_id uuid not null,
  site_id uuid not null,
  request_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  item_code text not null,
  sealed_statement bytea not null,
  known_kind text not null,
  known_id uuid,
  message_id uuid not null,
  found_at timestamp(3) with time zone not null,
  settled_at timestamp(3) with time zone,
  settled_by uuid,
  settled_as text,
  constraint contradiction_pkey PRIMARY KEY (tenant_id, contradiction_id),
  constraint contradiction_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint contradiction_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint contradiction_tenant_id_request_id_fkey FOREIGN KEY (tenant_id, request_id) REFERENCES referrals.information_request(tenant_id, request_id),
  constraint contradiction_check CHECK (((settled_at IS NULL) = (settled_as IS NULL))),
  constraint contradiction_settled_as_check CHECK ((settled_as = ANY (ARRAY['recorded'::text, 'kept'::text])))
);
alter table referrals.contradiction enable row level security;
alter table referrals.contradiction force row level security;
create table referrals.information_request (
  tenant_id integer not null,
  request_id uuid not null,
  site_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  therapy_id uuid,
  state text not null,
  way text not null,
  items jsonb not null,
  is_late boolean not null default false,
  asked_at timestamp(3) with time zone not null,
  asked_by uuid,
  due_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  form_partner_id uuid,
  constraint information_request_pkey PRIMARY KEY (tenant_id, request_id),
  constraint information_request_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint information_request_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint information_request_check CHECK (((state = 'asked'::text) = (closed_at IS NULL))),
  constraint information_request_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'answered'::text, 'withdrawn'::text]))),
  constraint information_request_way_check CHECK ((way = ANY (ARRAY['ehr-query'::text, 'form'::text, 'letter'::text])))
);
alter table referrals.information_request enable row level security;
alter table referrals.information_request force row level security;
create table referrals.letter (
  tenant_id integer not null,
  letter_id uuid not null,
  site_id uuid not null,
  kind text not null,
  prescription_id uuid not null,
  patient_id uuid,
  therapy_id uuid,
  subject_id uuid not null,
  document_id uuid not null,
  recipient_name text not null,
  recipient_fax text,
  composed_at timestamp(3) with time zone not null,
  sent_at timestamp(3) with time zone,
  sent_by uuid,
  sent_way text,
  dropped_at timestamp(3) with time zone,
  constraint letter_pkey PRIMARY KEY (tenant_id, letter_id),
  constraint letter_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint letter_check CHECK (((sent_at IS NULL) = (sent_way IS NULL))),
  constraint letter_check1 CHECK (((sent_at IS NULL) OR (dropped_at IS NULL))),
  constraint letter_kind_check CHECK ((kind = ANY (ARRAY['missing-information'::text, 'duplicate-notice'::text, 'transfer-packet'::text]))),
  constraint letter_sent_way_check CHECK ((sent_way = ANY (ARRAY['fax'::text, 'mail'::text, 'secure-mail'::text, 'phone'::text])))
);
alter table referrals.letter enable row level security;
alter table referrals.letter force row level security;
create table referrals.request_step (
  tenant_id integer not null,
  request_id uuid not null,
  step_id uuid not null,
  step_order bigint not null generated always as identity,
  way text not null,
  step text not null,
  happened_at timestamp(3) with time zone not null,
  actor_id uuid,
  source_kind text,
  source_id uuid,
  item_codes text[] not null,
  constraint request_step_pkey PRIMARY KEY (tenant_id, request_id, step_id),
  constraint request_step_tenant_id_request_id_fkey FOREIGN KEY (tenant_id, request_id) REFERENCES referrals.information_request(tenant_id, request_id),
  constraint request_step_step_check CHECK ((step = ANY (ARRAY['asked'::text, 'composed'::text, 'sent'::text, 'taken'::text, 'worked-on'::text, 'answered'::text, 'nothing-new'::text, 'other-person'::text, 'contradicts'::text, 'declined'::text, 'refused'::text, 'unreachable'::text, 'silent'::text, 'late'::text, 'withdrawn'::text]))),
  constraint request_step_way_check CHECK ((way = ANY (ARRAY['ehr-query'::text, 'form'::text, 'letter'::text])))
);
alter table referrals.request_step enable row level security;
alter table referrals.request_step force row level security;
create table referrals.transfer_out (
  tenant_id integer not null,
  transfer_id uuid not null,
  site_id uuid not null,
  prescription_id uuid not null,
  patient_id uuid not null,
  therapy_id uuid,
  state text not null,
  reason_code text not null,
  pharmacy_npi text not null,
  pharmacy_name text not null,
  pharmacy_fax text,
  letter_id uuid not null,
  composed_at timestamp(3) with time zone not null,
  composed_by uuid,
  sent_at timestamp(3) with time zone,
  due_at timestamp(3) with time zone,
  is_late boolean not null default false,
  acknowledged_at timestamp(3) with time zone,
  acknowledged_by text,
  recorded_by uuid,
  days_held integer,
  constraint transfer_out_pkey PRIMARY KEY (tenant_id, transfer_id),
  constraint transfer_out_tenant_id_letter_id_fkey FOREIGN KEY (tenant_id, letter_id) REFERENCES referrals.letter(tenant_id, letter_id),
  constraint transfer_out_tenant_id_patient_id_fkey FOREIGN KEY (tenant_id, patient_id) REFERENCES patients.patient(tenant_id, patient_id),
  constraint transfer_out_tenant_id_prescription_id_fkey FOREIGN KEY (tenant_id, prescription_id) REFERENCES prescriptions.prescription(tenant_id, prescription_id),
  constraint transfer_out_check CHECK (((state = 'acknowledged'::text) = ((acknowledged_at IS NOT NULL) AND (days_held IS NOT NULL)))),
  constraint transfer_out_reason_code_check CHECK ((reason_code = ANY (ARRAY['not-in-network'::text, 'plan-mandates'::text, 'patient-asked'::text, 'cannot-supply'::text]))),
  constraint transfer_out_state_check CHECK ((state = ANY (ARRAY['composed'::text, 'sent'::text, 'acknowledged'::text, 'withdrawn'::text])))
);
alter table referrals.transfer_out enable row level security;
alter table referrals.transfer_out force row level security;
create table refunds.ceiling_price (
  tenant_id integer not null,
  ndc11 text not null,
  valid_from date not null,
  unit_price_hundred_thousandths bigint not null,
  source text not null,
  is_synthetic boolean not null,
  constraint ceiling_price_pkey PRIMARY KEY (tenant_id, ndc11, valid_from),
  constraint ceiling_price_ndc11_check CHECK ((ndc11 ~ '^[0-9]{11}$'::text)),
  constraint ceiling_price_unit_price_hundred_thousandths_check CHECK ((unit_price_hundred_thousandths >= 0))
);
alter table refunds.ceiling_price enable row level security;
alter table refunds.ceiling_price force row level security;
create table refunds.determination (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  is_qualified boolean not null,
  evidence text not null,
  ceiling_hundred_thousandths bigint,
  fair_hundred_thousandths bigint,
  benefit text not null,
  determined_at timestamp(3) with time zone not null,
  determined_by uuid,
  constraint determination_pkey PRIMARY KEY (tenant_id, claim_id, sequence),
  constraint determination_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint determination_benefit_check CHECK ((benefit = ANY (ARRAY['mfp'::text, '340b'::text]))),
  constraint determination_check CHECK (((NOT is_qualified) OR (ceiling_hundred_thousandths IS NOT NULL))),
  constraint determination_evidence_check CHECK ((evidence = ANY (ARRAY['scc-20'::text, 'n1'::text, 'qualification'::text, 'replenished'::text, 'not-340b'::text]))),
  constraint determination_sequence_check CHECK ((sequence > 0))
);
alter table refunds.determination enable row level security;
alter table refunds.determination force row level security;
create table refunds.inquiry (
  tenant_id integer not null,
  inquiry_id uuid not null,
  claim_id uuid not null,
  kind text not null,
  reason text not null,
  asked_at timestamp(3) with time zone not null,
  asked_by uuid,
  constraint inquiry_pkey PRIMARY KEY (tenant_id, inquiry_id),
  constraint inquiry_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES refunds.refund(tenant_id, claim_id),
  constraint inquiry_kind_check CHECK ((kind = ANY (ARRAY['good-faith-inquiry'::text, 'dispute'::text]))),
  constraint inquiry_reason_check CHECK ((reason = ANY (ARRAY['unpaid'::text, 'short'::text, 'refused'::text, 'presumed-340b'::text, 'wrong-price'::text])))
);
alter table refunds.inquiry enable row level security;
alter table refunds.inquiry force row level security;
create table refunds.inquiry_answer (
  tenant_id integer not null,
  inquiry_id uuid not null,
  outcome text not null,
  answered_at timestamp(3) with time zone not null,
  answered_by uuid,
  constraint inquiry_answer_pkey PRIMARY KEY (tenant_id, inquiry_id),
  constraint inquiry_answer_tenant_id_inquiry_id_fkey FOREIGN KEY (tenant_id, inquiry_id) REFERENCES refunds.inquiry(tenant_id, inquiry_id),
  constraint inquiry_answer_outcome_check CHECK ((outcome = ANY (ARRAY['will-pay'::text, 'paid'::text, 'corrected'::text, 'refused'::text, 'no-answer'::text])))
);
alter table refunds.inquiry_answer enable row level security;
alter table refunds.inquiry_answer force row level security;
create table refunds.receipt (
  tenant_id integer not null,
  payment_id uuid not null,
  "position" integer not null,
  claim_id uuid not null,
  transaction_code text,
  effect text not null,
  status_code text not null,
  payer_claim_number text not null,
  paid_cents bigint not null,
  reason_codes text[] not null,
  remark_codes text[] not null,
  received_at timestamp(3) with time zone not null,
  constraint receipt_pkey PRIMARY KEY (tenant_id, payment_id, "position"),
  constraint receipt_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES refunds.refund(tenant_id, claim_id),
  constraint receipt_tenant_id_payment_id_position_fkey FOREIGN KEY (tenant_id, payment_id, "position") REFERENCES remittance.line(tenant_id, payment_id, "position"),
  constraint receipt_position_check CHECK (("position" > 0))
);
alter table refunds.receipt enable row level security;
alter table refunds.receipt force row level security;
create table refunds.refund (
  tenant_id integer not null,
  claim_id uuid not null,
  fill_id uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  site_id uuid not null,
  ndc11 text not null,
  manufacturer text not null,
  service_on date not null,
  quantity_thousandths integer not null,
  wac_hundred_thousandths bigint,
  fair_hundred_thousandths bigint,
  standard_cents bigint not null,
  expected_cents bigint not null,
  received_cents bigint not null,
  benefit text not null,
  state text not null,
  last_code text,
  first_received_on date,
  opened_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  constraint refund_pkey PRIMARY KEY (tenant_id, claim_id),
  constraint refund_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint refund_benefit_check CHECK ((benefit = ANY (ARRAY['mfp'::text, '340b'::text, 'none'::text]))),
  constraint refund_expected_cents_check CHECK ((expected_cents >= 0)),
  constraint refund_standard_cents_check CHECK ((standard_cents >= 0)),
  constraint refund_state_check CHECK ((state = ANY (ARRAY['awaited'::text, 'refused'::text, 'with-plan'::text, 'paid'::text, 'short'::text, 'over'::text, 'to-return'::text, 'withdrawn'::text])))
);
alter table refunds.refund enable row level security;
alter table refunds.refund force row level security;
create table refunds.refund_step (
  tenant_id integer not null,
  claim_id uuid not null,
  sequence integer not null,
  reason text not null,
  expected_cents bigint not null,
  change_cents bigint not null,
  actor_id uuid,
  occurred_at timestamp(3) with time zone not null,
  constraint refund_step_pkey PRIMARY KEY (tenant_id, claim_id, sequence),
  constraint refund_step_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES refunds.refund(tenant_id, claim_id),
  constraint refund_step_expected_cents_check CHECK ((expected_cents >= 0)),
  constraint refund_step_reason_check CHECK ((reason = ANY (ARRAY['eligible'::text, 'not-eligible'::text, 'claim-reversed'::text, '340b-chosen'::text, 'mfp-chosen'::text]))),
  constraint refund_step_sequence_check CHECK ((sequence > 0))
);
alter table refunds.refund_step enable row level security;
alter table refunds.refund_step force row level security;
create table refunds.selected_drug (
  tenant_id integer not null,
  ndc11 text not null,
  valid_from date not null,
  valid_to date,
  applicability_year integer not null,
  manufacturer text not null,
  unit_price_hundred_thousandths bigint not null,
  source text not null,
  is_verified boolean not null,
  is_synthetic boolean not null,
  constraint selected_drug_pkey PRIMARY KEY (tenant_id, ndc11, valid_from),
  constraint selected_drug_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint selected_drug_ndc11_check CHECK ((ndc11 ~ '^[0-9]{11}$'::text)),
  constraint selected_drug_unit_price_hundred_thousandths_check CHECK ((unit_price_hundred_thousandths >= 0))
);
alter table refunds.selected_drug enable row level security;
alter table refunds.selected_drug force row level security;
create table refunds.term (
  tenant_id integer not null,
  valid_from date not null,
  manufacturer_days integer not null,
  unpaid_days integer not null,
  missed_days integer not null,
  tolerance_cents integer not null,
  source text not null,
  constraint term_pkey PRIMARY KEY (tenant_id, valid_from),
  constraint term_check CHECK ((unpaid_days >= manufacturer_days)),
  constraint term_check1 CHECK ((missed_days >= unpaid_days)),
  constraint term_manufacturer_days_check CHECK ((manufacturer_days > 0)),
  constraint term_tolerance_cents_check CHECK ((tolerance_cents >= 0))
);
alter table refunds.term enable row level security;
alter table refunds.term force row level security;
create table remittance.deposit (
  tenant_id integer not null,
  payment_id uuid not null,
  deposited_on date not null,
  cents bigint not null,
  bank_reference text not null,
  entered_at timestamp(3) with time zone not null,
  entered_by uuid,
  constraint deposit_pkey PRIMARY KEY (tenant_id, payment_id),
  constraint deposit_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES remittance.payment(tenant_id, payment_id)
);
alter table remittance.deposit enable row level security;
alter table remittance.deposit force row level security;
create table remittance.file (
  tenant_id integer not null,
  remittance_file_id uuid not null,
  file_id uuid not null,
  sha256 bytea not null,
  byte_count integer not null,
  source text not null,
  sealed_details bytea not null,
  received_at timestamp(3) with time zone not null,
  received_by uuid,
  constraint file_tenant_id_sha256_key UNIQUE (tenant_id, sha256),
  constraint file_pkey PRIMARY KEY (tenant_id, remittance_file_id),
  constraint file_tenant_id_file_id_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES platform.stored_file(tenant_id, file_id),
  constraint file_sha256_check CHECK ((octet_length(sha256) = 32)),
  constraint file_source_check CHECK ((source = ANY (ARRAY['folder'::text, 'browser'::text, 'import'::text])))
);
alter table remittance.file enable row level security;
alter table remittance.file force row level security;
create table remittance.file_dismissal (
  tenant_id integer not null,
  remittance_file_id uuid not null,
  reason_code text not null,
  dismissed_at timestamp(3) with time zone not null,
  dismissed_by uuid,
  constraint file_dismissal_pkey PRIMARY KEY (tenant_id, remittance_file_id),
  constraint file_dismissal_tenant_id_remittance_file_id_fkey FOREIGN KEY (tenant_id, remittance_file_id) REFERENCES remittance.file(tenant_id, remittance_file_id)
);
alter table remittance.file_dismissal enable row level security;
alter table remittance.file_dismissal force row level security;
create table remittance.file_outcome (
  tenant_id integer not null,
  remittance_file_id uuid not null,
  outcome text not null,
  problems jsonb not null,
  settled_at timestamp(3) with time zone not null,
  constraint file_outcome_pkey PRIMARY KEY (tenant_id, remittance_file_id),
  constraint file_outcome_tenant_id_remittance_file_id_fkey FOREIGN KEY (tenant_id, remittance_file_id) REFERENCES remittance.file(tenant_id, remittance_file_id),
  constraint file_outcome_outcome_check CHECK ((outcome = ANY (ARRAY['posted'::text, 'held'::text, 'unreadable'::text])))
);
alter table remittance.file_outcome enable row level security;
alter table remittance.file_outcome force row level security;
create table remittance.line (
  tenant_id integer not null,
  payment_id uuid not null,
  "position" integer not null,
  place text not null,
  rx_number bigint,
  sealed_control_number bytea,
  payer_claim_number text not null,
  status_code text not null,
  service_on date,
  ndc11 text,
  charge_cents bigint not null,
  paid_cents bigint not null,
  patient_cents bigint,
  paired_position integer,
  constraint line_pkey PRIMARY KEY (tenant_id, payment_id, "position"),
  constraint line_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES remittance.payment(tenant_id, payment_id),
  constraint line_position_check CHECK (("position" > 0))
);
alter table remittance.line enable row level security;
alter table remittance.line force row level security;
create table remittance.line_adjustment (
  tenant_id integer not null,
  payment_id uuid not null,
  "position" integer not null,
  number integer not null,
  group_code text not null,
  reason_code text not null,
  cents bigint not null,
  constraint line_adjustment_pkey PRIMARY KEY (tenant_id, payment_id, "position", number),
  constraint line_adjustment_tenant_id_payment_id_position_fkey FOREIGN KEY (tenant_id, payment_id, "position") REFERENCES remittance.line(tenant_id, payment_id, "position"),
  constraint line_adjustment_number_check CHECK ((number > 0))
);
alter table remittance.line_adjustment enable row level security;
alter table remittance.line_adjustment force row level security;
create table remittance.line_match (
  tenant_id integer not null,
  payment_id uuid not null,
  "position" integer not null,
  claim_id uuid not null,
  key text not null,
  expected_cents bigint not null,
  matched_at timestamp(3) with time zone not null,
  matched_by uuid,
  constraint line_match_pkey PRIMARY KEY (tenant_id, payment_id, "position"),
  constraint line_match_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint line_match_tenant_id_payment_id_position_fkey FOREIGN KEY (tenant_id, payment_id, "position") REFERENCES remittance.line(tenant_id, payment_id, "position"),
  constraint line_match_key_check CHECK ((key = ANY (ARRAY['prescription'::text, 'authorization'::text, 'person'::text])))
);
alter table remittance.line_match enable row level security;
alter table remittance.line_match force row level security;
create table remittance.payment (
  tenant_id integer not null,
  payment_id uuid not null,
  remittance_file_id uuid not null,
  "position" integer not null,
  state text not null,
  trace_number text not null,
  payer_id text not null,
  payer_name text not null,
  payee_id text not null,
  paid_on date,
  payment_cents bigint not null,
  claim_paid_cents bigint not null,
  provider_adjustment_cents bigint not null,
  line_count integer not null,
  recorded_at timestamp(3) with time zone not null,
  purpose text not null default 'claims'::text,
  constraint payment_tenant_id_remittance_file_id_position_key UNIQUE (tenant_id, remittance_file_id, "position"),
  constraint payment_pkey PRIMARY KEY (tenant_id, payment_id),
  constraint payment_tenant_id_remittance_file_id_fkey FOREIGN KEY (tenant_id, remittance_file_id) REFERENCES remittance.file(tenant_id, remittance_file_id),
  constraint payment_check CHECK (((state = 'held'::text) OR (payment_cents = (claim_paid_cents - provider_adjustment_cents)))),
  constraint payment_line_count_check CHECK ((line_count >= 0)),
  constraint payment_position_check CHECK (("position" > 0)),
  constraint payment_purpose_check CHECK ((purpose = ANY (ARRAY['claims'::text, 'refunds'::text]))),
  constraint payment_state_check CHECK ((state = ANY (ARRAY['posted'::text, 'held'::text])))
);
alter table remittance.payment enable row level security;
alter table remittance.payment force row level security;
create table remittance.provider_adjustment (
  tenant_id integer not null,
  payment_id uuid not null,
  number integer not null,
  reason_code text not null,
  reference text not null,
  cents bigint not null,
  constraint provider_adjustment_pkey PRIMARY KEY (tenant_id, payment_id, number),
  constraint provider_adjustment_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES remittance.payment(tenant_id, payment_id),
  constraint provider_adjustment_number_check CHECK ((number > 0))
);
alter table remittance.provider_adjustment enable row level security;
alter table remittance.provider_adjustment force row level security;
create table remittance.refund_line (
  tenant_id integer not null,
  payment_id uuid not null,
  "position" integer not null,
  transaction_code text,
  remark_codes text[] not null,
  constraint refund_line_pkey PRIMARY KEY (tenant_id, payment_id, "position"),
  constraint refund_line_tenant_id_payment_id_position_fkey FOREIGN KEY (tenant_id, payment_id, "position") REFERENCES remittance.line(tenant_id, payment_id, "position"),
  constraint refund_line_position_check CHECK (("position" > 0))
);
alter table remittance.refund_line enable row level security;
alter table remittance.refund_line force row level security;
create table remittance.refund_payer (
  tenant_id integer not null,
  payer_id text not null,
  valid_from date not null,
  valid_to date,
  code_qualifier text not null,
  source text not null,
  is_verified boolean not null,
  constraint refund_payer_pkey PRIMARY KEY (tenant_id, payer_id, valid_from),
  constraint refund_payer_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);
alter table remittance.refund_payer enable row level security;
alter table remittance.refund_payer force row level security;
create table remittance.rule (
  tenant_id integer not null,
  valid_from date not null,
  tolerance_cents integer not null,
  cycle_days integer not null,
  grace_days integer not null,
  carried_reasons text[] not null,
  source text not null,
  constraint rule_pkey PRIMARY KEY (tenant_id, valid_from),
  constraint rule_cycle_days_check CHECK ((cycle_days >= 0)),
  constraint rule_grace_days_check CHECK ((grace_days >= 0)),
  constraint rule_tolerance_cents_check CHECK ((tolerance_cents >= 0))
);
alter table remittance.rule enable row level security;
alter table remittance.rule force row level security;
create table revenue.claim_fact (
  tenant_id integer not null,
  claim_id uuid not null,
  service_on date not null,
  payer_id uuid,
  therapy_id uuid not null,
  clinic_id uuid,
  site_id uuid,
  ndc11 text not null,
  awp_cents bigint,
  constraint claim_fact_pkey PRIMARY KEY (tenant_id, claim_id),
  constraint claim_fact_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint claim_fact_ndc11_check CHECK ((ndc11 ~ '^[0-9]{11}$'::text))
);
alter table revenue.claim_fact enable row level security;
alter table revenue.claim_fact force row level security;
create table revenue.finding (
  tenant_id integer not null,
  finding_id uuid not null,
  detector text not null,
  detector_version integer not null,
  subject_id text not null,
  claim_id uuid,
  payment_id uuid,
  therapy_id uuid,
  site_id uuid,
  payer_id uuid,
  payer_name text,
  service_on date,
  owner text not null,
  at_risk_cents bigint not null,
  facts jsonb not null,
  state text not null,
  assignee_id uuid,
  snoozed_until date,
  opened_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  constraint finding_tenant_id_detector_subject_id_key UNIQUE (tenant_id, detector, subject_id),
  constraint finding_pkey PRIMARY KEY (tenant_id, finding_id),
  constraint finding_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint finding_at_risk_cents_check CHECK ((at_risk_cents >= 0)),
  constraint finding_state_check CHECK ((state = ANY (ARRAY['open'::text, 'assigned'::text, 'snoozed'::text, 'resolved'::text, 'false-positive'::text, 'gone'::text])))
);
alter table revenue.finding enable row level security;
alter table revenue.finding force row level security;
create table revenue.finding_step (
  tenant_id integer not null,
  finding_id uuid not null,
  sequence integer not null,
  from_state text,
  to_state text not null,
  at_risk_cents bigint not null,
  actor_id uuid,
  occurred_at timestamp(3) with time zone not null,
  constraint finding_step_pkey PRIMARY KEY (tenant_id, finding_id, sequence),
  constraint finding_step_tenant_id_finding_id_fkey FOREIGN KEY (tenant_id, finding_id) REFERENCES revenue.finding(tenant_id, finding_id),
  constraint finding_step_sequence_check CHECK ((sequence > 0))
);
alter table revenue.finding_step enable row level security;
alter table revenue.finding_step force row level security;
create table revenue.posting (
  tenant_id integer not null,
  posting_set_id uuid not null,
  number integer not null,
  account text not null,
  detail text not null default ''::text,
  cents bigint not null,
  constraint posting_pkey PRIMARY KEY (tenant_id, posting_set_id, number),
  constraint posting_tenant_id_posting_set_id_fkey FOREIGN KEY (tenant_id, posting_set_id) REFERENCES revenue.posting_set(tenant_id, posting_set_id),
  constraint posting_account_check CHECK ((account = ANY (ARRAY['charge'::text, 'contractual-adjustment'::text, 'payer-receivable'::text, 'patient-receivable'::text, 'take-back'::text, 'remitted-cash'::text, 'deposited'::text, 'suspense'::text, 'provider-adjustment'::text, 'acquisition-cost'::text, 'inventory'::text, 'handling'::text, 'transaction-fee'::text, 'payable'::text, 'effective-rate-reserve'::text, 'reserve-held'::text, 'mfp-refund'::text, 'mfp-refund-due'::text, 'mfp-refund-cash'::text, 'mfp-refund-suspense'::text, 'write-off'::text]))),
  constraint posting_cents_check CHECK ((cents <> 0)),
  constraint posting_number_check CHECK ((number > 0))
);
alter table revenue.posting enable row level security;
alter table revenue.posting force row level security;
create table revenue.posting_set (
  tenant_id integer not null,
  posting_set_id uuid not null,
  cause_kind text not null,
  cause_id text not null,
  claim_id uuid,
  fill_id uuid,
  therapy_id uuid,
  site_id uuid,
  payer_id uuid,
  payment_id uuid,
  ndc11 text,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  constraint posting_set_tenant_id_cause_kind_cause_id_key UNIQUE (tenant_id, cause_kind, cause_id),
  constraint posting_set_pkey PRIMARY KEY (tenant_id, posting_set_id),
  constraint posting_set_tenant_id_claim_id_fkey FOREIGN KEY (tenant_id, claim_id) REFERENCES claims.claim(tenant_id, claim_id),
  constraint posting_set_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES remittance.payment(tenant_id, payment_id),
  constraint posting_set_cause_kind_check CHECK ((cause_kind = ANY (ARRAY['adjudication'::text, 'reversal'::text, 'remittance-line'::text, 'line-match'::text, 'provider-adjustment'::text, 'deposit'::text, 'stock-movement'::text, 'delivery'::text, 'refund-expected'::text, 'write-off'::text, 'write-off-reversal'::text])))
);
alter table revenue.posting_set enable row level security;
alter table revenue.posting_set force row level security;
create table revenue.price_limit (
  tenant_id integer not null,
  valid_from date not null,
  thin_margin_ten_thousandths integer not null,
  thin_cost_cents bigint not null,
  appeal_warning_days integer not null,
  tolerance_cents integer not null,
  source text not null,
  constraint price_limit_pkey PRIMARY KEY (tenant_id, valid_from),
  constraint price_limit_appeal_warning_days_check CHECK ((appeal_warning_days >= 0)),
  constraint price_limit_thin_cost_cents_check CHECK ((thin_cost_cents >= 0)),
  constraint price_limit_thin_margin_ten_thousandths_check CHECK (((thin_margin_ten_thousandths >= 0) AND (thin_margin_ten_thousandths <= 10000))),
  constraint price_limit_tolerance_cents_check CHECK ((tolerance_cents >= 0))
);
alter table revenue.price_limit enable row level security;
alter table revenue.price_limit force row level security;
create table revenue.rate_month (
  tenant_id integer not null,
  contract_id uuid not null,
  kind text not null,
  month date not null,
  claims integer not null,
  awp_cents bigint not null,
  ingredient_paid_cents bigint not null,
  fee_paid_cents bigint not null,
  summed_at timestamp(3) with time zone not null,
  constraint rate_month_pkey PRIMARY KEY (tenant_id, contract_id, kind, month),
  constraint rate_month_claims_check CHECK ((claims > 0)),
  constraint rate_month_kind_check CHECK ((kind = ANY (ARRAY['GER'::text, 'BER'::text, 'DER'::text]))),
  constraint rate_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
alter table revenue.rate_month enable row level security;
alter table revenue.rate_month force row level security;
create table revenue.rule (
  tenant_id integer not null,
  valid_from date not null,
  transaction_fee_cents integer not null,
  handling_cents integer not null,
  reserve_ten_thousandths integer not null,
  source text not null,
  constraint rule_pkey PRIMARY KEY (tenant_id, valid_from),
  constraint rule_handling_cents_check CHECK ((handling_cents >= 0)),
  constraint rule_reserve_ten_thousandths_check CHECK (((reserve_ten_thousandths >= 0) AND (reserve_ten_thousandths <= 10000))),
  constraint rule_transaction_fee_cents_check CHECK ((transaction_fee_cents >= 0))
);
alter table revenue.rule enable row level security;
alter table revenue.rule force row level security;
create table therapies.number_slot (
  tenant_id integer not null,
  slot integer not null,
  next_number integer not null,
  constraint number_slot_pkey PRIMARY KEY (tenant_id, slot)
);
alter table therapies.number_slot enable row level security;
alter table therapies.number_slot force row level security;
create table therapies.therapy (
  tenant_id integer not null,
  therapy_id uuid not null,
  number integer not null,
  patient_id uuid not null,
  ingredient_rxcui text not null,
  drug_id uuid not null,
  indication_code text,
  site_id uuid not null,
  prescription_id uuid not null,
  pathway_id text not null,
  pathway_version integer not null,
  stage text not null,
  stage_since timestamp(3) with time zone not null,
  sub_status text not null,
  cycle integer not null,
  holds text[] not null,
  waits text[] not null,
  barrier_code text,
  barrier_party text,
  barrier_since timestamp(3) with time zone,
  owner_role text,
  due_at timestamp(3) with time zone,
  received_at timestamp(3) with time zone not null,
  opened_at timestamp(3) with time zone not null,
  run_out_on date,
  ended_at timestamp(3) with time zone,
  end_reason text,
  state jsonb not null,
  sequence integer not null,
  last_hash bytea not null,
  harm_on date,
  constraint therapy_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint therapy_pkey PRIMARY KEY (tenant_id, therapy_id)
);
alter table therapies.therapy enable row level security;
alter table therapies.therapy force row level security;
create table therapies.therapy_event (
  tenant_id integer not null,
  therapy_id uuid not null,
  sequence integer not null,
  type text not null,
  version integer not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  facts jsonb not null,
  agenda jsonb,
  sealed_note bytea,
  actor_kind text not null,
  actor_id uuid,
  source_kind text,
  source_id text,
  previous_hash bytea,
  hash bytea not null,
  actor_name text,
  constraint therapy_event_pkey PRIMARY KEY (tenant_id, therapy_id, sequence),
  constraint therapy_event_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES therapies.therapy(tenant_id, therapy_id),
  constraint therapy_event_check CHECK (((sequence = 1) = (previous_hash IS NULL)))
);
alter table therapies.therapy_event enable row level security;
alter table therapies.therapy_event force row level security;
create table therapies.therapy_look (
  tenant_id integer not null,
  staff_id uuid not null,
  therapy_id uuid not null,
  sequence integer not null,
  looked_at timestamp(3) with time zone not null,
  former_sequence integer,
  former_at timestamp(3) with time zone,
  constraint therapy_look_pkey PRIMARY KEY (tenant_id, staff_id, therapy_id),
  constraint therapy_look_tenant_id_therapy_id_fkey FOREIGN KEY (tenant_id, therapy_id) REFERENCES therapies.therapy(tenant_id, therapy_id),
  constraint therapy_look_check CHECK (((former_sequence IS NULL) = (former_at IS NULL)))
);
alter table therapies.therapy_look enable row level security;
alter table therapies.therapy_look force row level security;
create table work.assignment_rules (
  tenant_id integer not null,
  version integer not null,
  rules jsonb not null,
  decided_by uuid not null,
  decided_at timestamp(3) with time zone not null,
  constraint assignment_rules_pkey PRIMARY KEY (tenant_id, version),
  constraint assignment_rules_version_check CHECK ((version > 1))
);
alter table work.assignment_rules enable row level security;
alter table work.assignment_rules force row level security;
create table work.count_balance (
  tenant_id integer not null,
  balance_id uuid not null,
  queue text not null,
  site_id uuid,
  taken_by uuid,
  open_count integer not null,
  constraint count_balance_tenant_id_queue_site_id_taken_by_key UNIQUE NULLS NOT DISTINCT (tenant_id, queue, site_id, taken_by),
  constraint count_balance_pkey PRIMARY KEY (tenant_id, balance_id)
);
alter table work.count_balance enable row level security;
alter table work.count_balance force row level security;
create table work.count_change (
  tenant_id integer not null,
  change_id bigint not null generated always as identity,
  queue text not null,
  site_id uuid,
  taken_by uuid,
  delta integer not null,
  constraint count_change_pkey PRIMARY KEY (tenant_id, change_id)
);
alter table work.count_change enable row level security;
alter table work.count_change force row level security;
create table work.hand_over (
  tenant_id integer not null,
  hand_over_id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid,
  sealed_note bytea,
  item_ids uuid[] not null,
  handed_at timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone,
  constraint hand_over_pkey PRIMARY KEY (tenant_id, hand_over_id)
);
alter table work.hand_over enable row level security;
alter table work.hand_over force row level security;
create table work.order_rules (
  tenant_id integer not null,
  version integer not null,
  weights jsonb not null,
  effective_from timestamp(3) with time zone not null,
  decided_by uuid not null,
  decided_at timestamp(3) with time zone not null,
  shown_at timestamp(3) with time zone,
  withdrawn_at timestamp(3) with time zone,
  constraint order_rules_pkey PRIMARY KEY (tenant_id, version),
  constraint order_rules_check CHECK (((shown_at IS NULL) OR (withdrawn_at IS NULL))),
  constraint order_rules_version_check CHECK ((version > 1))
);
alter table work.order_rules enable row level security;
alter table work.order_rules force row level security;
create table work.order_state (
  tenant_id integer not null,
  shown_version integer not null,
  shown_place smallint not null,
  next_version integer,
  constraint order_state_pkey PRIMARY KEY (tenant_id),
  constraint order_state_shown_place_check CHECK ((shown_place = ANY (ARRAY[1, 2])))
);
alter table work.order_state enable row level security;
alter table work.order_state force row level security;
create table work.saved_view (
  tenant_id integer not null,
  view_id uuid not null,
  queue text not null,
  staff_id uuid not null,
  shared_with text,
  name text not null,
  narrowing jsonb not null,
  saved_at timestamp(3) with time zone not null,
  constraint saved_view_tenant_id_queue_staff_id_name_key UNIQUE (tenant_id, queue, staff_id, name),
  constraint saved_view_pkey PRIMARY KEY (tenant_id, view_id)
);
alter table work.saved_view enable row level security;
alter table work.saved_view force row level security;
create table work.therapy_fact (
  tenant_id integer not null,
  therapy_id uuid not null,
  facts jsonb not null,
  told_at timestamp(3) with time zone not null,
  constraint therapy_fact_pkey PRIMARY KEY (tenant_id, therapy_id)
);
alter table work.therapy_fact enable row level security;
alter table work.therapy_fact force row level security;
create table work.work_item (
  tenant_id integer not null,
  item_id uuid not null,
  queue text not null,
  subject_kind text not null,
  subject_id uuid not null,
  site_id uuid,
  patient_id uuid,
  therapy_id uuid,
  stage text,
  reason_code text not null,
  role text,
  facts jsonb not null,
  due_at timestamp(3) with time zone not null,
  effective_due_at timestamp(3) with time zone not null,
  order_version integer not null,
  order_reasons jsonb not null,
  opened_at timestamp(3) with time zone not null,
  taken_by uuid,
  taken_at timestamp(3) with time zone,
  taken_until timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  outcome text,
  second_due_at timestamp(3) with time zone not null,
  second_version integer not null,
  second_reasons jsonb not null,
  therapy_facts jsonb not null default '{}'::jsonb,
  asks text not null default ((((((((((COALESCE(role, ''::text) || '|'::text) || COALESCE((site_id)::text, ''::text)) || '|'::text) || COALESCE((therapy_facts ->> 'patientLanguage'::text), ''::text)) || '|'::text) || COALESCE((therapy_facts ->> 'needsInterpreter'::text), ''::text)) || '|'::text) || COALESCE((therapy_facts ->> 'shipToState'::text), ''::text)) || '|'::text) || COALESCE((therapy_facts ->> 'programme'::text), ''::text)),
  constraint work_item_pkey PRIMARY KEY (tenant_id, item_id),
  constraint work_item_check CHECK ((((taken_by IS NULL) = (taken_at IS NULL)) AND ((taken_by IS NULL) = (taken_until IS NULL)))),
  constraint work_item_check1 CHECK (((closed_at IS NULL) = (outcome IS NULL)))
);
alter table work.work_item enable row level security;
alter table work.work_item force row level security;

CREATE INDEX assistance_therapy ON access.assistance USING btree (tenant_id, therapy_id, recorded_at);
CREATE INDEX benefits_check_therapy ON access.benefits_check USING btree (tenant_id, therapy_id, recorded_at);
CREATE INDEX enrolment_contact_therapy ON access.enrolment_contact USING btree (tenant_id, therapy_id, recorded_at);
CREATE INDEX prior_authorization_number ON access.prior_authorization USING btree (tenant_id, number_token) WHERE (number_token IS NOT NULL);
CREATE UNIQUE INDEX prior_authorization_one_open ON access.prior_authorization USING btree (tenant_id, therapy_id) WHERE (state <> ALL (ARRAY['not-required'::text, 'withdrawn'::text, 'not-submitted'::text, 'exhausted'::text, 'voided'::text]));
CREATE INDEX prior_authorization_therapy ON access.prior_authorization USING btree (tenant_id, therapy_id, opened_at);
CREATE INDEX welcome_packet_therapy ON access.welcome_packet USING btree (tenant_id, therapy_id, recorded_at);
CREATE INDEX entry_order ON audit.entry USING btree (tenant_id, transaction_id);
CREATE INDEX launch_expiry ON charts.launch USING btree (tenant_id, expires_at);
CREATE INDEX note_therapy ON charts.note USING btree (tenant_id, therapy_id, note_id);
CREATE INDEX claim_authorization_number ON claims.claim USING btree (tenant_id, authorization_number) WHERE (authorization_number IS NOT NULL);
CREATE INDEX claim_by_fill ON claims.claim USING btree (tenant_id, fill_id, submitted_at);
CREATE INDEX claim_by_prescription ON claims.claim USING btree (tenant_id, prescription_id, date_of_service);
CREATE INDEX claim_by_therapy ON claims.claim USING btree (tenant_id, therapy_id, submitted_at);
CREATE UNIQUE INDEX claim_one_open_per_payer ON claims.claim USING btree (tenant_id, fill_id, payer_order) WHERE (state = ANY (ARRAY['sending'::text, 'paid'::text, 'captured'::text, 'reversing'::text, 'unanswered'::text]));
CREATE INDEX claim_open_by_age ON claims.claim USING btree (tenant_id, COALESCE(answered_at, submitted_at), claim_id) WHERE (state = ANY (ARRAY['sending'::text, 'unanswered'::text, 'reversing'::text, 'rejected'::text]));
CREATE INDEX eligibility_check_by_coverage ON claims.eligibility_check USING btree (tenant_id, coverage_id, asked_at DESC);
CREATE UNIQUE INDEX eligibility_check_one_asked ON claims.eligibility_check USING btree (tenant_id, coverage_id) WHERE (state = 'asked'::text);
CREATE INDEX alert_answer_prescription ON clinical.alert_answer USING btree (tenant_id, prescription_id, alert_key, answered_at);
CREATE INDEX care_record_therapy ON clinical.care_record USING btree (tenant_id, therapy_id, recorded_at);
CREATE INDEX dispensed_supply_therapy ON clinical.dispensed_supply USING btree (tenant_id, therapy_id, delivered_on);
CREATE INDEX dose_phase_therapy ON clinical.dose_phase USING btree (tenant_id, therapy_id, from_on);
CREATE INDEX refill_call_therapy ON clinical.refill_call USING btree (tenant_id, therapy_id, recorded_at);
CREATE INDEX screening_prescription ON clinical.screening USING btree (tenant_id, prescription_id, screened_at);
CREATE INDEX start_review_therapy ON clinical.start_review USING btree (tenant_id, therapy_id, recorded_at);
CREATE INDEX verification_therapy ON clinical.verification USING btree (tenant_id, therapy_id);
CREATE INDEX appointment_patient ON clinics.appointment USING btree (tenant_id, patient_id, starts_at);
CREATE INDEX mention_unread ON conversation.mention USING btree (tenant_id, staff_id, mentioned_at) WHERE (read_at IS NULL);
CREATE INDEX delivery_by_fill ON delivery.delivery USING btree (tenant_id, fill_id);
CREATE INDEX delivery_by_therapy ON delivery.delivery USING btree (tenant_id, therapy_id, scheduled_at);
CREATE UNIQUE INDEX delivery_by_tracking_number ON delivery.delivery USING btree (tenant_id, tracking_number);
CREATE INDEX delivery_on_its_way ON delivery.delivery USING btree (tenant_id, ship_on, delivery_id) WHERE (state = ANY (ARRAY['handed-over'::text, 'in-transit'::text, 'out-for-delivery'::text, 'at-clinic'::text, 'exception'::text]));
CREATE UNIQUE INDEX delivery_one_to_leave ON delivery.delivery USING btree (tenant_id, therapy_id) WHERE (state = ANY (ARRAY['scheduled'::text, 'packed'::text]));
CREATE INDEX delivery_to_leave ON delivery.delivery USING btree (tenant_id, ship_on, delivery_id) WHERE (state = ANY (ARRAY['scheduled'::text, 'packed'::text]));
CREATE INDEX delivery_tracking_number ON delivery.delivery USING btree (tenant_id, tracking_number) WHERE (tracking_number IS NOT NULL);
CREATE INDEX fill_by_therapy ON dispensing.fill USING btree (tenant_id, therapy_id, opened_at);
CREATE UNIQUE INDEX fill_one_under_way ON dispensing.fill USING btree (tenant_id, therapy_id) WHERE (state = ANY (ARRAY['awaiting-claim'::text, 'awaiting-release'::text, 'ready-to-fill'::text, 'picked'::text, 'filled'::text, 'verified'::text]));
CREATE INDEX document_patient ON documents.document USING btree (tenant_id, patient_id, filed_at) WHERE (patient_id IS NOT NULL);
CREATE INDEX document_subject ON documents.document USING btree (tenant_id, subject_id, filed_at);
CREATE INDEX document_therapy ON documents.document USING btree (tenant_id, therapy_id, filed_at) WHERE (therapy_id IS NOT NULL);
CREATE INDEX scan_arrived ON documents.scan USING btree (tenant_id, scan_id) WHERE (state = 'arrived'::text);
CREATE INDEX scan_file ON documents.scan USING btree (tenant_id, file_id);
CREATE INDEX message_fault_message ON exchange.message_fault USING btree (tenant_id, raw_message_id);
CREATE UNIQUE INDEX outbound_event ON exchange.outbound USING btree (tenant_id, event_id, kind, subject_id) WHERE (event_id IS NOT NULL);
CREATE INDEX outbound_open ON exchange.outbound USING btree (tenant_id, partner_id, enqueued_at) WHERE (state <> 'done'::text);
CREATE INDEX outbound_subject ON exchange.outbound USING btree (tenant_id, subject_id);
CREATE UNIQUE INDEX partner_certificate ON exchange.partner USING btree (tenant_id, certificate_sha256);
CREATE UNIQUE INDEX partner_name ON exchange.partner USING btree (tenant_id, name);
CREATE INDEX raw_message_answers ON exchange.raw_message USING btree (tenant_id, answers) WHERE (answers IS NOT NULL);
CREATE INDEX raw_message_control ON exchange.raw_message USING btree (tenant_id, control_id);
CREATE UNIQUE INDEX raw_message_first ON exchange.raw_message USING btree (tenant_id, partner_id, control_id) WHERE ((direction = 'in'::text) AND (NOT quarantined));
CREATE INDEX raw_message_outbound ON exchange.raw_message USING btree (tenant_id, outbound_id) WHERE (outbound_id IS NOT NULL);
CREATE INDEX raw_message_partner ON exchange.raw_message USING btree (tenant_id, partner_id, raw_message_id);
CREATE UNIQUE INDEX raw_message_quarantined ON exchange.raw_message USING btree (tenant_id, partner_id, control_id, body_sha256) WHERE ((direction = 'in'::text) AND quarantined);
CREATE INDEX account_link_staff ON federation.account_link USING btree (tenant_id, staff_id);
CREATE UNIQUE INDEX directory_group_name ON federation.directory_group USING btree (tenant_id, name) WHERE (removed_at IS NULL);
CREATE INDEX group_member_staff ON federation.group_member USING btree (tenant_id, staff_id);
CREATE INDEX sign_in_attempt_browser ON federation.sign_in_attempt USING btree (tenant_id, browser_hash);
CREATE INDEX sign_in_attempt_expiry ON federation.sign_in_attempt USING btree (tenant_id, expires_at);
CREATE INDEX sign_in_attempt_provider ON federation.sign_in_attempt USING btree (tenant_id, provider_id, started_at);
CREATE INDEX therapy_standing_patient ON flow.therapy_standing USING btree (tenant_id, patient_id);
CREATE INDEX therapy_standing_regret ON flow.therapy_standing USING btree (tenant_id, harm_on, therapy_id) WHERE (barrier_code IS NOT NULL);
CREATE INDEX sign_in_failure_account ON identity.sign_in_failure USING btree (tenant_id, account_key, failed_at);
CREATE UNIQUE INDEX tenant_slug ON identity.tenant USING btree (tenant_id, slug);
CREATE INDEX lot_by_package ON inventory.lot USING btree (tenant_id, site_id, ndc11, expires_on);
CREATE INDEX stock_movement_by_fill ON inventory.stock_movement USING btree (tenant_id, fill_id) WHERE (fill_id IS NOT NULL);
CREATE UNIQUE INDEX prescriber_notice_event ON outreach.prescriber_notice USING btree (tenant_id, event_id, prescription_id);
CREATE INDEX prescriber_notice_prescription ON outreach.prescriber_notice USING btree (tenant_id, prescription_id, occurred_at);
CREATE INDEX prescriber_notice_therapy ON outreach.prescriber_notice USING btree (tenant_id, therapy_id, occurred_at);
CREATE UNIQUE INDEX prescriber_request_open ON outreach.prescriber_request USING btree (tenant_id, prescription_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'sent'::text, 'pending'::text]));
CREATE INDEX prescriber_request_outbound ON outreach.prescriber_request USING btree (tenant_id, outbound_id);
CREATE INDEX prescriber_request_prescription ON outreach.prescriber_request USING btree (tenant_id, prescription_id, asked_at);
CREATE INDEX prescriber_request_therapy ON outreach.prescriber_request USING btree (tenant_id, therapy_id, asked_at);
CREATE INDEX allergy_patient ON patients.allergy USING btree (tenant_id, patient_id);
CREATE INDEX condition_patient ON patients.condition USING btree (tenant_id, patient_id);
CREATE INDEX consent_patient ON patients.consent USING btree (tenant_id, patient_id, use_code, decided_at);
CREATE INDEX coverage_patient ON patients.coverage USING btree (tenant_id, patient_id);
CREATE INDEX medication_patient ON patients.medication USING btree (tenant_id, patient_id);
CREATE INDEX merge_patient ON patients.merge USING btree (tenant_id, patient_id, recorded_at);
CREATE INDEX observation_patient ON patients.observation USING btree (tenant_id, patient_id, loinc_code, observed_on);
CREATE INDEX observation_result ON patients.observation USING btree (tenant_id, patient_id, result_token) WHERE (result_token IS NOT NULL);
CREATE INDEX patient_merged_into ON patients.patient USING btree (tenant_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX search_token_patient ON patients.search_token USING btree (tenant_id, patient_id);
CREATE INDEX outbox_delivery_due ON platform.outbox_delivery USING btree (due_at, delivery_id) WHERE (dead_at IS NULL);
CREATE INDEX outbox_delivery_order ON platform.outbox_delivery USING btree (tenant_id, subscriber, ordering_key, delivery_id);
CREATE INDEX stored_file_hash ON platform.stored_file USING btree (tenant_id, sha256);
CREATE INDEX timer_due ON platform.timer USING btree (due_at, timer_id) WHERE (dead_at IS NULL);
CREATE INDEX export_of_person ON portability.export USING btree (tenant_id, exported_by, exported_at);
CREATE INDEX acceptance_prescription ON prescriptions.acceptance USING btree (tenant_id, prescription_id, decided_at);
CREATE INDEX duplicate_settlement_earlier ON prescriptions.duplicate_settlement USING btree (tenant_id, duplicate_of);
CREATE INDEX prescription_message ON prescriptions.prescription USING btree (tenant_id, raw_message_id) WHERE (raw_message_id IS NOT NULL);
CREATE INDEX prescription_order ON prescriptions.prescription USING btree (tenant_id, partner_id, order_number) WHERE (order_number IS NOT NULL);
CREATE INDEX prescription_order_number ON prescriptions.prescription USING btree (tenant_id, order_number) WHERE (order_number IS NOT NULL);
CREATE INDEX prescription_patient ON prescriptions.prescription USING btree (tenant_id, patient_id, received_at) WHERE (patient_id IS NOT NULL);
CREATE INDEX prescription_received ON prescriptions.prescription USING btree (tenant_id, received_at);
CREATE INDEX prescription_therapy ON prescriptions.prescription USING btree (tenant_id, therapy_id, received_at) WHERE (therapy_id IS NOT NULL);
CREATE INDEX prescription_waiting ON prescriptions.prescription USING btree (tenant_id, status, prescription_id) WHERE (status = ANY (ARRAY['needs-person'::text, 'parked'::text]));
CREATE INDEX prospect_appointment ON prospects.prospect USING btree (tenant_id, appointment_id);
CREATE UNIQUE INDEX prospect_open ON prospects.prospect USING btree (tenant_id, patient_id, disease_state) WHERE (state = ANY (ARRAY['found'::text, 'contacted'::text]));
CREATE INDEX prospect_patient ON prospects.prospect USING btree (tenant_id, patient_id);
CREATE INDEX prospect_queue ON prospects.prospect USING btree (tenant_id, state, appointment_at);
CREATE INDEX dispute_by_claim ON receivables.dispute USING btree (tenant_id, claim_id);
CREATE INDEX dispute_by_state ON receivables.dispute USING btree (tenant_id, state, dispute_id);
CREATE UNIQUE INDEX dispute_one_open ON receivables.dispute USING btree (tenant_id, claim_id, COALESCE(payer_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (state = 'open'::text);
CREATE INDEX write_off_by_claim ON receivables.write_off USING btree (tenant_id, claim_id);
CREATE INDEX write_off_by_state ON receivables.write_off USING btree (tenant_id, state, write_off_id);
CREATE UNIQUE INDEX write_off_one_proposed ON receivables.write_off USING btree (tenant_id, claim_id, COALESCE(payer_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (state = 'proposed'::text);
CREATE INDEX drug_rxnorm_concept ON reference.drug_rxnorm USING btree (tenant_id, rxcui);
CREATE INDEX drug_rxnorm_equivalent ON reference.drug_rxnorm USING gin (equivalent_rxcuis);
CREATE INDEX drug_rxnorm_ingredient ON reference.drug_rxnorm USING btree (tenant_id, ingredient_rxcui);
CREATE INDEX drug_word_beginning ON reference.drug_word USING btree (tenant_id, word text_pattern_ops);
CREATE INDEX drug_word_drug ON reference.drug_word USING btree (tenant_id, drug_id);
CREATE INDEX duplicate_therapy_ingredient ON reference.duplicate_therapy_class USING btree (tenant_id, ingredient_rxcui);
CREATE INDEX interaction_second ON reference.interaction USING btree (tenant_id, second_rxcui);
CREATE INDEX prescriber_dea ON reference.prescriber USING btree (tenant_id, dea_number);
CREATE INDEX prescriber_name ON reference.prescriber USING btree (tenant_id, family_key text_pattern_ops);
CREATE INDEX contradiction_prescription ON referrals.contradiction USING btree (tenant_id, prescription_id);
CREATE INDEX contradiction_request ON referrals.contradiction USING btree (tenant_id, request_id);
CREATE INDEX information_request_open ON referrals.information_request USING btree (tenant_id, patient_id) WHERE (state = 'asked'::text);
CREATE INDEX information_request_prescription ON referrals.information_request USING btree (tenant_id, prescription_id, asked_at);
CREATE INDEX information_request_waiting ON referrals.information_request USING btree (tenant_id, asked_at) WHERE (state = 'asked'::text);
CREATE INDEX letter_prescription ON referrals.letter USING btree (tenant_id, prescription_id, composed_at);
CREATE INDEX letter_subject ON referrals.letter USING btree (tenant_id, subject_id);
CREATE INDEX letter_waiting ON referrals.letter USING btree (tenant_id, composed_at) WHERE ((sent_at IS NULL) AND (dropped_at IS NULL));
CREATE UNIQUE INDEX transfer_out_open ON referrals.transfer_out USING btree (tenant_id, prescription_id) WHERE (state = ANY (ARRAY['composed'::text, 'sent'::text]));
CREATE INDEX transfer_out_prescription ON referrals.transfer_out USING btree (tenant_id, prescription_id);
CREATE INDEX inquiry_by_claim ON refunds.inquiry USING btree (tenant_id, claim_id);
CREATE INDEX receipt_by_claim ON refunds.receipt USING btree (tenant_id, claim_id);
CREATE INDEX refund_by_day ON refunds.refund USING btree (tenant_id, service_on, claim_id);
CREATE INDEX refund_open ON refunds.refund USING btree (tenant_id, service_on) WHERE (state <> ALL (ARRAY['paid'::text, 'withdrawn'::text]));
CREATE INDEX line_match_claim ON remittance.line_match USING btree (tenant_id, claim_id);
CREATE UNIQUE INDEX payment_posted_once ON remittance.payment USING btree (tenant_id, payer_id, trace_number) WHERE (state = 'posted'::text);
CREATE INDEX claim_fact_by_day ON revenue.claim_fact USING btree (tenant_id, service_on);
CREATE INDEX finding_by_claim ON revenue.finding USING btree (tenant_id, claim_id);
CREATE INDEX finding_step_by_time ON revenue.finding_step USING btree (tenant_id, occurred_at);
CREATE INDEX posting_set_by_claim ON revenue.posting_set USING btree (tenant_id, claim_id);
CREATE INDEX posting_set_by_payment ON revenue.posting_set USING btree (tenant_id, payment_id);
CREATE INDEX posting_set_by_therapy ON revenue.posting_set USING btree (tenant_id, therapy_id);
CREATE UNIQUE INDEX therapy_open ON therapies.therapy USING btree (tenant_id, patient_id, ingredient_rxcui, COALESCE(indication_code, ''::text), site_id) WHERE (ended_at IS NULL);
CREATE INDEX therapy_pathway ON therapies.therapy USING btree (tenant_id, pathway_id, opened_at DESC);
CREATE INDEX therapy_patient ON therapies.therapy USING btree (tenant_id, patient_id, ingredient_rxcui);
CREATE INDEX hand_over_unseen ON work.hand_over USING btree (tenant_id, to_staff_id, handed_at) WHERE (seen_at IS NULL);
CREATE INDEX work_item_asks ON work.work_item USING btree (tenant_id, queue, asks) WHERE (closed_at IS NULL);
CREATE INDEX work_item_facets ON work.work_item USING btree (tenant_id, queue, reason_code, COALESCE(stage, ''::text)) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX work_item_open ON work.work_item USING btree (tenant_id, queue, subject_id) WHERE (closed_at IS NULL);
CREATE INDEX work_item_order ON work.work_item USING btree (tenant_id, queue, effective_due_at, item_id) WHERE (closed_at IS NULL);
CREATE INDEX work_item_second_order ON work.work_item USING btree (tenant_id, queue, second_due_at, item_id) WHERE (closed_at IS NULL);
CREATE INDEX work_item_taken ON work.work_item USING btree (tenant_id, taken_by, effective_due_at, item_id) WHERE ((closed_at IS NULL) AND (taken_by IS NOT NULL));
CREATE INDEX work_item_therapy ON work.work_item USING btree (tenant_id, therapy_id) WHERE ((closed_at IS NULL) AND (therapy_id IS NOT NULL));

create policy site_only on access.assistance as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on access.assistance as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on access.authorization_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on access.benefits_check as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on access.benefits_check as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on access.enrolment_contact as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on access.enrolment_contact as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on access.packet_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on access.packet_version as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on access.prior_authorization as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on access.prior_authorization as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on access.welcome_packet as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on access.welcome_packet as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_appends on audit.entry as PERMISSIVE for INSERT to theriac_owner using () with check (true);
create policy owner_lists_tenants on audit.entry as PERMISSIVE for SELECT to theriac_owner using (true);
create policy tenant_only on audit.entry as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_lists_tenants on audit.link as PERMISSIVE for SELECT to theriac_owner using (true);
create policy tenant_only on audit.link as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on audit.patient_entry as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on audit.server_life as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on charts.connection as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on charts.launch as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on charts.note as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on charts.note as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on claims.claim as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on claims.claim as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on claims.claim_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on claims.edit_finding as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on claims.eligibility_check as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on claims.exchange as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on claims.exchange_end as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on claims.payer_rules as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on claims.submission as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on clinical.alert as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on clinical.alert_answer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.care_record as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.care_record as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.dispensed_supply as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.dispensed_supply as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.dose_phase as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.dose_phase as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.refill_call as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.refill_call as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.refill_review as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.refill_review as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.screening as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.screening as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.start_review as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.start_review as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinical.verification as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinical.verification as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on clinical.verification_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinics.appointment as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinics.appointment as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on clinics.appointment_change as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on clinics.clinic as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on clinics.clinic as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on contracts.concession_rule as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on contracts.contract as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on contracts.contract_version as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on contracts.expected_payment as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on contracts.expected_payment as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on contracts.list_price as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on conversation.mention as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_lists_tenants on crypto.data_key as PERMISSIVE for SELECT to theriac_owner using (true);
create policy tenant_only on crypto.data_key as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on delivery.clinic_receipt as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on delivery.delivery as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on delivery.delivery as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on delivery.delivery_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on delivery.shipment_event as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on dispensing.fill as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on dispensing.fill as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on dispensing.fill_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on dispensing.package_scan as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on dispensing.paper as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on documents.document as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on documents.document as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on documents.satisfied_requirement as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_takes_work on documents.scan as PERMISSIVE for ALL to theriac_owner using (true) with check (true);
create policy site_only on documents.scan as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on documents.scan as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on documents.scan_page as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_finds_faults on exchange.message_fault as PERMISSIVE for SELECT to theriac_owner using (true);
create policy tenant_only on exchange.message_fault as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_finds_outcomes on exchange.message_outcome as PERMISSIVE for SELECT to theriac_owner using (true);
create policy tenant_only on exchange.message_outcome as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on exchange.outbound as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_finds_partners on exchange.partner as PERMISSIVE for SELECT to theriac_owner using (true);
create policy tenant_only on exchange.partner as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_finds_messages on exchange.raw_message as PERMISSIVE for SELECT to theriac_owner using (true);
create policy site_only on exchange.raw_message as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on exchange.raw_message as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on federation.account_link as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on federation.directory_group as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on federation.directory_person as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on federation.group_member as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on federation.provider as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on federation.sign_in_attempt as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on flow.cycle_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on flow.learned_cycle as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on flow.learned_therapy as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on flow.learning as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on flow.stage_usual as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on flow.start_backtest as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on flow.start_curve as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on flow.therapy_standing as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on flow.therapy_standing as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.access_review as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.assurance_policy as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.challenge as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.known_source as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.passkey as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.proposal as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.recovery_code as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.session as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.sign_in_failure as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.site as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.site_calendar as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.site_licence as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.skill as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_language as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_licence as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_role as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_site as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.staff_skill as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_names_tenants on identity.tenant as PERMISSIVE for ALL to theriac_owner using (true) with check (true);
create policy tenant_only on identity.tenant as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on identity.totp_factor as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on inventory.lot as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on inventory.lot as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on inventory.package_serial as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on inventory.stock_movement as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on outreach.prescriber_notice as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on outreach.prescriber_notice as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on outreach.prescriber_request as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on outreach.prescriber_request as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on pathways.draft as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on pathways.pathway_version as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.allergy as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.condition as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.consent as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.coverage as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.demographics as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.imported_record as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.medication as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.merge as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.observation as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.patient as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.preference as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.search_renewal as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on patients.search_token as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on platform.command_answer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_takes_work on platform.outbox_delivery as PERMISSIVE for ALL to theriac_owner using (true) with check (true);
create policy tenant_only on platform.outbox_delivery as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on platform.outbox_event as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on platform.stored_file as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy owner_takes_work on platform.timer as PERMISSIVE for ALL to theriac_owner using (true) with check (true);
create policy tenant_only on platform.timer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on portability.export as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on portability.export_limit as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on prescriptions.acceptance as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on prescriptions.duplicate_settlement as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on prescriptions.early_cancellation as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on prescriptions.patient_correction as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on prescriptions.prescription as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on prescriptions.prescription as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on prescriptions.rx_number as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on programs.access_token as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on programs.api_client as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on programs.client_assertion as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on prospects.prospect as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on prospects.prospect as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on receivables.dispute as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on receivables.dispute as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on receivables.dispute_rule as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on receivables.write_off as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on receivables.write_off as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.clinical_risk as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.distribution_network as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.dose_limit as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.drug as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.drug_price as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.drug_profile as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.drug_rxnorm as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.drug_version as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.drug_word as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.duplicate_therapy_class as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.hcpcs_price as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.holiday as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.ingredient as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.interaction as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.match_threshold as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.ndc_hcpcs as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.payer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.plan as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.plan_pharmacy as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.prescriber as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.prescriber_status as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.reference_import as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.referral_clock as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.referral_requirement as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on reference.state_policy as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on referrals.contradiction as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on referrals.contradiction as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on referrals.information_request as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on referrals.information_request as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on referrals.letter as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on referrals.letter as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on referrals.request_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on referrals.transfer_out as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on referrals.transfer_out as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.ceiling_price as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.determination as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.inquiry as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.inquiry_answer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.receipt as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on refunds.refund as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on refunds.refund as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.refund_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.selected_drug as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on refunds.term as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.deposit as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.file as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.file_dismissal as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.file_outcome as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.line as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.line_adjustment as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.line_match as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.payment as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.provider_adjustment as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.refund_line as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.refund_payer as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on remittance.rule as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on revenue.claim_fact as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on revenue.claim_fact as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on revenue.finding as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on revenue.finding as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on revenue.finding_step as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on revenue.posting as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on revenue.posting_set as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on revenue.posting_set as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on revenue.price_limit as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on revenue.rate_month as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on revenue.rule as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on therapies.number_slot as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on therapies.therapy as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on therapies.therapy as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on therapies.therapy_event as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on therapies.therapy_look as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on work.assignment_rules as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on work.count_balance as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on work.count_balance as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on work.count_change as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on work.count_change as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on work.hand_over as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on work.order_rules as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on work.order_state as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on work.saved_view as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy tenant_only on work.therapy_fact as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));
create policy site_only on work.work_item as RESTRICTIVE for ALL to theriac_app using (((( SELECT platform.current_sites() AS current_sites) IS NULL) OR (site_id IS NULL) OR (site_id = ANY (( SELECT platform.current_sites() AS current_sites)::uuid[]))));
create policy tenant_only on work.work_item as PERMISSIVE for ALL to theriac_app using ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant))) with check ((tenant_id = ( SELECT platform.current_tenant() AS current_tenant)));

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON access.assistance FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON access.assistance FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON access.authorization_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON access.authorization_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON access.benefits_check FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON access.benefits_check FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON access.enrolment_contact FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON access.enrolment_contact FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON access.packet_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON access.packet_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit.entry FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit.link FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.link FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit.patient_entry FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.patient_entry FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON claims.claim_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON claims.claim_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON claims.edit_finding FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON claims.edit_finding FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON claims.exchange FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON claims.exchange FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON claims.exchange_end FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON claims.exchange_end FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON claims.submission FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON claims.submission FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.alert FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.alert FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.alert_answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.alert_answer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.care_record FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.care_record FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.dose_phase FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.dose_phase FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.refill_call FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.refill_call FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.refill_review FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.refill_review FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.screening FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.screening FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.start_review FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.start_review FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinical.verification_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinical.verification_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clinics.appointment_change FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON clinics.appointment_change FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON contracts.concession_rule FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON contracts.concession_rule FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON contracts.contract FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON contracts.contract FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON contracts.expected_payment FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON contracts.expected_payment FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON contracts.list_price FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON contracts.list_price FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON delivery.clinic_receipt FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON delivery.clinic_receipt FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON delivery.delivery_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON delivery.delivery_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON delivery.shipment_event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON delivery.shipment_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON dispensing.fill_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON dispensing.fill_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON dispensing.paper FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON dispensing.paper FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON documents.document FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON documents.document FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON documents.satisfied_requirement FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON documents.satisfied_requirement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON documents.scan_page FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON documents.scan_page FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON exchange.message_fault FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON exchange.message_fault FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON exchange.message_outcome FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON exchange.message_outcome FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON exchange.raw_message FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON exchange.raw_message FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON identity.site_calendar FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON identity.site_calendar FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON inventory.stock_movement FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON inventory.stock_movement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON pathways.pathway_version FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON pathways.pathway_version FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON patients.consent FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON patients.consent FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON patients.demographics FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON patients.demographics FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON patients.merge FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON patients.merge FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON patients.preference FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON patients.preference FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON platform.outbox_event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON platform.outbox_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON platform.stored_file FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON platform.stored_file FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON portability.export FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON portability.export FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON prescriptions.acceptance FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON prescriptions.acceptance FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON prescriptions.duplicate_settlement FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON prescriptions.duplicate_settlement FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON prescriptions.patient_correction FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON prescriptions.patient_correction FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON prescriptions.rx_number FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON prescriptions.rx_number FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON receivables.dispute_rule FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON receivables.dispute_rule FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON reference.reference_import FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON reference.reference_import FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON referrals.request_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON referrals.request_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.ceiling_price FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.ceiling_price FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.determination FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.determination FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.inquiry FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.inquiry FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.inquiry_answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.inquiry_answer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.receipt FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.receipt FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.refund_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.refund_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.selected_drug FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.selected_drug FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON refunds.term FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON refunds.term FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.deposit FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.deposit FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.file FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.file FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.file_dismissal FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.file_dismissal FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.file_outcome FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.file_outcome FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.line FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.line FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.line_adjustment FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.line_adjustment FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.line_match FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.line_match FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.payment FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.payment FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.provider_adjustment FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.provider_adjustment FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.refund_line FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.refund_line FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON remittance.refund_payer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON remittance.refund_payer FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON revenue.finding_step FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON revenue.finding_step FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON revenue.posting FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON revenue.posting FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER posting_balanced AFTER INSERT ON revenue.posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION revenue.refuse_imbalance();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON revenue.posting_set FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON revenue.posting_set FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON revenue.price_limit FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON revenue.price_limit FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON revenue.rule FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON revenue.rule FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON therapies.therapy_event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON therapies.therapy_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON work.assignment_rules FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON work.assignment_rules FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

grant insert, select on access.assistance to theriac_app;
grant insert, select on access.authorization_step to theriac_app;
grant insert, select on access.benefits_check to theriac_app;
grant insert, select on access.enrolment_contact to theriac_app;
grant insert, select on access.packet_step to theriac_app;
grant insert, select on access.packet_version to theriac_app;
grant insert, select, update on access.prior_authorization to theriac_app;
grant insert, select, update on access.welcome_packet to theriac_app;
grant insert, select on audit.entry to theriac_app;
grant insert, select on audit.link to theriac_app;
grant insert, select on audit.patient_entry to theriac_app;
grant insert, select on audit.server_life to theriac_app;
grant delete, insert, select, update on charts.connection to theriac_app;
grant delete, insert, select, update on charts.launch to theriac_app;
grant insert, select, update on charts.note to theriac_app;
grant insert, select, update on claims.claim to theriac_app;
grant insert, select on claims.claim_step to theriac_app;
grant insert, select on claims.edit_finding to theriac_app;
grant insert, select, update on claims.eligibility_check to theriac_app;
grant insert, select on claims.exchange to theriac_app;
grant insert, select on claims.exchange_end to theriac_app;
grant insert, select, update on claims.payer_rules to theriac_app;
grant insert, select on claims.submission to theriac_app;
grant insert, select on clinical.alert to theriac_app;
grant insert, select on clinical.alert_answer to theriac_app;
grant insert, select on clinical.care_record to theriac_app;
grant insert, select, update on clinical.dispensed_supply to theriac_app;
grant insert, select on clinical.dose_phase to theriac_app;
grant insert, select on clinical.refill_call to theriac_app;
grant insert, select on clinical.refill_review to theriac_app;
grant insert, select on clinical.screening to theriac_app;
grant insert, select on clinical.start_review to theriac_app;
grant insert, select, update on clinical.verification to theriac_app;
grant insert, select on clinical.verification_step to theriac_app;
grant insert, select, update on clinics.appointment to theriac_app;
grant insert, select on clinics.appointment_change to theriac_app;
grant insert, select, update on clinics.clinic to theriac_app;
grant insert, select on contracts.concession_rule to theriac_app;
grant insert, select on contracts.contract to theriac_app;
grant insert, select, update on contracts.contract_version to theriac_app;
grant insert, select on contracts.expected_payment to theriac_app;
grant insert, select on contracts.list_price to theriac_app;
grant insert, select, update on conversation.mention to theriac_app;
grant insert, select, update on crypto.data_key to theriac_app;
grant insert, select on delivery.clinic_receipt to theriac_app;
grant insert, select, update on delivery.delivery to theriac_app;
grant insert, select on delivery.delivery_step to theriac_app;
grant insert, select on delivery.shipment_event to theriac_app;
grant insert, select, update on dispensing.fill to theriac_app;
grant insert, select on dispensing.fill_step to theriac_app;
grant insert, select, update on dispensing.package_scan to theriac_app;
grant insert, select on dispensing.paper to theriac_app;
grant insert, select on documents.document to theriac_app;
grant insert, select on documents.satisfied_requirement to theriac_app;
grant delete, insert, select, update on documents.scan to theriac_app;
grant insert, select on documents.scan_page to theriac_app;
grant insert, select on exchange.message_fault to theriac_app;
grant insert, select on exchange.message_outcome to theriac_app;
grant insert, select, update on exchange.outbound to theriac_app;
grant insert, select, update on exchange.partner to theriac_app;
grant insert, select on exchange.raw_message to theriac_app;
grant delete, insert, select, update on federation.account_link to theriac_app;
grant insert, select, update on federation.directory_group to theriac_app;
grant insert, select, update on federation.directory_person to theriac_app;
grant delete, insert, select on federation.group_member to theriac_app;
grant insert, select, update on federation.provider to theriac_app;
grant delete, insert, select, update on federation.sign_in_attempt to theriac_app;
grant delete, insert, select, update on flow.cycle_step to theriac_app;
grant delete, insert, select, update on flow.learned_cycle to theriac_app;
grant insert, select, update on flow.learned_therapy to theriac_app;
grant insert, select, update on flow.learning to theriac_app;
grant delete, insert, select, update on flow.stage_usual to theriac_app;
grant delete, insert, select, update on flow.start_backtest to theriac_app;
grant delete, insert, select, update on flow.start_curve to theriac_app;
grant insert, select, update on flow.therapy_standing to theriac_app;
grant insert, select, update on identity.access_review to theriac_app;
grant delete, insert, select, update on identity.assurance_policy to theriac_app;
grant delete, insert, select on identity.challenge to theriac_app;
grant delete, insert, select, update on identity.known_source to theriac_app;
grant insert, select, update on identity.passkey to theriac_app;
grant insert, select, update on identity.proposal to theriac_app;
grant delete, insert, select, update on identity.recovery_code to theriac_app;
grant insert, select, update on identity.session to theriac_app;
grant delete, insert, select on identity.sign_in_failure to theriac_app;
grant insert, select, update on identity.site to theriac_app;
grant insert, select on identity.site_calendar to theriac_app;
grant insert, select, update on identity.site_licence to theriac_app;
grant insert, select, update on identity.skill to theriac_app;
grant insert, select, update on identity.staff to theriac_app;
grant delete, insert, select on identity.staff_language to theriac_app;
grant insert, select, update on identity.staff_licence to theriac_app;
grant delete, insert, select on identity.staff_role to theriac_app;
grant delete, insert, select on identity.staff_site to theriac_app;
grant delete, insert, select on identity.staff_skill to theriac_app;
grant insert, select, update on identity.tenant to theriac_app;
grant delete, insert, select, update on identity.totp_factor to theriac_app;
grant insert, select, update on inventory.lot to theriac_app;
grant insert, select, update on inventory.package_serial to theriac_app;
grant insert, select on inventory.stock_movement to theriac_app;
grant insert, select, update on outreach.prescriber_notice to theriac_app;
grant insert, select, update on outreach.prescriber_request to theriac_app;
grant delete, insert, select, update on pathways.draft to theriac_app;
grant insert, select on pathways.pathway_version to theriac_app;
grant insert, select, update on patients.allergy to theriac_app;
grant insert, select, update on patients.condition to theriac_app;
grant insert, select on patients.consent to theriac_app;
grant insert, select, update on patients.coverage to theriac_app;
grant insert, select on patients.demographics to theriac_app;
grant insert, select on patients.imported_record to theriac_app;
grant insert, select, update on patients.medication to theriac_app;
grant insert, select on patients.merge to theriac_app;
grant insert, select, update on patients.observation to theriac_app;
grant insert, select, update on patients.patient to theriac_app;
grant insert, select on patients.preference to theriac_app;
grant delete, insert, select, update on patients.search_renewal to theriac_app;
grant delete, insert, select on patients.search_token to theriac_app;
grant delete, insert, select on platform.command_answer to theriac_app;
grant delete, insert, select, update on platform.outbox_delivery to theriac_app;
grant insert, select on platform.outbox_event to theriac_app;
grant insert, select on platform.stored_file to theriac_app;
grant delete, insert, select, update on platform.timer to theriac_app;
grant insert, select on portability.export to theriac_app;
grant insert, select on portability.export_limit to theriac_app;
grant insert, select on prescriptions.acceptance to theriac_app;
grant insert, select on prescriptions.duplicate_settlement to theriac_app;
grant insert, select on prescriptions.early_cancellation to theriac_app;
grant insert, select on prescriptions.patient_correction to theriac_app;
grant insert, select, update on prescriptions.prescription to theriac_app;
grant insert, select on prescriptions.rx_number to theriac_app;
grant delete, insert, select on programs.access_token to theriac_app;
grant insert, select, update on programs.api_client to theriac_app;
grant delete, insert, select on programs.client_assertion to theriac_app;
grant insert, select, update on prospects.prospect to theriac_app;
grant insert, select, update on receivables.dispute to theriac_app;
grant insert, select on receivables.dispute_rule to theriac_app;
grant insert, select, update on receivables.write_off to theriac_app;
grant insert, select, update on reference.clinical_risk to theriac_app;
grant insert, select, update on reference.distribution_network to theriac_app;
grant insert, select, update on reference.dose_limit to theriac_app;
grant insert, select on reference.drug to theriac_app;
grant insert, select, update on reference.drug_price to theriac_app;
grant insert, select, update on reference.drug_profile to theriac_app;
grant insert, select, update on reference.drug_rxnorm to theriac_app;
grant insert, select, update on reference.drug_version to theriac_app;
grant delete, insert, select on reference.drug_word to theriac_app;
grant insert, select, update on reference.duplicate_therapy_class to theriac_app;
grant insert, select, update on reference.hcpcs_price to theriac_app;
grant delete, insert, select, update on reference.holiday to theriac_app;
grant insert, select, update on reference.ingredient to theriac_app;
grant insert, select, update on reference.interaction to theriac_app;
grant insert, select, update on reference.match_threshold to theriac_app;
grant insert, select, update on reference.ndc_hcpcs to theriac_app;
grant insert, select, update on reference.payer to theriac_app;
grant insert, select, update on reference.plan to theriac_app;
grant insert, select, update on reference.plan_pharmacy to theriac_app;
grant insert, select, update on reference.prescriber to theriac_app;
grant insert, select, update on reference.prescriber_status to theriac_app;
grant insert, select on reference.reference_import to theriac_app;
grant insert, select, update on reference.referral_clock to theriac_app;
grant insert, select, update on reference.referral_requirement to theriac_app;
grant insert, select, update on reference.state_policy to theriac_app;
grant insert, select, update on referrals.contradiction to theriac_app;
grant insert, select, update on referrals.information_request to theriac_app;
grant insert, select, update on referrals.letter to theriac_app;
grant insert, select on referrals.request_step to theriac_app;
grant insert, select, update on referrals.transfer_out to theriac_app;
grant insert, select on refunds.ceiling_price to theriac_app;
grant insert, select on refunds.determination to theriac_app;
grant insert, select on refunds.inquiry to theriac_app;
grant insert, select on refunds.inquiry_answer to theriac_app;
grant insert, select on refunds.receipt to theriac_app;
grant insert, select, update on refunds.refund to theriac_app;
grant insert, select on refunds.refund_step to theriac_app;
grant insert, select on refunds.selected_drug to theriac_app;
grant insert, select on refunds.term to theriac_app;
grant insert, select on remittance.deposit to theriac_app;
grant insert, select on remittance.file to theriac_app;
grant insert, select on remittance.file_dismissal to theriac_app;
grant insert, select on remittance.file_outcome to theriac_app;
grant insert, select on remittance.line to theriac_app;
grant insert, select on remittance.line_adjustment to theriac_app;
grant insert, select on remittance.line_match to theriac_app;
grant insert, select on remittance.payment to theriac_app;
grant insert, select on remittance.provider_adjustment to theriac_app;
grant insert, select on remittance.refund_line to theriac_app;
grant insert, select on remittance.refund_payer to theriac_app;
grant insert, select on remittance.rule to theriac_app;
grant insert, select, update on revenue.claim_fact to theriac_app;
grant insert, select, update on revenue.finding to theriac_app;
grant insert, select on revenue.finding_step to theriac_app;
grant insert, select on revenue.posting to theriac_app;
grant insert, select on revenue.posting_set to theriac_app;
grant insert, select on revenue.price_limit to theriac_app;
grant delete, insert, select on revenue.rate_month to theriac_app;
grant insert, select on revenue.rule to theriac_app;
grant insert, select, update on therapies.number_slot to theriac_app;
grant insert, select, update on therapies.therapy to theriac_app;
grant insert, select on therapies.therapy_event to theriac_app;
grant insert, select, update on therapies.therapy_look to theriac_app;
grant insert, select on work.assignment_rules to theriac_app;
grant delete, insert, select, update on work.count_balance to theriac_app;
grant delete, insert, select on work.count_change to theriac_app;
grant insert, select, update on work.hand_over to theriac_app;
grant insert, select, update on work.order_rules to theriac_app;
grant insert, select, update on work.order_state to theriac_app;
grant delete, insert, select, update on work.saved_view to theriac_app;
grant insert, select, update on work.therapy_fact to theriac_app;
grant insert, select, update on work.work_item to theriac_app;

CREATE OR REPLACE FUNCTION audit.append_entries(entries json)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into audit.entry (
    tenant_id, entry_id, writer_id, writer_sequence, kind, occurred_at, actor_kind, actor_id, actor_roles, session_id, site_id, action,
    object_kind, object_id, patient_ids, reason, outcome, subject_count, request_id, facts, mac)
  select
    e.tenant_id, e.entry_id, e.writer_id, e.writer_sequence, e.kind, e.occurred_at, e.actor_kind, e.actor_id, e.actor_roles, e.session_id,
    e.site_id, e.action, e.object_kind, e.object_id, e.patient_ids, e.reason, e.outcome, e.subject_count, e.request_id, e.facts::json,
    pg_catalog.decode(e.mac, 'hex')
  from pg_catalog.json_to_recordset(entries) as e (
    tenant_id integer, entry_id uuid, writer_id uuid, writer_sequence bigint, kind text, occurred_at timestamptz, actor_kind text,
    actor_id text, actor_roles text[], session_id uuid, site_id uuid, action text, object_kind text, object_id text, patient_ids uuid[],
    reason text, outcome text, subject_count integer, request_id text, facts text, mac text)
  on conflict do nothing;
  select pg_catalog.pg_current_xact_id()::text
$function$
;
CREATE OR REPLACE FUNCTION audit.list_tenants()
 RETURNS TABLE(tenant_id integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with recursive tenant as (
    select min(e.tenant_id) as tenant_id from audit.entry e
    union all
    select (select min(e.tenant_id) from audit.entry e where e.tenant_id > t.tenant_id) from tenant t where t.tenant_id is not null
  )
  select t.tenant_id from tenant t where t.tenant_id is not null
$function$
;
CREATE OR REPLACE FUNCTION audit.list_tenants_to_chain()
 RETURNS TABLE(tenant_id integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id
  from audit.list_tenants() t
  left join lateral (
    select l.horizon from audit.link l where l.tenant_id = t.tenant_id order by l.sequence desc limit 1
  ) last on true
  where last.horizon is null
    or last.horizon > pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())
    or exists (select from audit.entry e where e.tenant_id = t.tenant_id and e.transaction_id >= last.horizon)
$function$
;
CREATE OR REPLACE FUNCTION audit.measure_chain_lag(at_instant timestamp with time zone)
 RETURNS TABLE(tenant_id integer, unchained_age_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id, coalesce(extract(epoch from at_instant - oldest.at), 0)::double precision
  from audit.list_tenants() t
  left join lateral (
    select l.horizon from audit.link l where l.tenant_id = t.tenant_id order by l.sequence desc limit 1
  ) last on true
  left join lateral (
    select min(e.occurred_at) as at from audit.entry e
    where e.tenant_id = t.tenant_id and (last.horizon is null or e.transaction_id >= last.horizon)
  ) oldest on true
$function$
;
CREATE OR REPLACE FUNCTION crypto.is_key_encryption_key_used(key_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from crypto.data_key k where k.wrapped is not null and k.key_encryption_key_id = key_id)
$function$
;
CREATE OR REPLACE FUNCTION crypto.list_tenants_not_wrapped_by(wanted_key_id text)
 RETURNS TABLE(tenant_id integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct k.tenant_id from crypto.data_key k
  where k.wrapped is not null and k.key_encryption_key_id <> wanted_key_id
  order by k.tenant_id
$function$
;
CREATE OR REPLACE FUNCTION documents.list_arrived_scans(at_instant timestamp with time zone, most integer)
 RETURNS TABLE(tenant_id integer, scan_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.tenant_id, s.scan_id from documents.scan s
  where s.state = 'arrived' and (s.reading_until is null or s.reading_until < at_instant)
  order by s.scan_id limit most
$function$
;
CREATE OR REPLACE FUNCTION exchange.find_partners_of_certificate(wanted bytea)
 RETURNS TABLE(tenant_id integer, partner_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.tenant_id, p.partner_id from exchange.partner p
  where p.certificate_sha256 = wanted and p.status = 'active'
  order by p.tenant_id, p.partner_id
$function$
;
CREATE OR REPLACE FUNCTION exchange.list_unsettled_messages(wanted_format text, first_id uuid, last_id uuid, most_faults integer, most integer)
 RETURNS TABLE(tenant_id integer, raw_message_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select m.tenant_id, m.raw_message_id
  from (select distinct p.tenant_id from exchange.partner p) t
  join exchange.raw_message m on m.tenant_id = t.tenant_id and m.raw_message_id between first_id and last_id
  where m.direction = 'in' and not m.quarantined and m.format = wanted_format
    and not exists (select from exchange.message_outcome o where o.tenant_id = m.tenant_id and o.raw_message_id = m.raw_message_id)
    and (select count(*) from exchange.message_fault f where f.tenant_id = m.tenant_id and f.raw_message_id = m.raw_message_id) < most_faults
  order by m.raw_message_id limit most
$function$
;
CREATE OR REPLACE FUNCTION identity.find_tenant_of_host(wanted text)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id from identity.tenant t where wanted = any (t.hosts) order by t.tenant_id limit 1
$function$
;
CREATE OR REPLACE FUNCTION identity.list_tenants()
 RETURNS TABLE(tenant_id integer, slug text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id, t.slug from identity.tenant t order by t.tenant_id
$function$
;
CREATE OR REPLACE FUNCTION patients.list_family(tenant integer, patient uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
  with recursive upward as (
    select p.patient_id, p.merged_into from patients.patient p where p.tenant_id = tenant and p.patient_id = patient
    union
    select p.patient_id, p.merged_into from upward join patients.patient p on p.tenant_id = tenant and p.patient_id = upward.merged_into
  ), family as (
    select patient_id from upward where merged_into is null
    union
    select p.patient_id from family join patients.patient p on p.tenant_id = tenant and p.merged_into = family.patient_id
  )
  select patient_id from family
  $function$
;
CREATE OR REPLACE FUNCTION platform.current_sites()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.sites'::text), '*'::text))::uuid[]
;
CREATE OR REPLACE FUNCTION platform.current_tenant()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (current_setting('app.tenant'::text))::integer
;
CREATE OR REPLACE FUNCTION platform.measure_waiting_work(at_instant timestamp with time zone)
 RETURNS TABLE(tenant_id integer, deliveries bigint, deliveries_dead bigint, delivery_age_seconds double precision, timers bigint, timers_late bigint, timers_dead bigint, timer_lateness_seconds double precision, unchained_age_seconds double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with delivery as (
    select d.tenant_id, count(*) filter (where d.dead_at is null) as waiting, count(d.dead_at) as dead,
      min(d.due_at) filter (where d.dead_at is null) as oldest
    from platform.outbox_delivery d group by d.tenant_id
  ), wait as (
    select t.tenant_id, count(*) filter (where t.dead_at is null) as waiting, count(t.dead_at) as dead,
      count(*) filter (where t.dead_at is null and t.due_at <= at_instant) as late,
      min(t.due_at) filter (where t.dead_at is null and t.due_at <= at_instant) as oldest
    from platform.timer t group by t.tenant_id
  )
  select tenant_id, coalesce(d.waiting, 0), coalesce(d.dead, 0),
    greatest(coalesce(extract(epoch from at_instant - d.oldest), 0), 0)::double precision,
    coalesce(w.waiting, 0), coalesce(w.late, 0), coalesce(w.dead, 0),
    coalesce(extract(epoch from at_instant - w.oldest), 0)::double precision, coalesce(c.unchained_age_seconds, 0)
  from delivery d full join wait w using (tenant_id) full join audit.measure_chain_lag(at_instant) c using (tenant_id)
  order by tenant_id
$function$
;
CREATE OR REPLACE FUNCTION platform.next_due_at()
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select least((select min(due_at) from platform.timer where dead_at is null), (select min(due_at) from platform.outbox_delivery where dead_at is null))
$function$
;
CREATE OR REPLACE FUNCTION platform.protect_append_only(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform platform.protect_tenant_table(target, 'select', 'insert');
  execute format('create trigger append_only before update or delete on %s for each row execute function platform.refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s for each statement execute function platform.refuse_change()', target);
end $function$
;
CREATE OR REPLACE FUNCTION platform.protect_site_table(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format(
    'create policy site_only on %s as restrictive to theriac_app using ((select platform.current_sites()) is null or site_id is null or site_id = any ((select platform.current_sites())::uuid[]))',
    target);
end $function$
;
CREATE OR REPLACE FUNCTION platform.protect_tenant_table(target regclass, VARIADIC allowed text[] DEFAULT ARRAY['select'::text, 'insert'::text, 'update'::text, 'delete'::text])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant_only on %s to theriac_app using (tenant_id = (select platform.current_tenant())) with check (tenant_id = (select platform.current_tenant()))',
    target);
  execute format('grant usage on schema %I to theriac_app', (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target));
  execute format('grant %s on %s to theriac_app', array_to_string(allowed, ', '), target);
end $function$
;
CREATE OR REPLACE FUNCTION platform.protect_work_table(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform platform.protect_tenant_table(target);
  execute format('create policy owner_takes_work on %s to %I using (true) with check (true)', target, current_user);
end $function$
;
CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: a correction is a new row', tg_table_name using errcode = 'restrict_violation';
end $function$
;
CREATE OR REPLACE FUNCTION platform.take_deliveries(at_instant timestamp with time zone, most integer)
 RETURNS TABLE(tenant_id integer, delivery_id bigint)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select d.tenant_id, d.delivery_id
  from platform.outbox_delivery d
  where d.dead_at is null and d.due_at <= at_instant
    and not exists (
      select from platform.outbox_delivery earlier
      where earlier.tenant_id = d.tenant_id and earlier.subscriber = d.subscriber
        and earlier.ordering_key = d.ordering_key and earlier.delivery_id < d.delivery_id and earlier.dead_at is null)
  order by d.due_at, d.delivery_id
  limit most
$function$
;
CREATE OR REPLACE FUNCTION platform.take_timers(at_instant timestamp with time zone, most integer)
 RETURNS TABLE(tenant_id integer, timer_id uuid)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.tenant_id, t.timer_id from platform.timer t
  where t.dead_at is null and t.due_at <= at_instant
  order by t.due_at, t.timer_id limit most
$function$
;
CREATE OR REPLACE FUNCTION revenue.refuse_imbalance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select 1 from added group by tenant_id, posting_set_id having sum(cents) <> 0) then
    raise exception 'a set of postings does not sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end $function$
;

comment on table access.assistance is 'Whether a patient can pay, with which help; the latest entry of a therapy counts.';
comment on column access.assistance.sealed_detail is 'patient data: member numbers of the programme and notes, sealed';
comment on table access.authorization_step is 'Every state that a prior authorization entered, with what was known then.';
comment on column access.authorization_step.sealed_detail is 'patient data: number of the authorization, case and notes, sealed';
comment on table access.benefits_check is 'What a plan covers as it was found out; the latest check of a therapy counts.';
comment on column access.benefits_check.sealed_detail is 'patient data: reference of the call and notes, sealed';
comment on column access.benefits_check.bagging_model is 'Who buys, bills and carries a drug that a clinic administers; null when nobody asked.';
comment on table access.enrolment_contact is 'Attempts to welcome and enroll a patient; the latest one of a therapy counts.';
comment on column access.enrolment_contact.sealed_note is 'patient data: what was said, in words, sealed';
comment on table access.packet_step is 'What became of a welcome packet, in order: sent by which channel, handed over, returned, acknowledged.';
comment on table access.packet_version is 'Contents of welcome packets by programme (a star stands for every one) and language, from a day on. A version is never changed; another one follows it.';
comment on table access.prior_authorization is 'Prior authorizations and where each stands; its steps say how it came there.';
comment on column access.prior_authorization.number_token is 'patient data: the keyed token of the newest authorization number, by which it is found; the number itself is sealed with its step';
comment on table access.welcome_packet is 'Welcome packets that were composed for a therapy. The text lies sealed among the documents.';
comment on column access.welcome_packet.patient_id is 'patient data: whose packet it is, by id';
comment on column access.welcome_packet.wished_language is 'The code of the language that the packet should have been in, where no texts in it were on record.';
comment on table audit.entry is 'One entry for each read, search, print, export and write of patient data, sign-in, refusal and configuration change.';
comment on column audit.entry.writer_sequence is 'Counted by the writing process for each tenant, so that a missing entry is noticed before it is chained.';
comment on column audit.entry.patient_ids is 'patient data: whose data were read or written, by id';
comment on column audit.entry.reason is 'A code, never free text.';
comment on column audit.entry.facts is 'Codes and numbers that explain the entry, in canonical form; never patient data.';
comment on column audit.entry.mac is 'HMAC-SHA-256 over all columns before it, by a key of the tenant that is kept outside the database.';
comment on column audit.entry.transaction_id is 'The transaction that wrote the entry, by which the chainer knows that nothing earlier can still be committed.';
comment on table audit.link is 'The chain of a tenant: each hash covers the one before it and the MAC of one entry, by a key that is kept outside the database.';
comment on column audit.link.horizon is 'Entries of all transactions before this one were in the chain when the link was made.';
comment on table audit.patient_entry is 'The entries of each patient, for the report of who saw a patient''s data; filled when the entries are chained.';
comment on column audit.patient_entry.patient_id is 'patient data: whose data were read or written, by id';
comment on table audit.server_life is 'Unlogged on purpose: it is empty after a crash of the server, which tells writers that numbers of transactions may have been given out anew.';
comment on table charts.connection is 'How the chart of a partner is asked with a token, and by whom it may launch Theriac. A partner without one is asked without a token.';
comment on column charts.connection.identifier_system is 'The system by which the EHR names its record numbers in FHIR.';
comment on column charts.connection.identifier_assigner is 'The assigner under which patients have these record numbers here.';
comment on column charts.connection.provider_id is 'The identity provider that vouches for people who launch; null where nobody may.';
comment on column charts.connection.sealed_key is 'The private key by which Theriac proves itself to the authorization server of the EHR.';
comment on column charts.connection.changed_by is 'Who set it; null for the demonstration.';
comment on table charts.launch is 'Launches from an EHR that are under way. What the EHR said of the patient is kept here, and nowhere in an address; each is forgotten a day after it expired.';
comment on column charts.launch.sealed_context is 'patient data: record number, family name and birth date of the patient whom the EHR had open, sealed';
comment on table charts.note is 'Notes that were written for the chart of an EHR, and what became of each.';
comment on column charts.note.sealed_text is 'patient data: what the note says, sealed';
comment on column charts.note.document_id is 'Under which id the EHR keeps the document; null while it has not answered.';
comment on table claims.claim is 'One claim for one fill. Amounts are those of the last answer.';
comment on column claims.claim.payer_order is 'The place of the payer among those billed for the fill: 1 pays first.';
comment on column claims.claim.reversal_wanted is 'Why the claim is to be taken back as soon as those of later payers are; null while nobody wants that.';
comment on table claims.claim_step is 'Every step of a claim, only ever added to.';
comment on table claims.edit_finding is 'What a rule found in a claim before it was sent: the rule, its version, and the numbers that it follows from.';
comment on table claims.eligibility_check is 'Each time a payer was asked whether it covers a person on a day (E1), and what it answered. It never pays or takes back.';
comment on column claims.eligibility_check.sealed_inquiry is 'patient data: card and person as the payer was told, sealed';
comment on column claims.eligibility_check.sealed_lines is 'patient data: every field that was sent and that came back, sealed';
comment on table claims.exchange is 'Each time a payer was asked about a claim, written before the first byte goes out. One without an end may have been sent: nobody knows.';
comment on table claims.exchange_end is 'How asking a payer ended: silent means that the payer may have the claim, unreached that no byte went out.';
comment on column claims.exchange_end.sealed_lines is 'patient data: every field that was sent and that came back, sealed';
comment on table claims.payer_rules is 'What a payer asks of claims by BIN, PCN and group, from a day on. An empty PCN or group stands for any.';
comment on column claims.payer_rules.is_verified is 'Whether somebody checked the rules against the payer sheet that is their source.';
comment on table claims.submission is 'What a claim told the payer, so that its reversal says the same.';
comment on column claims.submission.sealed_submission is 'patient data: the billed person, cardholder id and prescription, sealed';
comment on table clinical.alert is 'What a screening found, worst first by tier. The key is the same whenever the same facts meet.';
comment on table clinical.alert_answer is 'Why a pharmacist went on in spite of an alert; the latest answer to a key counts.';
comment on table clinical.care_record is 'What was recorded while a therapy is cared for: interventions, the confirmed start, monitoring calls, adverse events. codes depend on the kind.';
comment on column clinical.care_record.sealed_note is 'patient data: what was said, in words, sealed';
comment on table clinical.dispensed_supply is 'What was dispensed for a therapy, by its fill (or its delivery, where no fill is known): how much, for how many days, and the day on which it reached the patient; null while it has not, and again when it came back.';
comment on table clinical.dose_phase is 'From which day a patient takes how much, or nothing while the drug is held. Of two phases from one day the later entry counts; before the first, the dose follows from quantity and days supply.';
comment on table clinical.refill_call is 'Refill calls and attempts at one. outcome is what the call brought, status what the therapy was told; rule_codes are the rules that sent the answers to a pharmacist.';
comment on column clinical.refill_call.sealed_answers is 'patient data: what the patient answered, sealed; null when nobody was reached';
comment on table clinical.refill_review is 'What a pharmacist decided upon the answers of a refill call. Each call is reviewed once.';
comment on column clinical.refill_review.sealed_note is 'patient data: the reasons in words, sealed';
comment on table clinical.screening is 'Each screening of a prescription with the facts it looked at, so that it can be replayed; failed names the parts that could not be checked.';
comment on column clinical.screening.sealed_facts is 'patient data: age, weight, allergies, medicines and all else that the screening looked at, sealed';
comment on table clinical.start_review is 'Clinical reviews before the start; the latest one of a therapy counts. labs: LOINC code, whether present, day.';
comment on column clinical.start_review.sealed_assessment is 'patient data: goals and notes of the assessment in words, sealed';
comment on table clinical.verification is 'Whether a pharmacist has verified a prescription before its fill, and upon which screening.';
comment on table clinical.verification_step is 'Every verification of a prescription and every one that was taken back.';
comment on table clinics.appointment is 'Appointments at clinics as their senders told them last. Codes, ids and times only.';
comment on column clinics.appointment.patient_id is 'patient data: whose appointment it is, by id';
comment on column clinics.appointment.number is 'The number by which its sender speaks of it.';
comment on column clinics.appointment.said_at is 'When its sender said what counts; what was said earlier and came later changes nothing.';
comment on table clinics.appointment_change is 'What happened to an appointment, in the order in which it was recorded, each with the message that told it.';
comment on table clinics.clinic is 'Clinics of the health system, each served by one pharmacy. Configuration; no patient data.';
comment on column clinics.clinic.disease_states is 'What it treats, as programme codes of drugs (reference.drug_profile).';
comment on column clinics.clinic.location_codes is 'By which messages name it: HL7 PV1-3 and AIL-3, the point of care, with its facility before it where that tells places apart. In capitals.';
comment on column clinics.clinic.address is 'Where goods for it are delivered; null until somebody entered it.';
comment on column clinics.clinic.receiving_weekdays is 'The ISO weekdays on which it takes goods in; null until the clinic told its hours, and then a default counts.';
comment on table contracts.concession_rule is 'When payers take price concessions: later as DIR, or at the point of sale, from a day on.';
comment on table contracts.contract is 'A contract with a payer and the claims that it is for: payer, plan, BIN, PCN, group. What is null stands for any.';
comment on table contracts.contract_version is 'The terms of a contract from a day on, with their source. A version counts once it was activated.';
comment on table contracts.expected_payment is 'What a claim was expected to be paid, payer and patient together, when it was billed, and why. Names no product and no person but by id.';
comment on column contracts.expected_payment.patient_id is 'Whose claim it is.';
comment on table contracts.list_price is 'Prices of a payer''s list of maximum allowable costs, or of the maximum fair prices (list MFP), by product and day.';
comment on table conversation.mention is 'Who was mentioned in a note on a therapy, and since when they have read it. The note itself is sealed with its event.';
comment on table crypto.data_key is 'Wrapped keys by tenant, purpose and generation. The newest generation seals; older ones open what they sealed.';
comment on column crypto.data_key.wrapped is 'The key, encrypted by the key-encryption key; null once it was erased, and all that it sealed with it.';
comment on column crypto.data_key.encryptions_reserved is 'An upper bound of the values sealed with this key; processes reserve in blocks.';
comment on table delivery.clinic_receipt is 'The hand-over of a delivery to a clinic: who of the clinic received what and when, in which state. Names staff of the clinic; no patient data.';
comment on column delivery.clinic_receipt.temperature_tenths is 'What the logger or thermometer read, in tenths of a degree Celsius.';
comment on table delivery.delivery is 'One agreed delivery of a therapy. It may be agreed before its fill exists; the fill is joined when it is packed.';
comment on column delivery.delivery.sealed_details is 'patient data: address, recipient, telephone number and note, sealed';
comment on column delivery.delivery.clinic_id is 'The clinic that receives it; null when it goes to the patient.';
comment on column delivery.delivery.taken_by is 'Who took it from the pharmacy to the clinic: a courier or a messenger by name.';
comment on table delivery.delivery_step is 'Every step of a delivery, only ever added to.';
comment on table delivery.shipment_event is 'What was reported of a shipment, once for each event. Where a delivery stands follows from the set of its events, whatever their order; an event may come before its tracking number is known here.';
comment on table dispensing.fill is 'One attempt to dispense. A prescription authorizes; a fill is one dispensing under it.';
comment on table dispensing.fill_step is 'Every step of a fill, only ever added to.';
comment on table dispensing.package_scan is 'Packages scanned into a fill: product, lot, expiry and serial number as the barcode gave them.';
comment on table dispensing.paper is 'Label, leaflet, Medication Guide (21 CFR 208.24) and the offer to counsel, recorded for each fill.';
comment on table documents.document is 'Filed documents; the bytes lie sealed in the file store. A better copy is a new document.';
comment on column documents.document.sealed_details is 'patient data: the title and the note of the document, sealed';
comment on column documents.document.page_count is 'How many pages it has; null where nobody counted them.';
comment on table documents.satisfied_requirement is 'Which requirement (a payer''s, a programme''s, a clinical one) a document meets, by code.';
comment on table documents.scan is 'Scans and faxes as they came; the bytes lie sealed in the file store before anything reads them.';
comment on column documents.scan.sealed_details is 'patient data: the name that the file had, sealed';
comment on column documents.scan.reading_until is 'Until when a process has it to itself for reading; afterwards another may take it.';
comment on column documents.scan.problem_code is 'Why nothing or not all of it could be read.';
comment on column documents.scan.problem_place is 'Where in the file: a page, or the file itself.';
comment on table documents.scan_page is 'The pages of a scan as pictures, with the text that was recognized on each.';
comment on column documents.scan_page.sealed_text is 'patient data: the recognized words with their boxes and confidence, sealed';
comment on table exchange.message_fault is 'Attempts to apply a message that broke on our side; the message stays and is tried again.';
comment on table exchange.message_outcome is 'What became of a message: once for each. A message without an outcome is still to be applied.';
comment on column exchange.message_outcome.problems is 'Codes, places and severities of what is wrong with the message; never its values.';
comment on column exchange.message_outcome.sealed_answer is 'patient data: the bytes that were answered, sealed; a repeat is answered with the same bytes';
comment on column exchange.message_outcome.elapsed_milliseconds is 'How long a partner took to answer what was sent, or this program to settle what arrived; null where nobody measured.';
comment on table exchange.outbound is 'Messages to be sent: taken by the gateway of their partner, tried again when the partner does not answer.';
comment on column exchange.outbound.sealed_payload is 'patient data: what is to be said, sealed';
comment on column exchange.outbound.event_id is 'The announced fact that the message tells of: a fact that is heard twice is sent once.';
comment on column exchange.outbound.format is 'The format that the partner takes; null where each partner of the kind has but one.';
comment on column exchange.outbound.resends is 'How often a person had it sent again after it was dead; what a partner refused goes out under a new number.';
comment on table exchange.partner is 'Outside systems, what proves them, and where they are reached. Names are those of businesses.';
comment on column exchange.partner.allowed_senders is 'What the partner may call itself: `APPLICATION|FACILITY` of MSH-3 and MSH-4, the sender id of a SCRIPT header.';
comment on column exchange.partner.address is 'Where outbound messages go, such as tcp://host:port.';
comment on column exchange.partner.site_id is 'The pharmacy that the partner feeds when its messages name none.';
comment on column exchange.partner.status_format is 'In which format the prescribers behind this partner are told what became of their orders; null when it takes nothing of the kind.';
comment on column exchange.partner.status_kinds is 'Which news it takes.';
comment on column exchange.partner.query_address is 'The FHIR base address at which the partner answers queries about charts; null when it answers none.';
comment on column exchange.partner.form_address is 'Where the partner takes FHIR messages with forms for its prescribers; null when it takes none.';
comment on table exchange.raw_message is 'Every message byte for byte, stored before anything reads it. A control id stands once for each partner; the same id with another body is quarantined. There is no foreign key to the partner: each message would lock that one row.';
comment on column exchange.raw_message.control_id is 'The partner''s own number of the message, or the hash of the body when it gave none.';
comment on column exchange.raw_message.sealed_body is 'patient data: the bytes of the message, sealed';
comment on column exchange.raw_message.answers is 'The message that this one answers, when it was exchanged outside a request.';
comment on column exchange.raw_message.outbound_id is 'The waiting message that these bytes were sent for.';
comment on table federation.account_link is 'Which account at a provider is which person: by issuer and subject alone, never by a name or a mail address.';
comment on table federation.directory_group is 'Groups of the health system''s directory, and the roles and sites that each gives.';
comment on table federation.directory_person is 'What the directory says of people of the staff. Their names are no patient data. Who was removed there is disabled here, and nothing is erased.';
comment on table federation.group_member is 'Who is in which group of the directory.';
comment on table federation.provider is 'Identity providers that people of a health system may sign in by.';
comment on column federation.provider.sealed_credential is 'The client secret, or the private key that client assertions are signed with.';
comment on column federation.provider.domains is 'Mail domains that an account must be of; any when empty.';
comment on column federation.provider.accepted_methods is 'Values of the claim amr (RFC 8176) that count as a second factor.';
comment on column federation.provider.accepted_contexts is 'Values of the claim acr that count as a second factor.';
comment on column federation.provider.skew_seconds is 'By how much the clocks of the provider and our own may differ.';
comment on column federation.provider.subject_is_external_id is 'True where the directory provisions, as external id of a person, the subject by which the provider knows them: then provisioning links the account.';
comment on column federation.provider.is_offered is 'True where the sign-in page offers it; false for the authorization server of an EHR, by which people come by a launch alone.';
comment on table federation.sign_in_attempt is 'Sign-ins that were begun at a provider. Each is answered once, and its second factor is given once.';
comment on column federation.sign_in_attempt.sealed_secrets is 'Nonce and code verifier.';
comment on column federation.sign_in_attempt.checks is 'What was checked of the answer, and with what outcome; claims that fail are kept as codes.';
comment on table flow.cycle_step is 'The stretches of each cycle in which one stage was shown and one barrier named. Codes and instants only.';
comment on table flow.learned_cycle is 'Each cycle as its stream tells it: when it was received, delivered, and closed without a delivery. Ids and instants only.';
comment on table flow.learned_therapy is 'Up to which event the cycles of each therapy are learned.';
comment on table flow.learning is 'When the cycles of a health system were last learned.';
comment on table flow.stage_usual is 'The median time that finished cycles were in each stage, with the count on which it rests.';
comment on table flow.start_backtest is 'Start dates as they would have been predicted from older history alone, beside when the therapies did start.';
comment on table flow.start_curve is 'For each stage and barrier, what share of therapies was not started so many minutes later. Counts and minutes only.';
comment on table flow.therapy_standing is 'Where each therapy stands, for the barrier board: barrier, party, stage, the day from which waiting costs doses, the payer that pays first and the prescriber. Codes, ids and dates only, taken over from therapies when it changes; no part of the fold.';
comment on column flow.therapy_standing.patient_id is 'patient data: whose therapy it is, by id';
comment on column flow.therapy_standing.sequence is 'Up to which event of the therapy''s stream this row holds.';
comment on column flow.therapy_standing.clinic_id is 'The clinic from which its prescription came.';
comment on table identity.access_review is 'Break-glass access: time-boxed, with a reason, reviewed afterwards by a privacy officer.';
comment on column identity.access_review.sealed_reason is 'patient data: the reason in words, sealed';
comment on column identity.access_review.ended_at is 'When the person ended the access before its time was over.';
comment on table identity.assurance_policy is 'Which proof of identity a permission asks for, where a tenant departs from the declared one.';
comment on table identity.known_source is 'Devices, by keyed hash, from which a person has signed in: an attack from elsewhere does not lock them out.';
comment on table identity.proposal is 'Commands that need two people: approval carries out exactly the proposed command.';
comment on column identity.proposal.sealed_command is 'patient data: the proposed command, sealed';
comment on table identity.recovery_code is 'Codes that stand in for a lost second factor; the password is asked for all the same.';
comment on column identity.session.provider_id is 'The identity provider that the person came in by; null for a sign-in with factors of our own alone.';
comment on table identity.sign_in_failure is 'Failed sign-ins by keyed hashes of the account and of where they came from.';
comment on table identity.site is 'Pharmacies of a health system. The address and phone are those of the business.';
comment on table identity.site_calendar is 'Opening hours and holidays that take the place of those before from a day on; of two for the same day the later entry counts.';
comment on table identity.site_licence is 'Pharmacy licences: into which states a site may ship, and how long.';
comment on table identity.skill is 'Skills that a health system named itself, or named otherwise than the standard list of the program does.';
comment on table identity.staff is 'People of the staff. Their names are no patient data.';
comment on column identity.staff.disabled_reason is 'The coded reason for which a person may not sign in; null while they may.';
comment on table identity.staff_language is 'Languages in which a person can speak with patients, as primary tags of BCP 47.';
comment on table identity.staff_skill is 'Skills of a person by code.';
comment on table identity.tenant is 'Health systems. The address of a request names the tenant before anybody has signed in.';
comment on column identity.totp_factor.last_step is 'The last time step that was accepted: a code is good once.';
comment on table inventory.lot is 'What can be told apart on a shelf: a lot of a package at a site that belongs to one owner.';
comment on table inventory.package_serial is 'Serialized packages (DSCSA 582(d)): one serial number leaves once.';
comment on table inventory.stock_movement is 'The ledger. on_hand and reserved are what this movement adds, or takes away when negative.';
comment on table outreach.prescriber_notice is 'What a prescriber was told of an order, once for each fact, and what was answered. Ids and codes only; what was said is sealed with its message.';
comment on table outreach.prescriber_request is 'What a prescriber was asked about a prescription (a renewal, a change) and how it was answered; at most one of a kind is open.';
comment on column outreach.prescriber_request.sealed_words is 'patient data: the note that was sent and the words of the answer, sealed';
comment on column outreach.prescriber_request.settled_code is 'What was done about an answer that needed a person; null while nobody did anything, or nothing is to be done.';
comment on table pathways.draft is 'The next version of a programme while it is written; one for each programme. Nothing runs on a draft.';
comment on table pathways.pathway_version is 'Versions of pathways that two people of a health system put into force. A version is never changed; therapies name the one they run on. The versions of the program have no row.';
comment on column pathways.pathway_version.content is 'Stages, exit criteria, lanes, tasks, holds, roles and clocks, in the order in which they were written.';
comment on column pathways.pathway_version.based_on_id is 'The version from which it was written: a programme for one of the program, a UUID for one of the health system.';
comment on table patients.allergy is 'Allergies and intolerances, or that none are known.';
comment on column patients.allergy.sealed_detail is 'patient data: substance and reaction in words, sealed';
comment on table patients.condition is 'Conditions by code.';
comment on column patients.condition.sealed_detail is 'patient data: the condition in words, sealed';
comment on table patients.consent is 'What patients decided for each use of their data or ways of contact; the latest decision counts.';
comment on table patients.coverage is 'Insurance of patients in the order in which it pays.';
comment on column patients.coverage.sealed_member is 'patient data: member id, group number, person code, cardholder and payer as written, sealed';
comment on table patients.demographics is 'Every version of the demographics of a patient; a change adds one.';
comment on column patients.demographics.sealed_demographics is 'patient data: names, birth date, sex, addresses, phones, emails, identifiers, sealed';
comment on table patients.imported_record is 'Which of our records came from which record of another system, so that importing again changes nothing.';
comment on column patients.imported_record.source_token is 'patient data: keyed hash of the other system''s identifier';
comment on table patients.medication is 'Medicines that a patient takes beside those that we dispense.';
comment on column patients.medication.sealed_detail is 'patient data: the medicine and its directions in words, sealed';
comment on table patients.merge is 'Every merge of patient records and every taking back of one, in the order in which they happened.';
comment on table patients.observation is 'Measured values by LOINC code: weight, height, laboratory results. The value is decimal text.';
comment on column patients.observation.value is 'Decimal text, with a comparator where there is one; null when the result is given in words, which are sealed.';
comment on column patients.observation.sealed_detail is 'patient data: the name and comment of the result in words, sealed';
comment on column patients.observation.result_status is 'How far the laboratory stands behind a result; null for what was not reported by one.';
comment on column patients.observation.flag_code is 'Abnormal flag of HL7 table 0078, such as H, LL or A.';
comment on column patients.observation.result_token is 'patient data: keyed hash of the laboratory''s order number with code and sub-id, by which a correction finds what it corrects';
comment on column patients.observation.replaced_by is 'The result that took the place of this one; it stays and is no longer shown.';
comment on table patients.patient is 'Patients and which version of their demographics counts.';
comment on column patients.patient.merged_into is 'The record of the same person under which this one answers; null while it stands for itself.';
comment on table patients.preference is 'How patients want to be reached; a change adds a version.';
comment on column patients.preference.sealed_preference is 'patient data: channel, language, times, who may speak for the patient and notes, sealed';
comment on table patients.search_renewal is 'Health systems whose patients are not all indexed by the tokens of today, and up to which one they are.';
comment on column patients.search_renewal.after_patient_id is 'patient data: the last patient indexed anew, by id';
comment on table patients.search_token is 'Keyed tokens by which patients are found. A token tells nothing without the key, which lies outside the database.';
comment on column patients.search_token.token is 'patient data: keyed hash of a name, birth date, phone, record number or member id';
comment on table platform.command_answer is 'The stored answer of each command, so that a repeat changes nothing.';
comment on column platform.command_answer.sealed_answer is 'patient data: the answer as it was given, sealed';
comment on table platform.outbox_delivery is 'Deliveries not yet made; a delivery is deleted in the transaction of its subscriber.';
comment on table platform.outbox_event is 'Facts that modules announced; payloads carry ids and codes only.';
comment on column platform.outbox_event.cause_kind is 'Who made the fact true; null for facts that were announced before this was kept.';
comment on column platform.outbox_event.cause_name is 'Which part of the program, such as timer:therapies.refill-window; null for people, applications and partners.';
comment on table platform.stored_file is 'Stored files by content hash; the sealed bytes lie in the file store.';
comment on table platform.timer is 'Waits with their due times; a timer is deleted in the transaction that acts on it.';
comment on table portability.export is 'Every export of the record of a patient: who, when, for which purpose, and the sealed archive that was made.';
comment on column portability.export.patient_id is 'patient data: whose record was exported, by id';
comment on column portability.export.sealed_note is 'patient data: what the person wrote on why the record leaves, sealed';
comment on column portability.export.counts is 'How many records of each kind the archive holds; numbers only.';
comment on table portability.export_limit is 'How many patients one person may export within an hour, from a day on, and who says so.';
comment on table prescriptions.acceptance is 'Every decision about a prescription: each rule with its outcome, version and evidence in codes.';
comment on table prescriptions.duplicate_settlement is 'What a person decided about a referral that an earlier one may already be: the therapy goes on with it, both stand for a reason, or it was closed as a duplicate.';
comment on table prescriptions.early_cancellation is 'Cancellations that came before their prescription: such a prescription is cancelled on arrival.';
comment on table prescriptions.patient_correction is 'Prescriptions that stood under the wrong patient, and where they were moved.';
comment on table prescriptions.prescription is 'Each prescription as it stands: matched to patient, prescriber and drug, and decided. Received at is the first moment any channel had it and never changes.';
comment on column prescriptions.prescription.order_number is 'The sender''s own number of the order, by which it is cancelled or sent again.';
comment on column prescriptions.prescription.matches is 'How patient, prescriber and drug were matched: decision, score, reason codes and the ids of candidates.';
comment on column prescriptions.prescription.sealed_incoming is 'patient data: the prescription in neutral words as it was received or entered, with directions and notes, sealed';
comment on column prescriptions.prescription.clinic_id is 'The clinic from which it came; null when neither its message nor its prescriber says so.';
comment on table prescriptions.rx_number is 'Rx numbers (NCPDP 402-D2) of prescriptions.';
comment on table programs.access_token is 'Access tokens of programs by their hash; short-lived, and void as soon as the client is disabled.';
comment on column programs.api_client.made_by is 'The person who let the program in; null when that was done on the command line.';
comment on column programs.api_client.last_used_at is 'When the program last got an access token.';
comment on table programs.client_assertion is 'Used client assertions (RFC 7523 jti): each is good once.';
comment on table prospects.prospect is 'Patients with an appointment and a diagnosis for which a specialty drug is usual, and no therapy of that kind: found before a prescription, and what became of each.';
comment on column prospects.prospect.patient_id is 'patient data: who it is, by id';
comment on column prospects.prospect.findings is 'Each rule that made them a prospect, with its evidence: codes and days.';
comment on column prospects.prospect.changed_by is 'Who of the staff changed it last; null when the program did.';
comment on table receivables.dispute is 'What a payer is told that it paid short, with the evidence of that day: what it agreed to, what it remitted, and the line of the remittance.';
comment on column receivables.dispute.answer_reference is 'The number under which the payer answered; no data of a person.';
comment on table receivables.dispute_rule is 'Within how many days of a short remittance it can be disputed, from a day on, and who says so.';
comment on table receivables.write_off is 'An open amount of a claim that one person proposed to give up and another decided on; a reversed one is owed again.';
comment on table reference.clinical_risk is 'How much waiting endangers a patient by clinical programme and stage of the therapy, from a day on. The stage any counts where the programme has no row for the stage itself.';
comment on column reference.clinical_risk.is_verified is 'Whether somebody checked the assessment against its source; what is not says so on every row that it moves.';
comment on table reference.distribution_network is 'The pharmacies through which a drug of limited distribution is dispensed.';
comment on table reference.dose_limit is 'The largest labeled dose of an ingredient for an age and a weight; a unit such as mg/m2 is per body surface.';
comment on table reference.drug is 'Drug packages, one for each National Drug Code.';
comment on table reference.drug_price is 'Prices per billing unit in hundred-thousandths of a dollar. A synthetic price was made up for demonstration.';
comment on table reference.drug_profile is 'How a specialty pharmacy handles a package from a day on; a package without one is an ordinary drug at room temperature.';
comment on column reference.drug_profile.benefit is 'Under which benefit payers cover the drug: what a clinic administers is billed under the medical one.';
comment on column reference.drug_profile.starts_elsewhere is 'The first doses are given elsewhere, such as an infusion before self-injection: the pharmacy begins with a refill.';
comment on table reference.drug_rxnorm is 'The RxNorm concept of a package. The ingredient names the therapy; a combination lists all of its ingredients.';
comment on column reference.drug_rxnorm.rxcui is 'RxNorm code of the product; null when only its ingredient is known.';
comment on table reference.drug_version is 'What the directory says of a package from a day on.';
comment on column reference.drug_version.valid_to is 'The last day; null while it is marketed.';
comment on table reference.drug_word is 'The words of drug names, for search by their beginning.';
comment on table reference.duplicate_therapy_class is 'Ingredients that do the same work: two of one class at once are a duplicate therapy.';
comment on table reference.hcpcs_price is 'Medicare Part B payment limits per billing unit (CMS average sales price files).';
comment on table reference.holiday is 'Days on which those who follow a calendar do not work.';
comment on table reference.ingredient is 'Active ingredients by their RxNorm concept.';
comment on table reference.interaction is 'Interactions of two ingredients, the smaller code as text first; the effect is told in our own words.';
comment on table reference.match_threshold is 'From which score of 100 a match of a kind counts without a person, and from which a person is asked.';
comment on column reference.match_threshold.within_days is 'For duplicate referrals alone: within how many days of an earlier one a second of the same patient and ingredient is looked at.';
comment on table reference.ndc_hcpcs is 'Which HCPCS code bills a package under the medical benefit and how many billing units it holds (CMS crosswalk).';
comment on table reference.payer is 'Payers of claims.';
comment on table reference.plan is 'Plans as a card names them: BIN, processor control number and group; an empty PCN or group stands for any.';
comment on table reference.plan_pharmacy is 'The pharmacies at which alone a plan pays for specialty drugs; a plan without a row pays at any.';
comment on table reference.prescriber is 'Prescribers. Names and phones are those of the profession, not of patients.';
comment on column reference.prescriber.family_key is 'The family name in plain capital letters, for comparison.';
comment on table reference.prescriber_status is 'The standing of prescribers by NPI, known before the prescriber is. Of each source the newest fact that has begun counts, and of several sources the one that stands most against.';
comment on column reference.prescriber_status.source is 'Who says so, such as a directory of providers, a licensing board or a list of exclusions.';
comment on table reference.reference_import is 'Which public files were read, when, and with what outcome.';
comment on table reference.referral_clock is 'How long an answer is waited for, by the way in which it was asked, in minutes of business or of the clock.';
comment on table reference.referral_requirement is 'What a referral of a drug programme must bring before it is complete. A star stands for every programme, an empty ingredient for every drug of it.';
comment on column reference.referral_requirement.codes is 'LOINC codes of which any meets a laboratory result; beginnings of ICD-10-CM codes by which a condition of the chart is what the drug is for.';
comment on table reference.state_policy is 'Rules of a state by topic; one that nobody has checked against its source is marked unverified.';
comment on table referrals.contradiction is 'What a prescriber answered against what is known. It is recorded only when a person says so.';
comment on column referrals.contradiction.patient_id is 'patient data: whose answer it is, by id';
comment on column referrals.contradiction.sealed_statement is 'patient data: what is known, what was answered, and the facts of the answer; sealed';
comment on table referrals.information_request is 'What was missing of a referral and is asked for, by which way, until when. Items are codes with what closed them.';
comment on column referrals.information_request.form_partner_id is 'The partner that was sent the form; an answer counts from nobody else.';
comment on table referrals.letter is 'Letters that the program composed and a person sends: no fax transport stands here. Its text lies sealed among the documents.';
comment on table referrals.request_step is 'What happened to a request, in order: asked by which way, answered by which message, silent, sent by whom.';
comment on column referrals.request_step.step_order is 'In which order steps of one instant were written; it says nothing else and has gaps.';
comment on table referrals.transfer_out is 'Referrals that go to another pharmacy: composed, sent, and followed until that pharmacy says that it has them.';
comment on column referrals.transfer_out.acknowledged_by is 'Who of the other pharmacy said that it has the referral; staff, not a patient.';
comment on column referrals.transfer_out.days_held is 'Calendar days at the site from receipt to acknowledgement.';
comment on table refunds.ceiling_price is '340B ceiling prices for each billing unit, from a day on, and who says so.';
comment on table refunds.determination is 'Whether a claim is one of 340B, on which evidence, and which benefit was chosen by which prices; the newest counts.';
comment on table refunds.inquiry is 'What a manufacturer was asked about a refund: a good-faith inquiry or a dispute.';
comment on table refunds.inquiry_answer is 'How an inquiry ended; there is one answer for each.';
comment on table refunds.receipt is 'What the facilitator remitted or said of a claim, line by line; a line counts once.';
comment on table refunds.refund is 'How the refund of a claim stands: what is expected, what came, and which of both benefits counts. What led there is in its steps, receipts and determinations.';
comment on column refunds.refund.standard_cents is 'The standard default refund amount: WAC x quantity less MFP x quantity, each rounded, at the prices of the date of service; 0 where a refund came for a claim that has none.';
comment on table refunds.refund_step is 'Every change of what is expected for a claim: opened, withdrawn, opened again.';
comment on table refunds.selected_drug is 'Packages of the selected drugs with their maximum fair price for each billing unit, from a day on, and who says so.';
comment on table refunds.term is 'Days by which refunds are judged, from a day on, and who says so.';
comment on table remittance.deposit is 'The deposit at the bank that brought a payment, as a person entered it.';
comment on table remittance.file is 'Remittance files as they came; the bytes lie sealed in the file store before anything reads them. The same bytes are one file.';
comment on column remittance.file.sealed_details is 'patient data: the name that the file had, sealed';
comment on table remittance.file_dismissal is 'A held file that a person set aside, with the reason.';
comment on table remittance.file_outcome is 'What became of a file: posted whole, or held whole with the problems and their places.';
comment on column remittance.file_outcome.problems is 'Codes, places and sentences; no values of the file.';
comment on table remittance.line is 'What a payment says of each claim; a take-back is a line of its own with status 22.';
comment on column remittance.line.rx_number is 'The pharmacy''s own number of the prescription that was paid; it names nobody without the records of the pharmacy.';
comment on column remittance.line.sealed_control_number is 'patient data: the number of the claim where it is none of a prescription, sealed';
comment on column remittance.line.paired_position is 'The line of the same payment that this one takes back, or that it corrects.';
comment on table remittance.line_adjustment is 'Why a claim was paid other than charged, by group and reason (CARC).';
comment on table remittance.line_match is 'To which claim a line belongs, by which key, and what the payer had agreed to pay then; 0 for a claim that the pharmacy took back.';
comment on table remittance.payment is 'Each payment of a file. A posted one is the sum of its lines less the adjustments of the provider; a held one posted nothing.';
comment on column remittance.payment.purpose is 'What the payment is for: claims of a payer, or refunds of manufacturers.';
comment on table remittance.provider_adjustment is 'Amounts of a payment that belong to no claim (PLB); a positive one was deducted.';
comment on table remittance.refund_line is 'What a line of a refund payment says besides: the transaction code of the facilitator, and remarks (RARC).';
comment on table remittance.refund_payer is 'By which payer id an 835 of the Medicare Transaction Facilitator is known from a day on, and who says so.';
comment on column remittance.refund_payer.code_qualifier is 'Under which qualifier of a reference (REF01) a line carries the transaction code of the facilitator.';
comment on table remittance.rule is 'By what remittances are judged from a day on, and who says so.';
comment on table revenue.claim_fact is 'By what the postings of a claim are put together: day of service, payer, therapy, clinic and package, with the list price of that day.';
comment on column revenue.claim_fact.awp_cents is 'The average wholesale price of what was billed, as known when the claim was last posted; null where none was known.';
comment on table revenue.finding is 'What a detector found about a claim or a payment, and how it stands. A cause that is gone closes it; one that comes back opens it again.';
comment on column revenue.finding.facts is 'The numbers that the detector fired on; no data of a person.';
comment on table revenue.finding_step is 'Every step of a finding, only ever added to; verdicts are counted from here.';
comment on table revenue.posting is 'Amounts by account; debits are positive, credits negative.';
comment on column revenue.posting.detail is 'What tells amounts of an account apart: group and reason of an adjustment (CARC, PLB), or the owner of stock.';
comment on table revenue.posting_set is 'One set for each cause: the step of a claim, the line of a payment, the movement of a lot. The cause is posted once.';
comment on table revenue.price_limit is 'Limits of the detectors of prices from a day on, and who says so.';
comment on column revenue.price_limit.thin_margin_ten_thousandths is 'Below which share of its reimbursement the gross margin of a dear specialty claim is thin.';
comment on table revenue.rate_month is 'Sums of the paid claims of a contract by month of service: generics, brands, and fees of all. Summed anew at each daily look.';
comment on table revenue.rule is 'What a claim costs besides its product, from a day on, and who says so.';
comment on column revenue.rule.reserve_ten_thousandths is 'The share of the ingredient paid that is set aside for the true-up of an effective rate.';
comment on table therapies.number_slot is 'Where therapy numbers come from: several rows, so that therapies opened at once do not wait for each other.';
comment on table therapies.therapy is 'Each therapy (patient x ingredient x indication) as it stands: the fold of its events, written in their transaction. Codes, ids and instants only.';
comment on column therapies.therapy.state is 'The fold itself; the columns before it are taken from it for lists and reports.';
comment on column therapies.therapy.last_hash is 'The hash of the newest event, so that a stream that lost its end is noticed.';
comment on column therapies.therapy.harm_on is 'The day from which waiting costs the patient doses: the day on which the supply runs out, or the day by which the start was expected.';
comment on table therapies.therapy_event is 'What happened to each therapy. A correction is a further event. Each row''s hash covers its stored bytes and the hash before it.';
comment on column therapies.therapy_event.agenda is 'Instants that were computed with the event: due times, run-out, the end of an authorization.';
comment on column therapies.therapy_event.sealed_note is 'patient data: what a person wrote about the event, sealed';
comment on column therapies.therapy_event.actor_name is 'Which part of the program caused the event; null for people, applications and partners.';
comment on table therapies.therapy_look is 'Up to which event each person has seen each therapy, and up to which before the present visit: what is new is counted from there. Ids and instants only.';
comment on table work.assignment_rules is 'Versions of what each queue asks of the people who take its work, as a lead or director decided them; the last one holds. Version 1 is the standard of the program and has no row.';
comment on table work.count_balance is 'Open work by queue, site and owner as of the last fold; the count is the balance plus the changes since.';
comment on table work.count_change is 'Changes of the counts of open work, appended in the transaction that made them and folded into balances from time to time, so that no counter is written by everybody.';
comment on table work.hand_over is 'Work that a person gave to a colleague, or back to its queues, at once and with a note.';
comment on column work.hand_over.sealed_note is 'patient data: the note to the colleague, sealed; null for none.';
comment on column work.hand_over.seen_at is 'When the receiver said that they have read it.';
comment on table work.order_rules is 'Versions of the rules that order work, as a lead or director decided them. Version 1 is the standard of the program and has no row.';
comment on column work.order_rules.effective_from is 'When items begin to be ordered by these rules, beside the order that is shown.';
comment on column work.order_rules.shown_at is 'When the queues were switched to this order; null while it is planned or being made.';
comment on table work.order_state is 'Which order the queues of a tenant show, in which of the two places of an item it stands, and which one is being made in the other. Without a row: version 1 in the first place.';
comment on table work.saved_view is 'What a person saved of the filters of a queue, by name. Codes and ids only.';
comment on column work.saved_view.shared_with is 'The role with which a lead shares the view; null for a view of its owner alone.';
comment on table work.therapy_fact is 'What was last told of each therapy by which its work is ordered and assigned: days, codes and amounts only. Whoever opens work of a therapy holds its row shared, whoever tells anew holds it alone, so no open item keeps an older fact.';
comment on column work.therapy_fact.therapy_id is 'patient data: the therapy, by id';
comment on column work.therapy_fact.facts is 'Codes, days and amounts, among them the primary tag of the language of the patient and the state shipped to. Neither is an identifier (45 CFR 164.514(b)(2)(i)); the therapy is named by id.';
comment on table work.work_item is 'Work that waits or waited in a queue. A queue holds one open item for each subject. Codes, ids, amounts and instants only: names are asked of their own module.';
comment on column work.work_item.effective_due_at is 'By what the queue is ordered: the due instant as the facts move it, computed when they change and never when somebody looks.';
comment on column work.work_item.order_version is 'The version of the rules that computed the effective due instant.';
comment on column work.work_item.second_due_at is 'The second place for an effective due instant: while one place is shown, the next order is made in the other.';
comment on column work.work_item.second_version is 'The version of the rules that computed the second effective due instant.';
comment on column work.work_item.therapy_facts is 'What the therapy of an open item lends to its order; what the item says itself stands before it.';
comment on column work.work_item.asks is 'All by which a person suits an open item of a queue, in one text: role, site, language, interpreter, state shipped to, programme. There are few of them in a queue, so that each is decided once.';
