-- A package that was wasted never leaves again.

alter table inventory.package_serial drop constraint package_serial_state_check;
alter table inventory.package_serial add constraint package_serial_state_check check (state in ('on-hand', 'dispensed', 'wasted'));
