/** Trials as lines that can be pointed at, clicked, and narrowed down by ranges on the axes: with a hand or with the keyboard. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { createSignal, type Signal } from '../../../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { short } from '../../../ui/format.ts';
import { createReadout } from '../../../ui/plot/readout.ts';
import { useStudyWords } from '../words.ts';
import {
  colourOf,
  drawParallel,
  emphasize,
  type Geometry,
  geometryOf,
  INSETS,
  type ParallelScene,
  trialAt,
} from './parallel.ts';
import { goodness, type Ranges, type SearchTrial, valueOn } from './trials.ts';

/** How near an axis the hand must be to mean it, and how far it must go to draw a range, in CSS pixels. */
const GRASP = 12;
const SLIP = 4;

interface ParallelProps {
  readonly scene: ParallelScene;
  /** Symbols of the axes, and what the values are called, for what is read out. */
  readonly symbols: readonly string[];
  readonly label: string;
  readonly runNames: readonly string[];
  readonly pointed: Signal<SearchTrial | null>;
  onRanges(ranges: Ranges): void;
  /** A line has been clicked; absent where nothing can be changed. */
  onPick?: ((trial: SearchTrial) => void) | undefined;
}

export function ParallelPlot(props: ParallelProps): ReactNode {
  const { scene, symbols, label, runNames, pointed } = props;
  const { palette } = useUi();
  const words = useStudyWords();
  const box = useRef<HTMLDivElement>(null);
  const size = useRef<Size>({ width: 0, height: 0 });
  const readout = useMemo(createReadout, []);
  const hand = useMemo(() => createSignal<readonly [number, number] | null>(null), []);
  useEffect(() => () => readout.dispose(), [readout]);
  const axes = scene.data.axes.length;

  const picture = useMemo((): Picture => {
    const read = (trial: SearchTrial): void => {
      const at = hand.value;
      const canvas = box.current?.querySelector('canvas');
      if (!at || !canvas) {
        readout.hide();
        return;
      }
      const { left, top } = canvas.getBoundingClientRect();
      const settings = scene.data.axes
        .filter(({ id }) => id in trial.at)
        .map(
          ({ id }) =>
            `${symbols[scene.data.axes.findIndex((axis) => axis.id === id)]} ${short(trial.at[id])}`,
        );
      const value = trial.status === 'finished' ? short(trial.value) : words.search.failed[trial.status];
      const slot = scene.slots?.[trial.run] ?? 0;
      const row = { slot, name: runNames[trial.run] ?? '', value, dimmed: false };
      const head = `${words.search.picked} ${trial.trial} · ${settings.join(', ')}`;
      readout.show(head, [row], [left + at[0], top + at[1]], palette);
    };
    return {
      stillSignals: [],
      movingSignals: [pointed, hand],
      still(context, now) {
        size.current = now;
        drawParallel(context, now, scene, palette);
      },
      moving(context) {
        const trial = pointed.value;
        if (!trial) {
          readout.hide();
          return;
        }
        const geometry = geometryOf(size.current, axes);
        const colour = scene.slots
          ? palette.lines[scene.slots[trial.run]]
          : colourOf(goodness(trial, scene.data), palette);
        emphasize(context, trial, geometry, trial.status === 'finished' ? colour : palette.muted, palette);
        read(trial);
      },
    };
  }, [scene, symbols, runNames, words, palette, axes, hand, pointed, readout]);

  const { ranged, ...hands } = useHands({ ...props, size, hand });
  // What a hand does, the handles and the table do with the keyboard.
  return (
    <div ref={box} className="plot parallel" {...hands}>
      <CanvasLayer picture={picture} label={label} />
      {Array.from({ length: axes + 1 }, (_, axis) => (
        <Handles
          // biome-ignore lint/suspicious/noArrayIndexKey: an axis is known by its place
          key={axis}
          axis={axis}
          scene={scene}
          onRange={(range) => ranged(axis, range)}
        />
      ))}
    </div>
  );
}

/** What a hand does to the picture: it points, picks, and draws ranges along axes. */
function useHands(
  props: ParallelProps & {
    readonly size: { readonly current: Size };
    readonly hand: Signal<readonly [number, number] | null>;
  },
) {
  const { scene, pointed, onRanges, onPick, size, hand } = props;
  const axes = scene.data.axes.length;
  /** What the hand does since the button went down. */
  const drag = useRef<{
    readonly axis: number;
    readonly from: number;
    readonly py: number;
    moved: boolean;
  } | null>(null);
  const geometry = (): Geometry => geometryOf(size.current, axes);
  const placeOf = (event: PointerEvent): readonly [number, number] => {
    const canvas = event.currentTarget.querySelector('canvas') ?? event.currentTarget;
    const { left, top } = canvas.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const ranged = (axis: number, range: readonly [number, number] | null): void => {
    const all = Array.from({ length: axes + 1 }, (_, i) => scene.ranges[i] ?? null);
    onRanges(all.with(axis, range));
  };
  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const [px, py] = placeOf(event);
    const { xs, placeAt } = geometry();
    const axis = xs.findIndex((x) => Math.abs(x - px) <= GRASP);
    if (axis < 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    // An end of a range that is taken hold of moves, the other stays.
    const [low, high] = scene.ranges[axis] ?? [0, 1];
    const near = (place: number): boolean => Math.abs(geometry().yAt(place) - py) <= GRASP;
    const from = near(high) ? low : near(low) ? high : placeAt(py);
    drag.current = { axis, from: scene.ranges[axis] ? from : placeAt(py), py, moved: false };
  };
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const at = placeOf(event);
    const held = drag.current;
    if (!held) {
      hand.set(at);
      pointed.set(trialAt(scene, geometry(), ...at));
      return;
    }
    held.moved ||= Math.abs(at[1] - held.py) > SLIP;
    const place = geometry().placeAt(at[1]);
    if (held.moved) ranged(held.axis, [Math.min(held.from, place), Math.max(held.from, place)]);
  };
  const up = (event: PointerEvent<HTMLDivElement>): void => {
    const held = drag.current;
    drag.current = null;
    if (held?.moved) return;
    if (held && scene.ranges[held.axis]) {
      ranged(held.axis, null);
      return;
    }
    const at = placeOf(event);
    const trial = trialAt(scene, geometry(), ...at);
    if (trial && event.button === 0) onPick?.(trial);
  };
  const leave = (): void => {
    hand.set(null);
    pointed.set(null);
  };

  return {
    ranged,
    onPointerDown: down,
    onPointerMove: move,
    onPointerUp: up,
    onPointerLeave: leave,
    onPointerCancel() {
      drag.current = null;
    },
  };
}

/** The ends of the range on one axis, which the keyboard moves. */
function Handles(props: {
  axis: number;
  scene: ParallelScene;
  onRange(range: readonly [number, number] | null): void;
}): ReactNode {
  const { axis, scene, onRange } = props;
  const { search } = useStudyWords();
  const { data, texts } = scene;
  const last = axis === data.axes.length;
  const name = last ? texts.value : texts.names[axis];
  const range = scene.ranges[axis] ?? ([0, 1] as const);
  const textOf = (place: number): string => {
    if (!last) return short(valueOn(data.axes[axis], place));
    if (!data.extent) return '–';
    const [from, to] = data.extent;
    return short(valueOn({ ...{ id: '', n: 2, at: null }, from, to, scale: data.scale }, place));
  };
  const press = (end: 0 | 1, event: KeyboardEvent): void => {
    const step = { ArrowUp: 0.02, ArrowRight: 0.02, ArrowDown: -0.02, ArrowLeft: -0.02 }[event.key];
    if (event.key === 'Escape' || event.key === 'Delete') onRange(null);
    else if (step) {
      const next = range[end] + step * (event.shiftKey ? 5 : 1);
      const moved = end === 0 ? Math.min(next, range[1]) : Math.max(next, range[0]);
      const clamped = range.with(end, Math.max(0, Math.min(1, moved))) as unknown as [number, number];
      onRange(clamped[0] <= 0 && clamped[1] >= 1 ? null : clamped);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { left, right, top, bottom } = INSETS;
  const across = `calc(${left}px + (100% - ${left + right}px) * ${axis / data.axes.length})`;
  return ([0, 1] as const).map((end) => (
    <div
      key={end}
      className={`range-handle ${end === 0 ? 'least' : 'most'}`}
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={(end === 0 ? search.least : search.most)(name)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(range[end] * 100)}
      aria-valuetext={textOf(range[end])}
      style={
        {
          left: across,
          top: `calc(${top}px + (100% - ${top + bottom}px) * ${1 - range[end]})`,
        } as CSSProperties
      }
      onKeyDown={(event) => press(end, event)}
    />
  ));
}
