import { Component, type ReactNode } from 'react';
import { EndpointFailure } from './endpoint-failure.ts';
import { FailureNotice } from './failure-notice.tsx';

interface FaultBoundaryState {
  readonly fault: EndpointFailure | null;
}

/** Keeps a fault in one part of the page from taking the rest with it; the person may try that part again. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, FaultBoundaryState> {
  override state: FaultBoundaryState = { fault: null };

  static getDerivedStateFromError(thrown: unknown): FaultBoundaryState {
    return { fault: faultOf(thrown) };
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return <FailureNotice failure={this.state.fault} onRetry={() => this.setState({ fault: null })} />;
  }
}

/** Says in words what a page threw; what was thrown is never shown itself, it may hold patient data. */
export function faultOf(thrown: unknown): EndpointFailure {
  if (thrown instanceof EndpointFailure) return thrown;
  return new EndpointFailure({
    status: 500,
    code: 'page.fault',
    sentence: 'This part of the page failed. What you see elsewhere still stands.',
    facts: {},
    problems: [],
    faultId: null,
  });
}
