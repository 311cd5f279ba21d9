-- The claims that need somebody are read in the order in which they wait, a page at a time.

create index claim_open_by_age on claims.claim (tenant_id, (coalesce(answered_at, submitted_at)), claim_id)
  where state in ('sending', 'unanswered', 'reversing', 'rejected');
