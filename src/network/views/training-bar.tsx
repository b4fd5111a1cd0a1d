/** What is shown of the networks, and how: part, hidden unit, kind of rate, steps or seconds. */

import { type ReactNode, useEffect } from 'react';
import { networkArguments } from '../../core/network.ts';
import { usePlayground } from '../../document/context.ts';
import { RateChoice } from '../../document/rate-choice.tsx';
import { useStrings } from '../../ui/context.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { useNetwork, useTraining } from './context.ts';
import type { CurveOptions } from './network.tsx';
import type { AcrossKind } from './sources.ts';

/** The parts of what is shown of a training. */
export type TrainingPart = 'rates' | 'digits' | 'results';

export function PartChoice(props: {
  parts: readonly TrainingPart[];
  value: TrainingPart;
  onChange(part: TrainingPart): void;
}): ReactNode {
  const words = useStrings().network;
  return (
    <Choice
      label={words.parts.label}
      name="training-part"
      value={props.value}
      options={props.parts.map((value) => ({ value, text: words.parts[value] }))}
      onChange={props.onChange}
    />
  );
}

/** Which rates the curves show, and over what. `units`: whether pictures are near that show one hidden unit. */
export function CurveChoices(
  props: CurveOptions & { units?: boolean; onChange(options: CurveOptions): void },
): ReactNode {
  const { rates, across, units = false, onChange } = props;
  const strings = useStrings();
  const words = strings.network;
  return (
    <div className="curve-choices">
      {units && <UnitChoice />}
      <RateChoice
        name="training-rates"
        value={rates}
        onChange={(kind) => onChange({ rates: kind, across })}
      />
      <Choice<AcrossKind>
        label={words.across.label}
        name="training-across"
        value={across}
        options={[
          { value: 'steps', text: words.across.steps },
          { value: 'time', text: words.across.time, hint: words.across.hint },
        ]}
        onChange={(kind) => onChange({ rates, across: kind })}
      />
    </div>
  );
}

/** Whose rates the pictures show: the mean over the hidden units, or one of them. */
function UnitChoice(): ReactNode {
  const { training } = useNetwork();
  const words = useStrings().network;
  const unit = useTraining((state) => state.watched.unit);
  const args = usePlayground((state) => state.experiment.surface.args);
  const units = [...networkArguments(args).hidden, 10][0];
  const weights = useTraining((state) => state.watched.weights);
  // A network with fewer hidden units has no place for what was looked at in a wider one.
  useEffect(() => {
    if (unit !== null && unit >= units) training.watchUnit(null);
    for (const weight of weights) if (weight.unit >= units) training.unfollow(weight);
  }, [training, unit, units, weights]);
  return (
    <label className="unit hint">
      {words.pictureOf}{' '}
      <select
        value={unit ?? ''}
        onChange={(event) =>
          training.watchUnit(event.target.value === '' ? null : Number(event.target.value))
        }
      >
        <option value="">{words.allUnits}</option>
        {Array.from({ length: units }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place in the layer
          <option key={index} value={index}>
            {words.unit(index + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}
