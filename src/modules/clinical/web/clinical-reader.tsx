import { type ReactNode, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useSession } from '../../../ui/session.ts';
import * as api from '../api.ts';
import classes from './clinical-lines.module.css';
import type { ClinicalDialogProps, ClinicalView } from './clinical-words.ts';

/** Reads the clinical side of a therapy and keeps it fresh. */
export function useClinical(therapyId: TherapyId) {
  return useEndpointQuery(api.getTherapyClinical, { therapyId }, { topics: [`therapy:${therapyId}`] });
}

/** A form that a panel can open, for people with its permission. */
export interface PanelForm {
  readonly label: string;
  readonly permission: string;
  /** Why it can't be opened now; the server would refuse with the same sentence. */
  readonly refusal?: { readonly sentence: string } | null;
  readonly dialog: (props: ClinicalDialogProps) => ReactNode;
}

/** A panel over the clinical side of a therapy: what is known, and the forms that record more. */
export function ClinicalPanel(props: {
  readonly therapyId: TherapyId;
  readonly forms: (clinical: ClinicalView) => readonly PanelForm[];
  readonly children: (clinical: ClinicalView) => ReactNode;
}): ReactNode {
  const { therapyId } = props;
  const { permissions } = useSession();
  const [current, setCurrent] = useState<PanelForm | null>(null);
  const query = useClinical(therapyId);
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={3} />;
  const forms = props.forms(query.data).filter(({ permission }) => permissions.includes(permission));
  const OpenDialog = current?.dialog ?? null;
  return (
    <>
      {props.children(query.data)}
      <div className={classes['bar']}>
        {forms.map((form) => (
          <ReasonedButton
            key={form.label}
            label={form.label}
            kind="secondary"
            isSmall
            refusal={form.refusal ?? null}
            onPress={() => setCurrent(form)}
          />
        ))}
      </div>
      {OpenDialog !== null && (
        <OpenDialog therapyId={therapyId} clinical={query.data} onClose={() => setCurrent(null)} />
      )}
    </>
  );
}
