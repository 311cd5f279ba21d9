import { type ReactNode, useState } from 'react';
import { addDays, type CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useNow } from '../../../ui/now.ts';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission, useSession } from '../../../ui/session.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { decideSecondPerson, identityRefusals } from '../../identity/language.ts';
import * as api from '../api.ts';
import type { ProgrammeCode } from '../domain/programme.ts';
import { pathwayPermissions } from '../permissions.ts';
import classes from './pathway-page.module.css';
import { findPlace } from './pathway-rows.ts';
import { contentOf, invalidates, type ShownPathway } from './shown-pathway.ts';

/** Where the next version stands, and what can be done about it: write, propose, decide. */
export function DraftBar(props: {
  readonly pathway: ShownPathway;
  readonly onShow: (part: string) => void;
}): ReactNode {
  const { pathway } = props;
  if (pathway.proposal !== null) return <ProposalBar pathway={pathway} proposal={pathway.proposal} />;
  return pathway.draft === null ? <NoDraft pathway={pathway} /> : <StandingDraft {...props} draft={pathway.draft} />;
}

function NoDraft({ pathway }: { readonly pathway: ShownPathway }): ReactNode {
  const mayChange = useHasPermission(pathwayPermissions.changePathways.code);
  const begin = useEndpointCommand(api.beginDraft, { invalidates });
  if (!mayChange) return <p className={classes['soft']}>{pathway.sentence}</p>;
  return (
    <>
      {begin.failure !== null && <FailureNotice failure={begin.failure} />}
      <ActionBar
        primary={{
          label: 'Write the next version',
          keys: 'w',
          isRunning: begin.isRunning,
          onPress: () => begin.run({ programme: pathway.programme as ProgrammeCode }),
        }}
        note={pathway.sentence}
      />
    </>
  );
}

function StandingDraft(props: {
  readonly pathway: ShownPathway;
  readonly draft: NonNullable<ShownPathway['draft']>;
  readonly onShow: (part: string) => void;
}): ReactNode {
  const { pathway, draft, onShow } = props;
  const [asks, setAsks] = useState<'propose' | 'discard' | null>(null);
  const mayChange = useHasPermission(pathwayPermissions.changePathways.code);
  const mayActivate = useHasPermission(pathwayPermissions.activatePathways.code);
  const discard = useEndpointCommand(api.discardDraft, { invalidates, onDone: () => setAsks(null) });
  const about = { programme: pathway.programme as ProgrammeCode, expectedRevision: draft.revision };
  return (
    <>
      {draft.problems.length > 0 && (
        <Notice tone="blocked" sentence="The draft has problems. Each stands beside its row.">
          <ul className={classes['problems']}>
            {draft.problems.slice(0, 5).map(({ where, sentence }) => {
              const place = findPlace(where, contentOf(pathway));
              return (
                <li key={`${where}/${sentence}`}>
                  <button type="button" className={classes['add']} onClick={() => onShow(place.part)}>
                    {place.words}
                  </button>
                  : {sentence}
                </li>
              );
            })}
          </ul>
        </Notice>
      )}
      <ActionBar
        primary={{
          label: 'Propose',
          keys: 'p',
          refusal: findRefusal({ mayActivate, draft }),
          onPress: () => setAsks('propose'),
        }}
        secondary={
          mayChange ? [{ label: 'Discard the draft', isDangerous: true, onPress: () => setAsks('discard') }] : []
        }
        note={
          <>
            Draft from version {draft.basedOn}, last changed by {draft.changedBy},{' '}
            <Moment at={draft.changedAt as Instant} />
          </>
        }
      />
      {asks === 'propose' && <ProposeDialog pathway={pathway} about={about} onClose={() => setAsks(null)} />}
      <ConfirmDialog
        opened={asks === 'discard'}
        title="Discard the draft"
        sentence="What was written is thrown away. The version in force stays as it is."
        confirmLabel="Discard"
        isDangerous
        isRunning={discard.isRunning}
        failure={discard.failure}
        onCancel={() => setAsks(null)}
        onConfirm={() => discard.run(about)}
      />
    </>
  );
}

function findRefusal(at: { readonly mayActivate: boolean; readonly draft: NonNullable<ShownPathway['draft']> }) {
  if (!at.mayActivate) return identityRefusals.permissionNeeded;
  if (at.draft.problems.length > 0) return { sentence: 'Mend the problems first.' };
  return at.draft.changes.length === 0 ? { sentence: 'Nothing is changed.' } : null;
}

function ProposeDialog(props: {
  readonly pathway: ShownPathway;
  readonly about: { readonly programme: ProgrammeCode; readonly expectedRevision: number };
  readonly onClose: () => void;
}): ReactNode {
  const { pathway, about, onClose } = props;
  const propose = useEndpointCommand(api.proposeActivation, { invalidates, onDone: onClose });
  const earliest = addDays(pathway.today as CalendarDay, 1);
  const fields = {
    effectiveFrom: { kind: 'date', label: 'In force from', isRequired: true, earliest },
    reason: { kind: 'text', label: 'Why', isRequired: true, isLong: true, longest: 500 },
  } as const;
  return (
    <Dialog opened title={`Propose the next version: ${pathway.label}`} onClose={onClose}>
      <p>
        A second person decides. Therapies that begin on that day or later run by it; running ones keep their version
        until they are moved.
      </p>
      <StructuredForm
        fields={fields}
        initial={{ effectiveFrom: earliest }}
        submitLabel="Propose"
        onSubmit={(values) => propose.run({ ...about, ...values })}
        onCancel={onClose}
        isRunning={propose.isRunning}
        failure={propose.failure}
      />
    </Dialog>
  );
}

function ProposalBar(props: {
  readonly pathway: ShownPathway;
  readonly proposal: NonNullable<ShownPathway['proposal']>;
}): ReactNode {
  const { proposal } = props;
  const { staffId } = useSession();
  const now = useNow();
  const mayActivate = useHasPermission(pathwayPermissions.activatePathways.code);
  const decide = useEndpointCommand(api.decideActivation, { invalidates });
  const decided = decideSecondPerson({ ...proposal, decision: null }, { person: staffId, now });
  const refusal = mayActivate ? (decided.ok ? null : decided.refusal) : identityRefusals.permissionNeeded;
  const run = (decision: 'approved' | 'declined') => () => decide.run({ proposalId: proposal.proposalId, decision });
  return (
    <Notice
      tone="waiting"
      sentence={`${proposal.proposerName} proposes this draft from ${formatCalendarDay(proposal.effectiveFrom as CalendarDay)}: ${proposal.reason}`}
    >
      {decide.failure !== null && <FailureNotice failure={decide.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton label="Approve" refusal={refusal} isRunning={decide.isRunning} onPress={run('approved')} />
        {refusal === null && (
          <ReasonedButton label="Decline" kind="secondary" isRunning={decide.isRunning} onPress={run('declined')} />
        )}
      </div>
    </Notice>
  );
}
