import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { DataTable } from '../../../ui/table.tsx';
import type { TableColumn } from '../../../ui/table-types.ts';
import * as api from '../api.ts';
import { clinicPermissions } from '../permissions.ts';
import type { ShownClinic } from './clinic-dialog.tsx';
import { ClinicDialog } from './clinic-dialog.tsx';

function columnsOf(labels: ReadonlyMap<string, string>): readonly TableColumn<ShownClinic>[] {
  return [
    { id: 'name', header: 'Clinic', width: { grow: 3, least: 190 }, cell: ({ name }) => name },
    { id: 'site', header: 'Pharmacy', width: { grow: 2, least: 150 }, cell: ({ siteName }) => siteName },
    {
      id: 'treats',
      header: 'Treats',
      width: { grow: 2, least: 150 },
      cell: ({ diseaseStates }) => diseaseStates.map((code) => labels.get(code) ?? code).join(', '),
    },
    {
      id: 'codes',
      header: 'Named in messages as',
      width: { grow: 2, least: 150 },
      cell: ({ locationCodes }) => (locationCodes.length === 0 ? 'Nothing yet' : locationCodes.join(', ')),
    },
    {
      id: 'prescribers',
      header: 'Prescribers',
      width: { grow: 2, least: 140 },
      cell: ({ prescribers }) => prescribers.map(({ name }) => name).join(', ') || 'Nobody yet',
    },
    { id: 'active', header: 'Active', width: 150, cell: (clinic) => <ActiveDays clinic={clinic} /> },
  ];
}

/** The clinics of the health system: which pharmacy serves each, by which codes messages name it, what it treats and who practises there. */
export function ClinicsPage(): ReactNode {
  const [openedId, setOpenedId] = useState<string | null>(null);
  const [adds, setAdds] = useState(false);
  const mayChange = useHasPermission(clinicPermissions.changeClinics.code);
  const query = useEndpointQuery(api.listClinics, {});
  const { data } = query;
  const opened = data?.clinics.find(({ clinicId }) => clinicId === openedId);
  const labels = new Map(data?.diseaseStates.map(({ code, label }) => [code, label]));
  useShortcuts(mayChange ? [{ keys: 'n', label: 'Add a clinic', group: 'This page', run: () => setAdds(true) }] : []);
  return (
    <PageFrame
      title="Clinics"
      fill
      actions={
        mayChange && (
          <Button onClick={() => setAdds(true)} rightSection={<Kbd keys="n" />}>
            Add a clinic
          </Button>
        )
      }
      hints={[
        { keys: 'j', label: 'next' },
        { keys: 'k', label: 'before' },
        { keys: 'Enter', label: mayChange ? 'change' : 'open' },
      ]}
    >
      {query.error !== null ? (
        <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="Clinics"
          columns={columnsOf(labels)}
          rows={data?.clinics ?? []}
          rowId={(clinic) => clinic.clinicId}
          isLoading={query.isPending}
          onOpen={(clinic) => setOpenedId(clinic.clinicId)}
          empty={
            <EmptyState
              title="No clinics"
              sentence="Until clinics are entered here, no order and no appointment is known to come from one."
            />
          }
          claimsFocus
        />
      )}
      {data !== undefined && opened !== undefined && (
        <ClinicDialog listed={data} clinic={opened} onClose={() => setOpenedId(null)} />
      )}
      {data !== undefined && adds && <ClinicDialog listed={data} clinic={null} onClose={() => setAdds(false)} />}
    </PageFrame>
  );
}

function ActiveDays({ clinic }: { readonly clinic: ShownClinic }): ReactNode {
  const { validFrom, validTo, isActive } = clinic;
  if (!isActive) return <StatusBadge tone="neutral">{validTo === null ? 'Not yet' : 'Not active'}</StatusBadge>;
  return validTo === null
    ? `Since ${formatCalendarDay(validFrom as CalendarDay)}`
    : `Until ${formatCalendarDay(validTo as CalendarDay)}`;
}
