/** A canvas context that draws nothing and remembers what was stroked. */

/** One path as it was when it was stroked. */
export interface Stroke {
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Indices of the points that a line does not lead to. */
  readonly moves: readonly number[];
  readonly colour: string;
  readonly alpha: number;
  readonly dash: readonly number[];
  readonly dashOffset: number;
}

export interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly strokes: readonly Stroke[];
  /** The outlines that were filled. */
  readonly fills: readonly Stroke['points'][];
  readonly texts: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly most: number | undefined;
  }[];
}

export function createPen(): Pen {
  const strokes: Stroke[] = [];
  const fills: Stroke['points'][] = [];
  const texts: Pen['texts'][number][] = [];
  let points: [number, number][] = [];
  let moves: number[] = [];
  let dash: number[] = [];
  const nothing = (): void => undefined;
  const context = {
    globalAlpha: 1,
    strokeStyle: '',
    lineDashOffset: 0,
    save: nothing,
    restore: nothing,
    rect: nothing,
    clip: nothing,
    closePath: nothing,
    setLineDash(next: number[]) {
      dash = next;
    },
    getLineDash: () => dash,
    beginPath() {
      points = [];
      moves = [];
    },
    moveTo(x: number, y: number) {
      moves.push(points.length);
      points.push([x, y]);
    },
    lineTo(x: number, y: number) {
      points.push([x, y]);
    },
    arc(x: number, y: number, r: number) {
      points.push([x - r, y], [x + r, y]);
    },
    stroke() {
      strokes.push({
        points,
        moves,
        colour: this.strokeStyle,
        alpha: this.globalAlpha,
        dash,
        dashOffset: this.lineDashOffset,
      });
    },
    fill: () => fills.push(points),
    fillText: (text: string, x: number, y: number, most?: number) => texts.push({ text, x, y, most }),
  };
  return { context: context as unknown as CanvasRenderingContext2D, strokes, fills, texts };
}
