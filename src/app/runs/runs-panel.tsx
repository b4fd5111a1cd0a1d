/** The list of runs: what each is, its learning rate at hand, everything else one click away. */
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { optimizerTable } from '../../core/tables.ts';
import { useDocument, usePlayground } from '../../document/context.ts';
import { GroupedOptions } from '../../document/controls/grouped-options.tsx';
import { NumberField } from '../../document/controls/number-field.tsx';
import { Slider } from '../../document/controls/parameter.tsx';
import { Diverged } from '../../document/diverged.tsx';
import { type RuleId, ruleMenu } from '../../document/menus.ts';
import { ruleName, runNames } from '../../document/names.ts';
import { type ExperimentRun, isNetwork, MAX_RUNS } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { Icon } from '../../ui/icon.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Marker } from '../../ui/marker.tsx';
import { RatesOffer } from './rates-offer.tsx';
import { RunMenu } from './run-menu.tsx';

const loadSettings = () => import('./run-settings.tsx');
const RunSettings = lazyPart(() => loadSettings().then(({ RunSettings }) => ({ default: RunSettings })));

export function RunsPanel(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const runs = usePlayground((state) => state.experiment.runs);
  const lang = usePlayground((state) => state.lang);
  const displays = usePlayground((state) => state.displays);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const [open, setOpen] = useState<number | null>(null);
  const names = runNames(runs, lang, strings);
  const list = useRef<HTMLOListElement>(null);
  // They are there when a run is opened, and no part of the first picture.
  useEffect(() => void loadSettings(), []);
  const add = async (rule: RuleId): Promise<void> => {
    const { addSuited } = await import('./suiting.ts');
    await addSuited(playground, rule);
    // The menu goes when the list is full: its last run is next to it.
    const full = playground.store.getState().experiment.runs.length >= MAX_RUNS;
    if (full) list.current?.querySelector<HTMLElement>('.run:last-child .run-name')?.focus();
  };

  return (
    <section className="panel runs" aria-labelledby="runs-title">
      <h2 id="runs-title">{strings.runs.title}</h2>
      <ol ref={list} className="run-list">
        {runs.map((run, index) => (
          <RunRow
            key={displays[index].key}
            run={run}
            index={index}
            name={names[index]}
            open={open === displays[index].key}
            onOpen={(wanted) => setOpen(wanted ? displays[index].key : null)}
          />
        ))}
      </ol>
      {runs.length < MAX_RUNS ? (
        <select
          className="add-run"
          aria-label={strings.runs.add}
          value=""
          onChange={(event) => add(event.target.value as RuleId)}
        >
          <option value="" disabled hidden>
            ＋ {strings.runs.add}
          </option>
          <GroupedOptions
            groups={ruleMenu(strings.groups, network)}
            headings={strings.groups.optimizers}
            name={(id) => ruleName(id, lang, strings)}
          />
        </select>
      ) : (
        <p className="hint">{strings.runs.full}</p>
      )}
      <RatesOffer />
    </section>
  );
}

function RunRow(props: {
  run: ExperimentRun;
  index: number;
  name: string;
  open: boolean;
  onOpen(open: boolean): void;
}): ReactNode {
  const { run, index, name, open, onOpen } = props;
  const { playground } = useDocument();
  const strings = useStrings();
  const display = usePlayground((state) => state.displays[index]);
  const highlighted = usePlayground((state) => state.highlighted === display.key);
  const row = optimizerTable.get(run.optimizer.id);
  const parameter = row.parameters.find(({ key }) => key === 'lr');
  const setRate = (value: unknown): void =>
    playground.editRun(index, {
      optimizer: { ...run.optimizer, args: { ...run.optimizer.args, lr: value as number } },
    });

  return (
    <li
      className={`run ${highlighted ? 'highlighted' : ''} ${display.hidden ? 'hidden-run' : ''} ${open ? 'open' : ''}`}
      onPointerEnter={() => playground.highlight(display.key)}
      onPointerLeave={() => playground.highlight(null)}
    >
      <div className="run-head">
        <button
          type="button"
          className="run-name"
          aria-expanded={open}
          title={strings.runs.edit}
          onClick={() => {
            playground.select(display.key);
            onOpen(!open);
          }}
        >
          <Marker slot={display.slot} />
          <span className="name">{name}</span>
          <Diverged index={index} />
          <Icon name={open ? 'up' : 'down'} />
        </button>
        <button
          type="button"
          className="icon"
          aria-pressed={display.hidden}
          aria-label={`${display.hidden ? strings.runs.show : strings.runs.hide} ${name}`}
          title={display.hidden ? strings.runs.show : strings.runs.hide}
          onClick={() => playground.editRun(index, { hidden: !display.hidden })}
        >
          <Icon name={display.hidden ? 'hidden' : 'shown'} />
        </button>
        <RunMenu index={index} name={name} />
      </div>
      {parameter && !open && (
        <div className="run-rate">
          <span className="symbol" aria-hidden="true">
            η
          </span>
          <Slider
            parameter={parameter}
            name={`${strings.inspector.lr}, ${name}`}
            value={run.optimizer.args.lr}
            onChange={setRate}
          />
          <NumberField
            parameter={parameter}
            name={`${strings.inspector.lr}, ${name}`}
            value={run.optimizer.args.lr}
            onChange={setRate}
          />
        </div>
      )}
      {open && (
        <Suspense>
          <RunSettings run={run} index={index} />
        </Suspense>
      )}
    </li>
  );
}
