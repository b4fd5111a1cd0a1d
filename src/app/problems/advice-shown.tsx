/** What an experiment asks in vain or leaves open, with what mends it at hand. */
import { type ReactNode, useMemo, useState } from 'react';
import { createObjective } from '../../core/objective.ts';
import { optimizerTable } from '../../core/tables.ts';
import type { Argument, Parameter } from '../../core/types.ts';
import { useDocument, usePlayground } from '../../document/context.ts';
import { NumberField } from '../../document/controls/number-field.tsx';
import { runNames } from '../../document/names.ts';
import { adviceOn, type Experiment } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { passFocus } from '../../ui/controls/pass-focus.ts';
import { typed } from '../../ui/format.ts';

const fMin = optimizerTable.get('polyak').parameters.find(({ key }) => key === 'fMin') as Parameter;

interface Taken {
  readonly of: Experiment;
  /** `start`, or the run. */
  readonly keys: readonly (string | number)[];
}

export function Shown({ experiment }: { experiment: Experiment }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const { surface, formula, seed, start, runs, embed } = experiment;
  const objective = useMemo(() => createObjective(surface, formula, seed), [surface, formula, seed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the experiment only these parts are read
  const advice = useMemo(() => adviceOn(experiment, objective), [objective, start, runs]);
  const names = runNames(runs, lang, strings);
  /** What was taken of the advice on this experiment: it goes at once, and the keyboard goes on to what follows. */
  const [taken, setTaken] = useState<Taken>({ of: experiment, keys: [] });
  const gone = taken.of === experiment ? taken.keys : [];
  const take = (key: string | number, control: Element, change: () => void): void =>
    passFocus(control.closest('aside'), () => {
      setTaken({ of: experiment, keys: [...gone, key] });
      change();
    });
  return advice.map((one) => {
    if (gone.includes(one.kind === 'start' ? one.kind : one.run)) return null;
    if (one.kind === 'start') {
      const { offered } = one;
      return (
        <aside key="start" className="banner quiet advice" role="status">
          <p>{strings.notices.undefinedStart(one.part, one.start.map(typed).join(', '))}</p>
          {offered && (
            <button
              type="button"
              onClick={({ currentTarget }) =>
                take('start', currentTarget, () => playground.edit({ start: offered }))
              }
            >
              {strings.notices.takeStart(offered.map(typed).join(', '))}
            </button>
          )}
        </aside>
      );
    }
    return (
      <aside key={one.run} className="banner quiet advice" role="status">
        <p>{strings.notices.unknownMinimum(names[one.run])}</p>
        {!embed && (
          <Minimum
            onTake={(value, control) =>
              take(one.run, control, () => {
                const { optimizer } = runs[one.run];
                playground.editRun(one.run, {
                  optimizer: { ...optimizer, args: { ...optimizer.args, fMin: value } },
                });
              })
            }
          />
        )}
      </aside>
    );
  });
}

function Minimum({ onTake }: { onTake(value: Argument, control: Element): void }): ReactNode {
  const strings = useStrings();
  const [value, setValue] = useState<Argument>(0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onTake(value, event.currentTarget);
      }}
    >
      <NumberField parameter={fMin} name={strings.notices.minimum} value={value} onChange={setValue} />
      <button type="submit">{strings.notices.takeMinimum}</button>
    </form>
  );
}
