import type { PlanRows, Teaching } from './plan-rows.ts';
import { RowMaker, type PlanReading, type PlanSource, type ShortForms } from './row-maker.ts';

/** Set for the process that makes rows; whoever else imports this file only wants its types. */
export const makerRole = 'plan-rows';

export type Order =
  | { readonly do: 'readings'; readonly sources: readonly PlanSource[] }
  | { readonly do: 'read'; readonly some: number; readonly sources: readonly PlanSource[] }
  | { readonly do: 'rows'; readonly some: number; readonly forms: ShortForms };

export type Delivery =
  | { readonly readings: readonly PlanReading[] }
  | { readonly teaching: readonly Teaching[] }
  | { readonly rows: readonly PlanRows[] }
  | { readonly failed: string };

if (process.argv[2] === makerRole) {
  const maker = new RowMaker();
  process.on('message', (order: Order) => process.send?.(carryOut(maker, order)));
  process.once('disconnect', () => process.exit());
}

function carryOut(maker: RowMaker, order: Order): Delivery {
  try {
    if (order.do === 'readings') return { readings: maker.readings(order.sources) };
    return order.do === 'read'
      ? { teaching: maker.read(order.some, order.sources) }
      : { rows: maker.rows(order.some, order.forms) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
