/** Single weights that were picked from the picture, followed like x and y: their rate and value over the steps. */
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { Plot } from '../../document/plot.tsx';
import type { RateKind } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { drawOnChange } from '../../ui/frame-loop.ts';
import { Icon } from '../../ui/icon.tsx';
import type { PlotStyle } from '../../ui/plot/draw.ts';
import type { FollowedWeight } from '../history/record.ts';
import { sameWeight } from '../history/run-history.ts';
import { useNetwork, useTraining } from './context.ts';
import { pixelSignal, placeOf } from './pixel-signal.ts';
import { type FollowedQuantity, followedSource, growth } from './sources.ts';

export function FollowedWeights({ all, rates }: { all: readonly number[]; rates: RateKind }): ReactNode {
  const strings = useStrings();
  const weights = useTraining((state) => state.watched.weights);
  if (weights.length === 0) return null;
  return (
    <section className="followed" aria-label={strings.network.followed}>
      {weights.map((weight) => (
        <Followed key={`${weight.pixel} ${weight.unit}`} weight={weight} all={all} rates={rates} />
      ))}
    </section>
  );
}

function Followed(props: { weight: FollowedWeight; all: readonly number[]; rates: RateKind }): ReactNode {
  const { weight, all, rates } = props;
  const { playground, training } = useNetwork();
  const words = useStrings().network;
  const [column, row] = placeOf(weight.pixel);
  const name = words.weight(column, row, weight.unit + 1);
  const pointed = pixelSignal(playground);
  return (
    <article onPointerEnter={() => pointed.set(weight.pixel)} onPointerLeave={() => pointed.set(null)}>
      <header>
        <h3>{name}</h3>
        <Since weight={weight} />
        <button
          type="button"
          className="icon"
          aria-label={words.unfollow(name)}
          title={words.unfollow(name)}
          onClick={() => training.unfollow(weight)}
        >
          <Icon name="close" />
        </button>
      </header>
      <FollowedPlot
        weight={weight}
        quantity={rates === 'realized' ? 'realized' : 'rate'}
        all={all}
        title={rates === 'effective' ? words.weightRate : words.weightRealized}
        label={name}
      />
      <FollowedPlot weight={weight} quantity="value" all={all} title={words.weightValue} label={name} last />
    </article>
  );
}

/** From which step on it is recorded. */
function Since({ weight }: { weight: FollowedWeight }): ReactNode {
  const { training } = useNetwork();
  const words = useStrings().network;
  const { pixel, unit } = weight;
  const finished = useTraining((state) => state.network?.state === 'finished');
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const draw = (): void => {
      const records = training.history.value?.runs.flatMap(({ followed }) =>
        followed.filter((known) => sameWeight(known, { pixel, unit })),
      );
      const next = finished ? words.followedAgain : words.followedNext;
      const text = records?.length
        ? words.followedFrom(Math.min(...records.map(({ from }) => from)) + 1)
        : next;
      if (ref.current) ref.current.textContent = text;
    };
    return drawOnChange(draw, [growth(training)]);
  }, [words, pixel, unit, finished, training]);
  return <span ref={ref} className="hint" />;
}

function FollowedPlot(props: {
  weight: FollowedWeight;
  quantity: FollowedQuantity;
  all: readonly number[];
  title: string;
  label: string;
  last?: boolean;
}): ReactNode {
  const { quantity, all, title, label, last = false } = props;
  const { pixel, unit } = props.weight;
  const slice = useNetwork();
  const source = useMemo(
    () => followedSource(slice, { pixel, unit }, quantity, all),
    [pixel, unit, quantity, all, slice],
  );
  const style = useMemo<PlotStyle>(() => ({ title, stepLabels: last, dashed: true }), [title, last]);
  return <Plot source={source} style={style} label={`${label}: ${title}`} />;
}
