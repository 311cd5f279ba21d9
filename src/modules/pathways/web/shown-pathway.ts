import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { roles } from '../../../kernel/roles.ts';
import * as api from '../api.ts';
import type { PathwayContent } from '../domain/pathway.ts';
import { type StageCode, stages } from '../domain/stage.ts';

/** The pathway of a programme as the page shows it. */
export type ShownPathway = ResponseOf<typeof api.readPathway>;

/** What every form of the editor is told. */
export interface EditProps {
  readonly pathway: ShownPathway;
  readonly onClose: () => void;
}

/** What is read again after a command. */
export const invalidates = [api.readPathway, api.listPathways] as const;

/** The content of the page: the draft where one is written, else what is in force. */
export function contentOf({ draft, inForce }: ShownPathway): PathwayContent {
  return (draft ?? inForce).content as unknown as PathwayContent;
}

/** What a save sends. */
export function toSave(pathway: ShownPathway, content: PathwayContent): RequestOf<typeof api.saveDraft> {
  return {
    programme: pathway.programme as RequestOf<typeof api.saveDraft>['programme'],
    expectedRevision: pathway.draft?.revision ?? 1,
    content: content as unknown as RequestOf<typeof api.saveDraft>['content'],
  };
}

/** The first problem of a part; null when it has none. */
export function problemAt({ draft }: ShownPathway, where: string): string | null {
  return draft?.problems.find((problem) => problem.where === where)?.sentence ?? null;
}

interface Option<Code extends string = string> {
  readonly value: Code;
  readonly label: string;
}

/** The options of a table of codes and words. */
export function optionsOf<Code extends string>(
  table: Readonly<Partial<Record<Code, string | { readonly label: string }>>>,
): readonly Option<Code>[] {
  return Object.entries<string | { readonly label: string } | undefined>(table).map(([value, words]) => ({
    value: value as Code,
    label: typeof words === 'string' ? words : (words?.label ?? value),
  }));
}

/** All roles to choose from. */
export const roleOptions = optionsOf(roles);

/** The stages to choose from. */
export const stageOptions = optionsOf<StageCode>(stages).filter(({ value }) => value !== 'ended');

/** The queues to choose from. */
export function queueOptions({ queues }: ShownPathway): readonly Option[] {
  return queues.map(({ code, label }) => ({ value: code, label }));
}
