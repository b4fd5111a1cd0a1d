/**
 * The map of one run. Pointing reads the cell in all maps and, among starts, shows the way from there; a click sets the run, or the
 * start, to it. With the focus on it the arrow keys move over the cells, and Enter sets.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Minimum } from '../../../core/types.ts';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { partOf, type Readable, type Signal } from '../../../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { Marker } from '../../../ui/marker.tsx';
import type { Palette } from '../../../ui/palette.ts';
import { createReadout } from '../../../ui/plot/readout.ts';
import { isShared, settingValue, withSetting } from '../../settings.ts';
import type { AxisName } from '../axes.ts';
import { valueText } from '../glance/draw.ts';
import { useStudyWords } from '../words.ts';
import {
  canvasOfImage,
  cellUnder,
  drawBest,
  drawCells,
  drawCursor,
  drawLimit,
  drawMinima,
  drawNow,
  drawPath,
  type MapPlace,
  pixelOf,
  placeOf,
  valuesOf,
} from './draw.ts';
import { basinImage, heatImage, type MapColours, readColours } from './image.ts';
import { LIMIT_SAMPLES, limitOf } from './limit.ts';
import { pathOf } from './path.ts';
import type { MapData, MapSource, RunMap } from './source.ts';
import { outcomeText, placeText } from './words.ts';

/** What is pointed at: the values of the axes, and the run whose map it is. */
export interface Pointed {
  readonly at: readonly [across: number, up: number];
  readonly run: number;
  /** Where the hand is in the window; null for the keyboard. */
  readonly hand: readonly [x: number, y: number] | null;
}

export interface MapCardProps {
  readonly source: MapSource;
  readonly run: number;
  readonly basins: boolean;
  /** What the axes are called: across, up. */
  readonly axes: readonly [AxisName, AxisName];
  readonly names: readonly string[];
  readonly minima: readonly Minimum[] | null;
  readonly pointed: Signal<Pointed | null>;
  readonly edits: boolean;
  /** Is told what was set. */
  say(text: string): void;
}

/** The value of a share of the colours. */
const shareIn =
  (scale: MapData['scale'], floor: number) =>
  (value: number): number =>
    scale === 'log' ? Math.log(Math.max(1e-300, value - floor)) : value - floor;

/** Which cell holds these values in a map. */
function cellAt({ cells }: RunMap, [a, b]: readonly [number, number]): number {
  const { across, up } = cells.grid;
  const column = Math.max(0, Math.min(cells.columns - 1, Math.floor(across.at(a))));
  return Math.max(0, Math.min(cells.rows - 1, Math.floor(up.at(b)))) * cells.columns + column;
}

/** The picture of the cells, made anew when something of it has changed. */
function createImages(
  basins: boolean,
  colours: MapColours,
): (data: MapData, map: RunMap) => HTMLCanvasElement {
  let known: { readonly by: readonly unknown[]; readonly canvas: HTMLCanvasElement } | null = null;
  return ({ steps, range, floor, scale }, { cells }) => {
    const [from, to] = basins ? steps : (range ?? [1, 1]);
    const by = [cells, cells.taken, from, to];
    if (!known || by.some((value, i) => value !== known?.by[i])) {
      const image = basins
        ? basinImage(cells, colours, [from, to])
        : heatImage(cells, colours, [from + floor, to + floor], shareIn(scale, floor));
      known = { by, canvas: canvasOfImage(image) };
    }
    return known.canvas;
  };
}

/** Draws what stays while something is pointed at. */
function createStill(
  { source, run, basins, axes, minima }: MapCardProps,
  palette: Palette,
  limitText: string,
  placed: (place: MapPlace) => void,
): (context: CanvasRenderingContext2D, size: Size, now: Parameters<typeof settingValue>[0]) => void {
  const colours = readColours(document.documentElement);
  const imageOf = createImages(basins, colours);
  const symbols = axes.map(({ term, symbol }) => symbol || term);
  const plain = basins ? (['x', 'y'] as const) : ([symbols[0], symbols[1]] as const);
  return (context, size, now) => {
    const data = source.data();
    const map = data?.maps.find((each) => each.run === run);
    if (!data || !map) return;
    const { cells } = map;
    const place = placeOf(size, cells.grid, palette);
    placed(place);
    drawCells(context, cells, imageOf(data, map), place, plain, palette);
    if (basins) {
      drawMinima(context, minima ?? [], cells.grid, place, colours, palette);
    } else {
      const limit = minima && limitOf(data.studied, run, cells.grid);
      if (limit) drawLimit(context, limit, LIMIT_SAMPLES, limitText, place, palette);
      if (cells.best >= 0)
        drawBest(context, pixelOf(place, cells.grid, valuesOf(cells.grid, cells.best)), palette);
    }
    const { across, up } = cells.grid;
    const at = [across, up].map(({ axis }) => settingValue(now, now.runs[run], axis.id));
    if (at[0] !== null && at[1] !== null)
      drawNow(context, map.slot, place, pixelOf(place, cells.grid, [at[0], at[1]]), palette);
  };
}

/** Draws what is pointed at, and what is read there. */
function createMoving(
  { source, run, basins, axes, names, pointed }: MapCardProps,
  palette: Palette,
  words: ReturnType<typeof useStudyWords>,
): { draw(context: CanvasRenderingContext2D, place: MapPlace): void; dispose(): void } {
  const readout = createReadout();
  let path: { readonly by: readonly unknown[]; readonly points: Float64Array } | null = null;
  const pathTo = (data: MapData, at: readonly [number, number]): Float64Array => {
    const by = [data.studied, ...at];
    if (!path || by.some((value, i) => value !== path?.by[i]))
      path = { by, points: pathOf(data.studied, run, { 'start.x': at[0], 'start.y': at[1] }) };
    return path.points;
  };
  return {
    draw(context, place) {
      const data = source.data();
      const map = data?.maps.find((each) => each.run === run);
      const now = pointed.value;
      if (!data || !map || !now) {
        readout.hide();
        return;
      }
      const cell = cellAt(map, now.at);
      if (basins) drawPath(context, pathTo(data, now.at), map.cells.grid, place, palette);
      drawCursor(context, cell, map.cells.grid, place, palette);
      if (now.run !== run || !now.hand) {
        readout.hide();
        return;
      }
      const title = basins
        ? placeText(now.at)
        : axes.map(({ term, symbol }, i) => `${symbol || term} = ${valueText(now.at[i])}`).join(', ');
      const rows = data.maps.map((each) => ({
        slot: each.slot,
        name: names[each.run] ?? '',
        value: outcomeText(data, each, cellAt(each, now.at), basins, words),
        dimmed: each.run !== run,
      }));
      readout.show(title, rows, now.hand, palette);
    },
    dispose: readout.dispose,
  };
}

const WAYS: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export const MapCard = memo(function MapCard(props: MapCardProps): ReactNode {
  const { source, run, basins, axes, names, pointed, edits } = props;
  const { playground } = useDocument();
  const { palette } = useUi();
  const words = useStudyWords();
  const { maps: texts } = words;
  const place = useRef<MapPlace | null>(null);
  const { store } = playground;
  const label = texts.label(names[run] ?? '', axes[0].term, axes[1].term);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the props that the picture is made of
  const { picture, dispose } = useMemo(() => {
    const still = createStill(props, palette, texts.limit, (at) => {
      place.current = at;
    });
    const moving = createMoving(props, palette, words);
    const experiment = partOf(store, (state) => state.experiment);
    const picture: Picture = {
      stillSignals: source.signals as readonly Readable<unknown>[],
      movingSignals: [pointed],
      still: (context, size) => still(context, size, experiment.value),
      moving: (context) => place.current && moving.draw(context, place.current),
    };
    return { picture, dispose: moving.dispose };
  }, [source, run, basins, axes, names, palette, words, pointed, store, props.minima]);
  useEffect(() => dispose, [dispose]);

  return (
    <MapFrame {...props}>
      <CanvasLayer picture={picture} label={label} className="map-canvas">
        <MapHand {...props} label={label} placeNow={() => place.current} edits={edits} />
      </CanvasLayer>
    </MapFrame>
  );
});

/** The name over a map. Pointing at either brings the run forward everywhere. */
function MapFrame({ run, names, children }: MapCardProps & { children: ReactNode }): ReactNode {
  const { playground } = useDocument();
  const line = usePlayground((state) => state.displays[run]);
  if (!line) return null;
  return (
    <figure
      className="map-card"
      onPointerEnter={() => playground.highlight(line.key)}
      onPointerLeave={() => playground.highlight(null)}
    >
      <figcaption>
        <Marker slot={line.slot} /> <span>{names[run]}</span>
      </figcaption>
      {children}
    </figure>
  );
}

/** What lies over a map and takes pointers and keys. */
function MapHand(props: MapCardProps & { label: string; placeNow(): MapPlace | null }): ReactNode {
  const { source, run, basins, axes, names, pointed, edits, say, label, placeNow } = props;
  const { playground } = useDocument();
  const words = useStudyWords();
  const { maps: texts } = words;
  const [read, setRead] = useState('');
  const mapNow = (): RunMap | undefined => source.data()?.maps.find((each) => each.run === run);

  const valuesUnder = (event: MouseEvent<HTMLElement>): readonly [number, number] | null => {
    const map = mapNow();
    const place = placeNow();
    if (!map || !place) return null;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const cell = cellUnder(place, map.cells.grid, event.clientX - left, event.clientY - top);
    return cell === null ? null : valuesOf(map.cells.grid, cell);
  };
  const point = (event: PointerEvent<HTMLElement>): void => {
    if (event.pointerType === 'touch') return;
    const at = valuesUnder(event);
    pointed.set(at && { at, run, hand: [event.clientX, event.clientY] });
  };
  const describe = (at: readonly [number, number]): string => {
    const data = source.data();
    const map = mapNow();
    if (!data || !map) return '';
    const where = texts.at(axes[0].term, valueText(at[0]), axes[1].term, valueText(at[1]));
    return `${where}: ${outcomeText(data, map, cellAt(map, at), basins, words)}`;
  };
  const set = (at: readonly [number, number]): void => {
    const map = mapNow();
    if (!map || !edits) return;
    const { experiment } = playground.store.getState();
    const ids = [map.cells.grid.across.axis.id, map.cells.grid.up.axis.id];
    const next = ids.reduce((changed, id, i) => withSetting(changed, run, id, at[i]), experiment);
    const { runs, start, surface, seed } = next;
    const shared = ids.some((id) => isShared(experiment, id));
    playground.edit({ runs, ...(shared && { start, surface, seed }) });
    if (basins) playground.noteStartMoved();
    say(basins ? texts.setStart(placeText(at)) : texts.set(names[run] ?? '', placeText(at)));
  };
  const atNow = (): readonly [number, number] | null => {
    const map = mapNow();
    if (!map) return null;
    const { experiment } = playground.store.getState();
    const { across, up } = map.cells.grid;
    const found = pointed.value?.at;
    if (found) return valuesOf(map.cells.grid, cellAt(map, found));
    const [a, b] = [across, up].map(({ axis }) => settingValue(experiment, experiment.runs[run], axis.id));
    return valuesOf(map.cells.grid, cellAt(map, [a ?? across.values[0], b ?? up.values[0]]));
  };
  const goTo = (at: readonly [number, number] | null): void => {
    pointed.set(at && { at, run, hand: null });
    setRead(at ? describe(at) : '');
  };
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    const way = WAYS[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const map = mapNow();
    const at = atNow();
    if (!way || !map || !at) return;
    event.preventDefault();
    event.stopPropagation();
    const { columns, rows, grid } = map.cells;
    const stride = event.shiftKey ? 10 : 1;
    const cell = cellAt(map, at);
    const column = Math.max(0, Math.min(columns - 1, (cell % columns) + way[0] * stride));
    const row = Math.max(0, Math.min(rows - 1, Math.floor(cell / columns) + way[1] * stride));
    goTo(valuesOf(grid, row * columns + column));
  };
  const click = (event: MouseEvent<HTMLElement>): void => {
    // A key that clicks has no place in the window.
    const at = event.detail === 0 ? atNow() : valuesUnder(event);
    if (!at) return;
    if (event.detail > 0) pointed.set({ at, run, hand: [event.clientX, event.clientY] });
    set(at);
  };
  const how = !edits ? texts.read : basins ? texts.howStart : texts.how;
  return (
    <>
      <button
        type="button"
        className="map-hand"
        aria-label={`${label} ${read || how}`}
        onPointerMove={point}
        onPointerLeave={() => pointed.set(null)}
        onClick={click}
        onKeyDown={keys}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && goTo(atNow())}
        onBlur={() => goTo(null)}
      />
      <span className="visually-hidden" role="status">
        {read}
      </span>
    </>
  );
}
