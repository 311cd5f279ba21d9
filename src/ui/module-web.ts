import type { ComponentType, FunctionComponent } from 'react';
import type { PatientId, PrescriptionId, RawMessageId, TherapyId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RailStage } from './stage-rail.tsx';

/** The stages of a therapy as its page shows them now. */
interface TherapyRailProps {
  readonly label: string;
  readonly stages: readonly RailStage[];
  readonly currentId: string | null;
  readonly cycleKind: 'start' | 'refill';
}

/** The places in pages that modules fill, with what each place tells the component that stands in it. */
export interface PanelProps {
  /** A panel on the therapy page. */
  readonly 'therapy-panel': { readonly therapyId: TherapyId; readonly patientId: PatientId };
  /** Work that is ready to be done, above the panels of the therapy page. */
  readonly 'therapy-action': { readonly therapyId: TherapyId };
  /** Facts in the short line above the rail of the therapy page, as list items. */
  readonly 'therapy-fact': { readonly therapyId: TherapyId; readonly patientId: PatientId };
  /** The rail of the therapy page, drawn by a module that knows how long its stages usually take; draws itself. */
  readonly 'therapy-rail': TherapyRailProps;
  /** A way to write a note on a therapy, among the actions of its page; draws itself. */
  readonly 'therapy-note': { readonly therapyId: TherapyId };
  /** A dialog that corrects a note of the timeline, open until it says that it is closed; draws itself. */
  readonly 'note-correction': {
    readonly therapyId: TherapyId;
    readonly corrected: { readonly sequence: number; readonly text: string };
    readonly onClose: () => void;
  };
  /** What is likely to come for a therapy that has not started; draws itself. */
  readonly 'therapy-outlook': { readonly therapyId: TherapyId };
  /** The record from which a fact of the timeline comes, opened beside it; a module draws nothing for a kind that is not its own. */
  readonly 'fact-source': { readonly kind: string; readonly id: string; readonly fillId: string | null };
  /** What payers said to the claims of a fill, on the page of the fill; draws itself. */
  readonly 'fill-claims': { readonly fillId: string };
  /** A panel on the patient page. */
  readonly 'patient-panel': { readonly patientId: PatientId };
  /** What of a module belongs to one or more records of a person, beside another record before a merge or a taking apart; draws itself. */
  readonly 'record-holdings': { readonly patientId: PatientId; readonly recordIds: readonly PatientId[] | null };
  /** The name of a patient inside a line of another module's page; draws itself. */
  readonly 'patient-name': { readonly patientId: PatientId };
  /** Drug and number of a therapy inside a line of another module's page; draws itself. */
  readonly 'therapy-name': { readonly therapyId: TherapyId };
  /** A way to sign in beside those of Theriac; draws itself. `returnPath` is where the person wants to go. */
  readonly 'sign-in-way': { readonly returnPath: string };
  /** What can be done about a record that could not be shown; draws itself. */
  readonly 'record-refused': Readonly<Record<never, never>>;
  /** What a person did between two moments, beside the review of their emergency access. */
  readonly 'access-deeds': { readonly userName: string; readonly from: Instant; readonly to: Instant };
  /** What a draft would have made of past therapies, on the page of a pathway; `revision` is that of the draft, null when there is none. */
  readonly 'pathway-past': { readonly programme: string; readonly revision: number | null };
  /** The running therapies of a programme, on the page of its pathway. */
  readonly 'pathway-running': { readonly programme: string };
  /** The way from a claim to its money; draws itself. */
  readonly 'claim-money': { readonly claimId: string };
  /** A panel on the page of the money of a claim. */
  readonly 'claim-panel': { readonly claimId: string };
  /** What a claim should be paid by its contract, and why; draws itself. */
  readonly 'expected-payment': { readonly claimId: string };
  /** A panel on the home page. */
  readonly 'home-panel': Readonly<Record<never, never>>;
  /** A panel beside the reading of a prescription, decided or not. */
  readonly 'prescription-panel': { readonly prescriptionId: PrescriptionId; readonly patientId: PatientId | null };
  /** A way to ask the prescriber from a dialog that waits for their word; draws itself, and says when they are asked. */
  readonly 'ask-prescriber': { readonly prescriptionId: PrescriptionId; readonly onAsked: () => void };
  /** A panel beside the original of what arrived; `prescriptionId` is null while nothing could be read from it. */
  readonly 'intake-panel': { readonly rawMessageId: RawMessageId; readonly prescriptionId: PrescriptionId | null };
}

/** The name of a place that modules fill. */
export type PanelSlot = keyof PanelProps;

/** What a module puts into a slot. Panels stand in ascending `order`; one without the `permission` is left out. */
export interface PanelContribution<Slot extends PanelSlot> {
  readonly order: number;
  readonly title: string;
  readonly component: ComponentType<PanelProps[Slot]>;
  readonly permission?: string;
}

/** An icon of @tabler/icons-react, or anything that draws the same way. */
type NavigationIcon = ComponentType<{ readonly size?: number | string; readonly stroke?: number | string }>;

/** A page of a module. A path names its parameters by `$`: `/therapies/$therapyId`. No patient data in a path. */
export interface PageRoute {
  readonly path: string;
  readonly page: FunctionComponent;
  /** The title of the browser's tab. It is kept in the browser's history, so it never names a patient. */
  readonly title: string;
  /** `shell` (the default) stands inside navigation and needs a session; `alone` stands by itself, such as sign-in. */
  readonly frame?: 'shell' | 'alone';
}

/** An entry of the rail. Without the `permission` it is not shown. */
export interface NavigationEntry {
  readonly label: string;
  readonly path: string;
  readonly icon: NavigationIcon;
  readonly order: number;
  readonly permission?: string;
}

/** A shortcut that leads to a page from anywhere: `g q` to the work queues. */
interface PageShortcut {
  readonly keys: string;
  readonly label: string;
  readonly path: string;
}

/** One thing that a search found. */
export interface SearchHit {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly path: string;
}

/** A search that the command palette asks; it is told to stop by the signal. */
export interface SearchProvider {
  readonly name: string;
  readonly label: string;
  readonly permission?: string;
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly SearchHit[]>;
}

/** All that a module adds to the staff app. Each module exports one as `web` from `web/index.tsx`. */
export interface ModuleWeb {
  readonly name: string;
  readonly routes: readonly PageRoute[];
  readonly navigation: readonly NavigationEntry[];
  readonly panels: { readonly [Slot in PanelSlot]?: readonly PanelContribution<Slot>[] };
  readonly shortcuts: readonly PageShortcut[];
  readonly searches?: readonly SearchProvider[];
}
