/**
 * Cards side by side, whose parts stand in rows that have one heading each. Where cards wrap, every band of them has its own
 * headings; the cards are spread evenly over the bands.
 */
import {
  type CSSProperties,
  type ReactNode,
  startTransition,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useUi } from './context.ts';

export interface CardRow {
  /** How high it is: the style sheet knows. */
  readonly size: 'map' | 'plot' | 'last';
  readonly heading?: ReactNode;
}

/** A narrower card cannot be read; on a phone two still stand side by side. CSS pixels. */
const CARD = 196;
const CARD_ON_PHONE = 156;
const PHONE = 560;
const GAP = 20;
/** A frame's cards give no room away below this height, CSS pixels. */
const ROOM_FOR_TOP = 390;
/** From this width on, the map of the only card stands beside its plots. */
const BESIDE = 520;

/** How many cards stand side by side in so much room: as many as fit, or fewer if that takes no more bands. */
function columnsFor(cards: number, width: number): number {
  const least = width < PHONE ? CARD_ON_PHONE : CARD;
  const most = Math.max(1, Math.min(cards, Math.floor((width + GAP) / (least + GAP))));
  return Math.ceil(cards / Math.ceil(cards / most));
}

/**
 * @param embed Whether all cards stand in one band, as in a frame.
 * @param rows The parts of a card under its name, from top to bottom.
 * @param top What stands over several cards, where frames have room for it; it comes after them in the document, because it shows
 * what they find.
 * @param children Is given where each card stands, and whether its map stands beside its plots.
 */
export function CardGrid(props: {
  className?: string;
  count: number;
  embed: boolean;
  rows: readonly CardRow[];
  top?: ReactNode;
  children: (place: (card: number) => CSSProperties, alone: boolean) => ReactNode;
}): ReactNode {
  const { count, embed, top } = props;
  const box = useRef<HTMLDivElement>(null);
  const [{ width, height: tall }, setRoom] = useState({ width: 0, height: 0 });
  const onPaper = useUi().paper !== undefined;
  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    const measure = (): void => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      const width = element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      const height = element.clientHeight;
      setRoom((now) => (now.width === width && now.height === height ? now : { width, height }));
    };
    // The cards are most of the page: put together in slices, except on paper, which is printed in this very turn.
    const arrange = (): void => (onPaper ? measure() : startTransition(measure));
    arrange();
    const observer = new ResizeObserver(arrange);
    observer.observe(element);
    return () => observer.disconnect();
  }, [onPaper]);

  const alone = count === 1 && width >= BESIDE && props.rows[0]?.size === 'map';
  const rows = alone ? props.rows.slice(1) : props.rows;
  const columns = embed ? count : columnsFor(count, width);
  const bands = Math.ceil(count / columns);
  // A band has a row of names, its parts, and some room before the next.
  const height = rows.length + 2;
  const style: CSSProperties = {
    gridTemplateRows: `auto repeat(${bands}, var(--names) ${rows.map(({ size }) => `var(--${size})`).join(' ')} var(--between))`,
    ...(!alone && { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }),
  };
  const place = (card: number): CSSProperties => ({
    gridRow: `${2 + Math.floor(card / columns) * height} / span ${height - 1}`,
    ...(!alone && { gridColumn: (card % columns) + 1 }),
  });
  const ready = width > 0 && count > 0;
  return (
    <div ref={box} className={`split ${alone ? 'alone' : ''} ${props.className ?? ''}`} style={style}>
      {ready &&
        Array.from({ length: bands }, (_, band) =>
          rows.map(
            ({ heading }, row) =>
              heading && (
                <h3
                  // biome-ignore lint/suspicious/noArrayIndexKey: a heading is its place
                  key={`${band} ${row}`}
                  className="row-heading"
                  style={{ gridRow: 3 + band * height + row }}
                >
                  {heading}
                </h3>
              ),
          ),
        )}
      {ready && props.children(place, alone)}
      {ready && !alone && !(embed && tall < ROOM_FOR_TOP) && top}
    </div>
  );
}
