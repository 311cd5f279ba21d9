import { Link, useMatch, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';

/** A link to a page of this app by its full path, such as `/therapies/0198…`; pointing at it loads the page's code. */
export function PageLink(props: {
  readonly to: string;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { to, ...rest } = props;
  return <Link {...addressOf(to)} {...rest} />;
}

/** Returns the function that goes to a page by its full path. */
export function useGoTo(): (path: string) => void {
  const navigate = useNavigate();
  return useCallback((path) => void navigate(addressOf(path)), [navigate]);
}

/** Returns a parameter of this page's path; throws when the page's path does not name it, which is a bug. */
export function usePathParameter(name: string): string {
  const parameters: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const parameter = parameters[name];
  if (parameter === undefined) throw new Error(`the path of this page has no parameter ${name}`);
  return parameter;
}

/** Returns the path of the page that is shown, without its filters. */
export function useCurrentPath(): string {
  return useRouterState({ select: (state) => state.location.pathname });
}

/** Returns the path of the page that this component belongs to, which on a change of page stays what it was. */
export function useOwnPath(): string {
  return useMatch({ strict: false, select: (match) => match.pathname });
}

/**
 * Returns a filter of a list from the address and the function that sets it; null removes it.
 * Filters are codes such as a queue or a stage: patient data never stands in an address.
 */
export function useAddressFilter(name: string): readonly [string | null, (value: string | null) => void] {
  const navigate = useNavigate();
  const value = useRouterState({
    select: (state) => textOf((state.location.search as Readonly<Record<string, unknown>>)[name]),
  });
  const set = useCallback(
    (next: string | null) =>
      void navigate({
        to: '.',
        replace: true,
        search: (previous: Readonly<Record<string, unknown>>) => ({ ...previous, [name]: next ?? undefined }),
      } as Parameters<typeof navigate>[0]),
    [navigate, name],
  );
  return [value, set];
}

/** Returns the function that sets several filters of a list in the address at once; null removes one. */
export function useSetAddressFilters(): (values: Readonly<Record<string, string | null>>) => void {
  const navigate = useNavigate();
  return useCallback(
    (values) => {
      const next = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? undefined]));
      void navigate({
        to: '.',
        replace: true,
        search: (previous: Readonly<Record<string, unknown>>) => ({ ...previous, ...next }),
      } as Parameters<typeof navigate>[0]);
    },
    [navigate],
  );
}

function addressOf(path: string): { readonly to: string; readonly search?: Record<string, string> } {
  const [pathname = '/', search] = path.split('?');
  return search === undefined
    ? { to: pathname }
    : { to: pathname, search: Object.fromEntries(new URLSearchParams(search)) };
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}
