/** What is asked of the networks while they are trained: units and weights to watch, a plane to show, a drawing to read. */
import { createSignal, type Readable } from '../../signal.ts';
import { type PlaneFrame, type PlaneKind, spreadPlane } from '../history/plane.ts';
import { type FollowedWeight, MOST_FOLLOWED, type Watched } from '../history/record.ts';
import { sameWeight } from '../history/run-history.ts';
import type { NetworkEvent } from '../messages.ts';
import type { TrainingSession } from './training-session.ts';
import type { Prediction, TrainingStore } from './training-state.ts';

export interface NetworkQueries {
  /** The weights of the trajectories on the plane that is looked at; null before there is one. */
  readonly plane: Readable<PlaneFrame | null>;
  /** The answer to the latest drawing that was shown to the networks. */
  readonly prediction: Readable<Prediction | null>;
  planeKind(): PlaneKind | null;
  /** Shows the rates to one hidden unit, from now on; null: the mean over all. */
  watchUnit(unit: number | null): void;
  /** Follows a weight from now on, or lets it go. The oldest goes when there are too many. */
  follow(weight: FollowedWeight): void;
  unfollow(weight: FollowedWeight): void;
  /** Has an image `[784]` of values 0 … 1 read by the networks; null: none any more. */
  predict(image: Float32Array | null): void;
  /** Looks at the trajectories of the weights on a plane; null: no longer. */
  showPlane(kind: PlaneKind | null): void;
  /** The networks have learned something: they are asked again. */
  learned(): void;
  /** Other networks are set up. */
  reset(): void;
  answered(event: Extract<NetworkEvent, { type: 'plane' | 'predicted' }>): void;
}

const CLASSES = 10;

export function createNetworkQueries(store: TrainingStore, session: () => TrainingSession): NetworkQueries {
  const plane = createSignal<PlaneFrame | null>(null);
  const prediction = createSignal<Prediction | null>(null);
  let planeKind: PlaneKind | null = null;
  /** The drawing that is shown to the networks again whenever they have learned something. */
  let drawing: Float32Array | null = null;

  const watched = (): Watched => store.getState().watched;
  function watch(next: Watched): void {
    store.setState({ watched: next });
    session().request?.look({ type: 'watch', watched: next });
  }
  const without = (weight: FollowedWeight): FollowedWeight[] =>
    watched().weights.filter((other) => !sameWeight(other, weight));

  return {
    plane,
    prediction,
    planeKind: () => planeKind,
    watchUnit: (unit) => watch({ ...watched(), unit }),
    follow: (weight) => watch({ ...watched(), weights: [...without(weight), weight].slice(-MOST_FOLLOWED) }),
    unfollow: (weight) => watch({ ...watched(), weights: without(weight) }),
    predict(image) {
      drawing = image;
      if (!image) prediction.set(null);
      else if (session().history.value) session().request?.look({ type: 'predict', image });
    },
    showPlane(kind) {
      if (kind !== plane.value?.kind) plane.set(null);
      planeKind = kind;
      session().request?.look({ type: 'plane', kind });
    },
    learned() {
      if (drawing) session().request?.look({ type: 'predict', image: drawing });
    },
    reset: () => plane.set(null),
    answered(event) {
      const { members, records } = session();
      if (event.type === 'plane') {
        plane.set(spreadPlane(event.frame, members, records.length));
      } else if (drawing) {
        const probabilities = new Float32Array(records.length * CLASSES).fill(Number.NaN);
        members.forEach((k, i) => {
          probabilities.set(event.probabilities.subarray(i * CLASSES, (i + 1) * CLASSES), k * CLASSES);
        });
        prediction.set({ step: event.step, probabilities });
      }
    },
  };
}
