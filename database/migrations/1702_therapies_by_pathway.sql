-- Therapies are found by the version of the pathway on which they run, the newest first.
create index therapy_pathway on therapies.therapy (tenant_id, pathway_id, opened_at desc);
