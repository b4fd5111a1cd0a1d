/**
 * Final loss against a setting, all runs in one plot. Pointing reads the trials there, a click or drag sets the run nearest to the
 * hand; with the focus on it the arrow keys set the chosen run.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { createSignal } from '../../../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { short } from '../../../ui/format.ts';
import { createReadout, type ReadoutRow } from '../../../ui/plot/readout.ts';
import { settingValue } from '../../settings.ts';
import type { AxisName } from '../axes.ts';
import { shownAxis } from '../axes.ts';
import { useSignal } from '../use-study.ts';
import { useStudyWords } from '../words.ts';
import { nearestPlace, type Sensitivity, type SensitivityCurve } from './curves.ts';
import {
  acrossOf,
  areaOf,
  currentAt,
  drawHairline,
  drawSensitivity,
  rowAt,
  upOf,
  valueText,
} from './draw.ts';
import { changeOf, runAt, valueBeside, valueUnder } from './setting.ts';
import type { GlanceSource } from './source.ts';

/** How near the pointer must be to a curve to point at it, in CSS pixels. */
const REACH = 24;

/** What came of a trial, in words. */
function useOutcomeText(): (curve: SensitivityCurve, place: number) => string {
  const words = useStudyWords();
  return ({ ys, status }, place) =>
    [words.waiting, short(ys[place]), words.diverged, words.worse][place < 0 ? 0 : status[place]];
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the picture, what is pointed at and what is set show the same curves at the same moment
export function SensitivityPlot(props: {
  source: GlanceSource;
  title: string;
  axis: AxisName;
  names: readonly string[];
  /** Whether runs can be set. */
  edits: boolean;
}): ReactNode {
  const { source, title, axis: axisName, names, edits } = props;
  const { playground } = useDocument();
  const { palette } = useUi();
  const words = useStudyWords();
  const outcomeText = useOutcomeText();
  const box = useRef<HTMLDivElement>(null);
  /** The run that is set for as long as the button is down. */
  const held = useRef<number | null>(null);
  const pointed = useMemo(() => createSignal<{ readonly px: number; readonly py: number } | null>(null), []);
  const readout = useMemo(createReadout, []);
  useEffect(() => () => readout.dispose(), [readout]);

  const { picture, geometry } = useMemo(() => {
    let size: Size = { width: 0, height: 0 };
    const texts = { title, across: axisName.symbol };
    const geometry = (data: Sensitivity) => {
      const area = areaOf(size, palette, data.curves.length);
      const across = acrossOf([data.axis.from, data.axis.to], data.axis.scale, area, palette.scale);
      return { area, across, up: upOf(data, area) };
    };
    const read = (context: CanvasRenderingContext2D, data: Sensitivity): void => {
      const at = pointed.value;
      const canvas = box.current?.querySelector('canvas');
      if (!at || !canvas) {
        readout.hide();
        return;
      }
      const { area, across } = geometry(data);
      const x = across.valueAt(at.px);
      const shown = data.curves.find(({ xs }) => xs.length > 1);
      const place = shown ? nearestPlace(shown, x, data.axis) : -1;
      const value = shown && place >= 0 ? shown.xs[place] : x;
      drawHairline(context, across.at(value), area, palette);
      const rows = data.curves.map((curve): ReadoutRow => {
        const text = outcomeText(curve, nearestPlace(curve, value, data.axis));
        return { slot: curve.slot, name: names[curve.run] ?? '', value: text, dimmed: curve.dimmed };
      });
      const bounds = canvas.getBoundingClientRect();
      const head = `${axisName.symbol || axisName.term} = ${valueText(value)}`;
      readout.show(head, rows, [bounds.left + across.at(value), bounds.top + at.py], palette);
    };
    const picture: Picture = {
      stillSignals: source.signals,
      movingSignals: [pointed],
      still(context, now) {
        size = now;
        const data = source.data();
        if (data) drawSensitivity(context, size, data, texts, palette);
      },
      moving(context) {
        const data = source.data();
        if (data) read(context, data);
      },
    };
    return { picture, geometry };
  }, [source, title, axisName, names, palette, pointed, readout, outcomeText]);

  const placeOf = (event: PointerEvent): { readonly px: number; readonly py: number } => {
    const canvas = event.currentTarget.querySelector('canvas') ?? event.currentTarget;
    const { left, top } = canvas.getBoundingClientRect();
    return { px: event.clientX - left, py: event.clientY - top };
  };
  const under = ({ px, py }: { px: number; py: number }): ReturnType<typeof runAt> => {
    const data = source.data();
    if (!data) return null;
    const { area, across, up } = geometry(data);
    if (!up) return null;
    const rows = data.curves.length;
    return runAt(
      data,
      [px, py],
      (curve, index) => currentAt(curve, index, rows, area, across, up),
      across,
      ({ ys, status }, place, index) => (status[place] === 1 ? up.at(ys[place]) : rowAt(index, rows, area)),
    );
  };
  const set = (key: number, px: number): void => {
    const data = source.data();
    const curve = data?.curves.find((curve) => curve.key === key);
    if (!data || !curve) return;
    const { experiment } = playground.store.getState();
    const value = valueUnder(experiment, data.axis, curve, geometry(data).across, px);
    playground.edit(changeOf(experiment, curve.run, data.axis, value));
  };
  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const at = placeOf(event);
    const found = under(at);
    if (!found || !edits) {
      pointed.set(at);
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = found.curve.key;
    playground.select(found.curve.key);
    playground.highlight(found.curve.key);
    set(found.curve.key, at.px);
    pointed.set(at);
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const at = placeOf(event);
    if (held.current !== null && event.buttons & 1) set(held.current, at.px);
    else if (event.pointerType === 'mouse') {
      const found = under(at);
      playground.highlight(found && found.distance <= REACH ? found.curve.key : null);
    } else return;
    pointed.set(at);
  };
  const release = (): void => {
    held.current = null;
  };

  return (
    <SettingHandle axis={axisName} source={source} names={names} title={title} edits={edits}>
      {(handle) => (
        <div
          ref={box}
          {...handle}
          className={`plot sensitivity ${edits ? 'sets' : ''}`}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={release}
          onPointerCancel={release}
          onPointerLeave={() => {
            pointed.set(null);
            playground.highlight(null);
          }}
        >
          <CanvasLayer picture={picture} label={words.sensitivity(title, axisName.term, names.join(', '))} />
        </div>
      )}
    </SettingHandle>
  );
}

interface Handle {
  readonly role: 'slider';
  readonly tabIndex: 0;
  readonly 'aria-label': string;
  readonly 'aria-orientation': 'horizontal';
  readonly 'aria-valuemin': number;
  readonly 'aria-valuemax': number;
  readonly 'aria-valuenow': number;
  readonly 'aria-valuetext': string;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

/** Values that keys go on, and runs. */
export const VALUE_KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
export const RUN_KEYS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** What the keyboard and screen readers hold on to: the setting of the chosen run. */
function SettingHandle(props: {
  axis: AxisName;
  source: GlanceSource;
  names: readonly string[];
  title: string;
  edits: boolean;
  children(handle: Handle | null): ReactNode;
}): ReactNode {
  const { axis: name, source, names, title, edits } = props;
  const { playground } = useDocument();
  const words = useStudyWords();
  const outcomeText = useOutcomeText();
  const experiment = usePlayground((state) => state.experiment);
  const lines = usePlayground((state) => state.displays);
  const selected = usePlayground((state) => state.selected);
  useSignal(source.record);
  const axis = shownAxis(experiment);
  const index = Math.max(
    0,
    lines.findIndex(({ key }) => key === selected),
  );
  const value = axis && settingValue(experiment, experiment.runs[index], axis.id);
  const curve = source.data()?.curves.find(({ run }) => run === index);
  const place = curve && axis && value !== null ? nearestPlace(curve, value, axis) : -1;

  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    const steps = VALUE_KEYS[event.key];
    const runs = RUN_KEYS[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || (!steps && !runs)) return;
    event.preventDefault();
    if (runs) {
      const shown = lines.filter(({ hidden }) => !hidden);
      const at = shown.findIndex(({ key }) => key === selected);
      const next = shown[(at + runs + shown.length) % shown.length];
      if (!next) return;
      playground.select(next.key);
      playground.highlight(next.key);
    } else if (axis && value !== null) {
      playground.highlight(lines[index].key);
      const next = valueBeside(experiment, axis, value, steps * (event.shiftKey ? 10 : 1));
      playground.edit(changeOf(experiment, index, axis, next));
    }
  };

  if (!edits) return props.children(null);
  return props.children({
    role: 'slider',
    tabIndex: 0,
    'aria-label': `${words.sensitivity(title, name.term, names.join(', '))} ${words.how}`,
    'aria-orientation': 'horizontal',
    'aria-valuemin': axis?.from ?? 0,
    'aria-valuemax': axis?.to ?? 0,
    'aria-valuenow': value ?? 0,
    'aria-valuetext': words.value(
      names[index],
      name.term,
      value === null ? '–' : valueText(value),
      curve ? outcomeText(curve, place) : words.waiting,
    ),
    onKeyDown: keys,
  });
}
