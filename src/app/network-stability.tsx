/** What shows the stability of this page's networks, with what measures them: fetched when it is looked at. */
import type { ReactNode } from 'react';
import { createNetworkStability, type NetworkStabilityController } from '../network/controller/stability.ts';
import { type NetworkContext, useNetwork } from '../network/views/context.ts';
import { NetworkStability } from '../network/views/stability/stability.tsx';
import { studyPools } from './study-pools.ts';

/** One for each page. */
const opened = new WeakMap<NetworkContext['training'], NetworkStabilityController>();

export default function Placed(): ReactNode {
  const { playground, training } = useNetwork();
  const { pool, assets } = studyPools;
  const controller = opened.get(training) ?? createNetworkStability({ playground, training, pool, assets });
  opened.set(training, controller);
  return <NetworkStability controller={controller} />;
}
