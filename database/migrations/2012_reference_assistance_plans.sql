-- Cards of manufacturers and foundations pay like plans, after the patient's insurance.

alter table reference.plan drop constraint plan_kind_check;
alter table reference.plan add constraint plan_kind_check check (kind in ('commercial', 'medicare-part-d', 'medicare-part-b', 'medicaid-ffs', 'medicaid-managed', 'tricare', 'va', 'cash', 'manufacturer-card', 'foundation'));
