/** The range test of every run: its picture, its numbers, and what they are not. */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Minimum } from '../../../core/types.ts';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { useRuns } from '../../../document/use-runs.ts';
import { computation } from '../../../experiment/computation.ts';
import type { Axis, Experiment } from '../../../experiment/index.ts';
import { createSignal } from '../../../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { short } from '../../../ui/format.ts';
import { Marker } from '../../../ui/marker.tsx';
import { createReadout } from '../../../ui/plot/readout.ts';
import { slices } from '../../../ui/time-slices.ts';
import { growing, hasRate, type RangeTest, rangeTest } from '../../range-test.ts';
import { withSetting } from '../../settings.ts';
import { useStudyWords } from '../words.ts';
import { drawRange, type RangeCurve, type RangeScene, rangeGeometry } from './draw.ts';
import './range.css';

/** The bowl of curvature 20 on which the test misleads, from 1e-4 by three per cent a step. */
const BOWL =
  'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.047&run=sgd,lr:0.105&steps=340&view=study&axis=lr,from:0.0001,to:2.25,n:61';
/** More updates than these are not made for it: a test of longer runs ends there. */
const MOST = 20_000;

/** What is tested, as a text: the same as long as the tests are. */
function keyOf(experiment: Experiment, axis: Axis): string {
  const runs = experiment.runs.map((run) => (hasRate(run) ? growing(run, axis, experiment.steps) : run));
  return JSON.stringify(computation({ ...experiment, runs }));
}

/** The tests of all runs that have a rate, made between pictures. */
function useTests(experiment: Experiment, axis: Axis): readonly { run: number; test: RangeTest }[] | null {
  const { playground } = useDocument();
  const key = keyOf(experiment, axis);
  const [made, setMade] = useState<readonly { run: number; test: RangeTest }[] | null>(null);
  const { from, to } = axis;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of the experiment that a test depends on
  useEffect(() => {
    const { experiment } = playground.store.getState();
    const tested = { ...experiment, steps: Math.min(MOST, experiment.steps) };
    function* all(): Generator<void, { run: number; test: RangeTest }[], void> {
      const tests: { run: number; test: RangeTest }[] = [];
      for (const [run, spec] of tested.runs.entries()) {
        if (hasRate(spec)) tests.push({ run, test: yield* rangeTest(tested, spec, { from, to }) });
        yield;
      }
      return tests;
    }
    return slices.add(all(), setMade);
  }, [playground, key, from, to]);
  return made;
}

/** @param axis Of rates: its ends are those of the test. */
export function RangeTests({ axis, minima }: { axis: Axis; minima: readonly Minimum[] }): ReactNode {
  const { playground } = useDocument();
  const { range } = useStudyWords();
  const { names } = useRuns();
  const experiment = usePlayground((state) => state.experiment);
  const displays = usePlayground((state) => state.displays);
  const tests = useTests(experiment, axis);
  const scene = useMemo((): RangeScene | null => {
    if (!tests) return null;
    const floor = minima.length > 0 ? Math.min(...minima.map(({ loss }) => loss)) : 0;
    const curves = tests.flatMap(({ run, test }): RangeCurve[] => {
      const display = displays[run];
      if (!display || display.hidden) return [];
      return [{ ...test, run, key: display.key, slot: display.slot, ys: test.losses.map((y) => y - floor) }];
    });
    return { curves, from: axis.from, to: axis.to, log: minima.length > 0 };
  }, [tests, displays, minima, axis.from, axis.to]);
  const use = (run: number, rate: number): void =>
    playground.edit(
      { runs: withSetting(playground.store.getState().experiment, run, 'lr', rate).runs },
      'go',
    );
  return (
    <div className="range-study">
      <p className="hint">{range.what(short(axis.from), short(axis.to), Math.min(MOST, experiment.steps))}</p>
      {scene && scene.curves.length > 0 ? (
        <>
          <RangePlot scene={scene} names={names} />
          <ul className="range-key" aria-hidden="true">
            <li className="least">{range.keyLeast}</li>
            <li className="tenth">{range.keyTenth}</li>
            {scene.curves.some(({ limit }) => limit !== null) && <li className="limit">{range.keyLimit}</li>}
          </ul>
          <RangeTable scene={scene} names={names} use={use} />
        </>
      ) : (
        scene && <p className="hint">{range.none}</p>
      )}
      <p className="caveat">
        {range.caveat}{' '}
        <button type="button" className="quiet" onClick={() => playground.open(BOWL)}>
          {range.example}
        </button>
      </p>
    </div>
  );
}

function RangePlot({ scene, names }: { scene: RangeScene; names: readonly string[] }): ReactNode {
  const { palette } = useUi();
  const { range } = useStudyWords();
  const box = useRef<HTMLDivElement>(null);
  const pointed = useMemo(() => createSignal<readonly [number, number] | null>(null), []);
  const readout = useMemo(createReadout, []);
  useEffect(() => () => readout.dispose(), [readout]);
  const picture = useMemo((): Picture => {
    let size: Size = { width: 0, height: 0 };
    return {
      stillSignals: [],
      movingSignals: [pointed],
      still(context, now) {
        size = now;
        drawRange(context, size, scene, { loss: range.loss, rate: 'η' }, palette);
      },
      moving(context) {
        const at = pointed.value;
        const canvas = box.current?.querySelector('canvas');
        if (!at || !canvas) {
          readout.hide();
          return;
        }
        const { area, across } = rangeGeometry(size, scene, palette);
        const rate = across.valueAt(at[0]);
        const x = across.at(rate);
        context.strokeStyle = palette.muted;
        context.lineWidth = 1;
        context.beginPath();
        context.moveTo(x, area.top);
        context.lineTo(x, area.bottom);
        context.stroke();
        const rows = scene.curves.map(({ rates, ys, slot, run }) => {
          const row = rates.findIndex((each) => each >= rate);
          return { slot, name: names[run] ?? '', value: short(ys[row] ?? Number.NaN), dimmed: false };
        });
        const { left, top } = canvas.getBoundingClientRect();
        readout.show(`η = ${short(rate)}`, rows, [left + x, top + at[1]], palette);
      },
    };
  }, [scene, names, range, palette, pointed, readout]);
  return (
    <div
      ref={box}
      className="plot range-plot"
      onPointerMove={(event) => {
        const canvas = event.currentTarget.querySelector('canvas') ?? event.currentTarget;
        const { left, top } = canvas.getBoundingClientRect();
        pointed.set([event.clientX - left, event.clientY - top]);
      }}
      onPointerLeave={() => pointed.set(null)}
    >
      <CanvasLayer
        picture={picture}
        label={range.label(scene.curves.map(({ run }) => names[run]).join(', '))}
      />
    </div>
  );
}

function RangeTable(props: {
  scene: RangeScene;
  names: readonly string[];
  use(run: number, rate: number): void;
}): ReactNode {
  const { scene, names, use } = props;
  const { range, run: runWord } = useStudyWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it
    <section className="trials-table" tabIndex={0} aria-label={range.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{runWord}</th>
            <th scope="col">{range.least}</th>
            <th scope="col">{range.tenth}</th>
            <th scope="col">{range.limit}</th>
            <th scope="col">{range.beyond}</th>
            <th>
              <span className="visually-hidden">{range.use}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {scene.curves.map(({ run, slot, key, rates, least, limit }) => {
            const rate = least < 0 ? Number.NaN : rates[least];
            const tenth = Number((rate / 10).toPrecision(2));
            return (
              <tr key={key}>
                <th scope="row">
                  <Marker slot={slot} /> {names[run]}
                </th>
                <td>{short(rate)}</td>
                <td>{short(tenth, 2)}</td>
                <td>{limit === null ? '–' : short(limit)}</td>
                <td>{limit === null ? '–' : `${(rate / limit).toFixed(1)} ×`}</td>
                <td>
                  <button
                    type="button"
                    disabled={Number.isNaN(tenth)}
                    aria-label={range.hintOfUse(names[run], short(tenth, 2))}
                    onClick={() => use(run, tenth)}
                  >
                    {range.use}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
