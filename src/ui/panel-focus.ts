/** Leads to a panel of the page by its title and tells whether it is there. */
export function focusPanel(title: string): boolean {
  const heading = [...document.querySelectorAll<HTMLElement>('section > header h2')].find(
    (each) => each.textContent === title,
  );
  if (heading === undefined) return false;
  heading.tabIndex = -1;
  heading.scrollIntoView({ block: 'center' });
  heading.focus({ preventScroll: true });
  return true;
}
