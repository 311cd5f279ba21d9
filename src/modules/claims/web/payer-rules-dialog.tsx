import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { claimPermissions } from '../permissions.ts';
import * as api from '../rule-book-api.ts';
import { composeRulesForm, type RuleBook, readRulesForm, type ShownRules, toRulesTexts } from './rule-book-words.ts';

const standings = { past: 'counted once', now: 'counts now', later: 'takes force then' } as const;

/** All rules of a payer from each of its days on, and the way to propose others. */
export function PayerRulesDialog(props: {
  readonly rules: ShownRules;
  readonly versions: readonly ShownRules[];
  readonly book: RuleBook;
  readonly title: string;
  readonly onClose: () => void;
}): ReactNode {
  const { rules, versions, book, onClose } = props;
  const [proposes, setProposes] = useState(false);
  const mayChange = useHasPermission(claimPermissions.changePayerRules.code);
  const propose = useEndpointCommand(api.proposePayerRules, { invalidates: [api.getRuleBook], onDone: onClose });
  return (
    <Dialog opened width="wide" title={props.title} onClose={onClose}>
      {proposes ? (
        <StructuredForm
          fields={composeRulesForm(book.edits, book.today as CalendarDay)}
          initial={toRulesTexts(rules)}
          columns={2}
          submitLabel="Propose"
          onSubmit={(values) => propose.run(readRulesForm(rules, values))}
          onCancel={() => setProposes(false)}
          isRunning={propose.isRunning}
          failure={propose.failure}
        />
      ) : (
        <>
          {versions.map((version) => (
            <section key={version.validFrom} aria-label={`From ${version.validFrom}`}>
              <h3>
                From {formatCalendarDay(version.validFrom as CalendarDay)}: {standings[version.standing]}
              </h3>
              <KeyValueList
                columns={2}
                items={[
                  ...version.lines,
                  {
                    label: 'Source',
                    value: `${version.source}${version.isVerified ? '' : ' (nobody compared it with the source yet)'}`,
                  },
                ]}
              />
            </section>
          ))}
          {mayChange && (
            <Button data-autofocus onClick={() => setProposes(true)}>
              Propose a change
            </Button>
          )}
        </>
      )}
    </Dialog>
  );
}
