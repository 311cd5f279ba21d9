import type { Locator, Page } from 'playwright-core';

/** What is put into a form: by label, a text, the label of a choice, or whether a box is ticked. */
export type FormEntries = Readonly<Record<string, string | boolean>>;

/** Opens a dialog by its button, fills it, sends it and waits until it closed. */
export async function recordInDialog(
  page: Page,
  parts: {
    readonly button: string;
    readonly entries: FormEntries;
    readonly submit: string;
    readonly beforeSubmit?: (dialog: Locator) => Promise<void>;
  },
): Promise<void> {
  await page.getByRole('button', { name: parts.button }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (const [label, value] of Object.entries(parts.entries)) await enter(dialog, label, value);
  await parts.beforeSubmit?.(dialog);
  await dialog.getByRole('button', { name: parts.submit, exact: false }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function enter(form: Locator, label: string, value: string | boolean): Promise<void> {
  if (typeof value === 'boolean') {
    await form.getByRole('checkbox', { name: label }).setChecked(value);
    return;
  }
  const group = form.getByRole('radiogroup', { name: label });
  if ((await group.count()) > 0) {
    await group.getByRole('radio', { name: value, exact: true }).check();
    return;
  }
  const field = form.getByLabel(new RegExp(`^${label} ?\\*?$`));
  const kind = await field.evaluate((element) => element.tagName);
  if (kind === 'SELECT') await field.selectOption({ label: value });
  else await field.fill(value);
}
