/** The place of the stability plots of networks: they are fetched when they are first looked at. */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useNetwork } from '../context.ts';

let Loaded: ComponentType | undefined;

export function NetworkStability(): ReactNode {
  const { networkStability } = useNetwork();
  if (!networkStability) return null;
  Loaded ??= lazy(networkStability);
  return (
    <Suspense fallback={<div className="plot" />}>
      <Loaded />
    </Suspense>
  );
}
