import type { ReactNode } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Cents } from '../../../kernel/money.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatMoney } from '../../../ui/format-money.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import {
  authorizationNeeds,
  baggingEffects,
  baggingModels,
  benefitKinds,
  benefitsOutcomes,
  coverageStates,
  listMissingBenefits,
  mandatedPharmacies,
} from '../domain/benefits.ts';
import { payerKinds } from '../domain/payer-kind.ts';
import { accessPermissions } from '../permissions.ts';
import { AccessPanel } from './access-reader.tsx';
import { type AccessView, benefitsTones } from './access-words.ts';
import { BenefitsDialog } from './benefits-dialog.tsx';
import { RecordLines } from './record-lines.tsx';

type Check = AccessView['benefits'][number];

/** What the plan covers as it was last found out, and how it was found out. */
export function BenefitsPanel(props: { readonly therapyId: TherapyId }): ReactNode {
  return (
    <AccessPanel
      therapyId={props.therapyId}
      buttonLabel="Record a benefits check"
      permission={accessPermissions.recordBenefits.code}
      dialog={BenefitsDialog}
    >
      {({ benefits, coverages }) => {
        const [newest] = benefits;
        if (newest === undefined)
          return <EmptyState title="Not checked yet" sentence="The plan, its cost and its conditions are not known." />;
        const plan = coverages.find(({ coverageId }) => coverageId === newest.coverageId)?.name ?? null;
        return (
          <>
            <NewestCheck check={newest} plan={plan} />
            <RecordLines lines={benefits.map(toLine)} />
          </>
        );
      }}
    </AccessPanel>
  );
}

function NewestCheck(props: { readonly check: Check; readonly plan: string | null }): ReactNode {
  const { check } = props;
  return (
    <KeyValueList
      columns={2}
      items={[
        { label: 'Plan', value: props.plan ?? (check.planKind === null ? null : payerKinds[check.planKind]) },
        { label: 'Benefit', value: check.benefit === null ? null : benefitKinds[check.benefit] },
        { label: 'Coverage', value: coverageStates[check.coverageState] },
        {
          label: 'Patient pays',
          value: check.patientPayCents === null ? null : formatMoney(check.patientPayCents as Cents),
        },
        { label: 'Prior authorization', value: authorizationNeeds[check.authorizationNeed] },
        { label: 'Pharmacy of the plan', value: mandatedPharmacies[check.mandatedPharmacy] },
        { label: 'Bagging model', value: describeBagging(check.baggingModel) },
        { label: 'Call reference', value: check.callReference === '' ? null : check.callReference },
      ]}
    />
  );
}

function describeBagging(model: Check['baggingModel']): string | null {
  return model === null ? null : `${baggingModels[model]}. ${baggingEffects[model]}`;
}

function toLine(check: Check) {
  const missing = listMissingBenefits({ ...check, patientPayCents: check.patientPayCents as Cents | null });
  return {
    ...check,
    id: check.benefitsCheckId,
    state: benefitsOutcomes[check.outcome],
    tone: benefitsTones[check.outcome],
    words: [check.outcome === 'incomplete' ? `Missing: ${missing.join(', ')}` : null, check.note],
  };
}
