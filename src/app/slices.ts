/** The kinds of experiments there are, put together: the document, and the controller of each slice. */
import { createPlayground, type Playground, type PlaygroundOptions } from '../document/playground.ts';
import type { Slice } from '../document/slice.ts';
import { isNetwork } from '../experiment/index.ts';
import {
  createTrainingController,
  type TrainingController,
  type TrainingControllerOptions,
} from '../network/controller/controller.ts';
import type { NetworkContext } from '../network/views/context.ts';
import type { RequestChannel } from '../runtime/request.ts';
import type { Notice } from '../runtime/transport.ts';
import { createSurfaceController, type SurfaceController } from '../surface/controller/controller.ts';
import type { SurfaceContext } from '../surface/views/context.ts';

export interface PageOptions
  extends Omit<PlaygroundOptions, 'slices'>,
    Omit<TrainingControllerOptions, 'channel'> {
  /** The way to where things are computed, which may say how it is with the worker. */
  readonly channel: (notice: (notice: Notice) => void) => RequestChannel;
}

/** What the views of a page are given. */
export interface Page {
  readonly playground: Playground;
  readonly surface: SurfaceController;
  readonly training: TrainingController;
  /** Loads what shows the stability of runs; absent where nothing is measured, as in tests. */
  readonly stability?: NonNullable<SurfaceContext['stability']>;
  readonly networkStability?: NonNullable<NetworkContext['networkStability']>;
}

export function createPage(options: PageOptions): Page {
  let surface!: SurfaceController;
  let training!: TrainingController;
  let channel!: RequestChannel;
  const playground = createPlayground({
    ...options,
    slices(host) {
      channel = options.channel((notice) => {
        host.store.setState({ notice });
        if (notice === 'restarted') training.restarted();
      });
      surface = createSurfaceController(host, channel);
      training = createTrainingController(host, { ...options, channel });
      const all: readonly Slice[] = [surface, training];
      return { all, of: (experiment) => (isNetwork(experiment) ? training : surface) };
    },
  });
  const dispose = (): void => {
    playground.dispose();
    channel.dispose();
  };
  return { playground: { ...playground, dispose }, surface, training };
}
