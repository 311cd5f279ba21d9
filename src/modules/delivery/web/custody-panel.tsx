import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Moment } from '../../../ui/moment.tsx';
import { conditions, receiptReasons, receiverRoles } from '../domain/clinic-receipt.ts';
import classes from './deliveries-panel.module.css';
import type { KnownDelivery } from './delivery-words.ts';

/** Who had the goods, from the pharmacy to the clinic: each hand with its person and the moment. */
export function CustodyList({ known }: { readonly known: KnownDelivery }): ReactNode {
  const { delivery, steps, receipt } = known;
  const packed = steps.findLast(({ step }) => step === 'pack');
  const left = steps.findLast(({ step }) => step === 'hand-over');
  const carrier = delivery.method === 'courier' ? (delivery.carrier ?? 'Courier') : 'Messenger';
  return (
    <ol className={classes['list']}>
      <Hand holder="Pharmacy" who={packed?.actorName ?? null} at={packed?.occurredAt ?? null} what="packed" />
      <Hand holder="Pharmacy" who={left?.actorName ?? null} at={left?.occurredAt ?? null} what="handed over" />
      <Hand holder={carrier} who={delivery.takenBy} at={delivery.handedOverAt} what="taken over" />
      <Hand
        holder={delivery.clinicName ?? 'Clinic'}
        who={
          receipt === null
            ? null
            : `${receipt.receiverName}, ${nameOf(receiverRoles, receipt.receiverRole).toLowerCase()}`
        }
        at={receipt?.receivedAt ?? null}
        what={receipt === null ? 'not received yet' : describeReceipt(receipt)}
      />
    </ol>
  );
}

function Hand(props: {
  readonly holder: string;
  readonly who: string | null;
  readonly at: string | null;
  readonly what: string;
}): ReactNode {
  const { holder, who, at, what } = props;
  return (
    <li className={classes['hand']}>
      <strong>{holder}</strong>
      <span>
        {who === null ? '' : `${who}: `}
        {at === null && what !== 'not received yet' ? `not ${what} yet` : what}
      </span>
      {at === null ? <span /> : <Moment at={at as Instant} />}
    </li>
  );
}

function describeReceipt(receipt: NonNullable<KnownDelivery['receipt']>): string {
  const { reasonCode, lotNumber, packages, condition, temperatureTenths, temperatureInRange, recordedByName } = receipt;
  const outcome =
    reasonCode === null ? 'accepted' : `not accepted (${nameOf(receiptReasons, reasonCode).toLowerCase()})`;
  const reading = temperatureTenths === null ? '' : `, ${(temperatureTenths / 10).toFixed(1)} °C`;
  const range = temperatureInRange === null ? '' : temperatureInRange ? ' in range' : ' out of range';
  const count = packages === 1 ? '1 package' : `${packages} packages`;
  const recorded = recordedByName === null ? '' : `; recorded by ${recordedByName}`;
  return `${outcome}, ${count} of lot ${lotNumber}, ${nameOf(conditions, condition).toLowerCase()}${reading}${range}${recorded}`;
}

function nameOf(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code;
}
