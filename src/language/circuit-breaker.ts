export interface CircuitBreakerParts {
  /** Opens after so many failures in a row. */
  readonly failures: number;
  /** Stays open so long before one probe is let through. */
  readonly coolDownMs: number;
  readonly now: () => number;
}

export type CircuitState = 'closed' | 'open' | 'half-open';

/** Cầu dao: spares a service that fails, and the person waiting for it. */
export interface CircuitBreaker {
  readonly state: CircuitState;
  /** Whether a call may be made now. While half-open only one caller at a time hears yes, and must report back. */
  mayTry(): boolean;
  succeeded(): void;
  failed(): void;
}

export function createCircuitBreaker({ failures, coolDownMs, now }: CircuitBreakerParts): CircuitBreaker {
  let state: CircuitState = 'closed';
  let inARow = 0;
  let openedAt = 0;
  return {
    get state() {
      return state;
    },
    mayTry() {
      if (state === 'closed') return true;
      if (state === 'half-open' || now() - openedAt < coolDownMs) return false;
      state = 'half-open';
      return true;
    },
    succeeded() {
      state = 'closed';
      inARow = 0;
    },
    failed() {
      inARow++;
      // A call that was under way when the circuit opened must not prolong the wait.
      if (state === 'open' || (state === 'closed' && inARow < failures)) return;
      state = 'open';
      openedAt = now();
    },
  };
}
