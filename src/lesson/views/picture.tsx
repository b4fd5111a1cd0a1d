/** The small picture of a lesson: drawn when it comes into view, in the colours of the page. */
import { contours } from 'd3';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { mixer } from '../../ui/colour.ts';
import { useUi } from '../../ui/context.ts';
import { DASHES, type Palette } from '../../ui/palette.ts';
import type { Picture, PictureLine } from '../picture.ts';
import { type LessonPools, pictureOf } from './compute.ts';

/** CSS pixels of the drawing; style sheets scale it. */
const WIDTH = 256;
const HEIGHT = 160;

/** Contours at these shares of the plane. */
const LEVELS = [0.04, 0.12, 0.22, 0.34, 0.46, 0.58, 0.7, 0.82, 0.92];

type Pen = CanvasRenderingContext2D;

function drawField(
  pen: Pen,
  { columns, rows, ranks }: Extract<Picture, { kind: 'plane' }>,
  palette: Palette,
): void {
  const [low, middle, high] = palette.field;
  const lower = mixer(low, middle);
  const upper = mixer(middle, high);
  const image = new ImageData(columns, rows);
  for (const [i, rank] of ranks.entries()) {
    const [r, g, b] = rank < 0.5 ? lower(2 * rank) : upper(2 * rank - 1);
    image.data.set([r, g, b, 255], 4 * i);
  }
  const small = document.createElement('canvas');
  small.width = columns;
  small.height = rows;
  small.getContext('2d')?.putImageData(image, 0, 0);
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(small, 0, 0, WIDTH, HEIGHT);
  pen.strokeStyle = palette.contour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const { coordinates } of contours().size([columns, rows]).thresholds(LEVELS)([...ranks])) {
    for (const ring of coordinates.flat()) {
      for (const [i, [x, y]] of ring.entries()) {
        const at = [(x / columns) * WIDTH, (y / rows) * HEIGHT] as const;
        // The edge of the plane is no contour.
        const edge = x <= 0 || y <= 0 || x >= columns || y >= rows;
        if (i === 0 || edge) pen.moveTo(...at);
        else pen.lineTo(...at);
      }
    }
  }
  pen.stroke();
}

/** Lines with a halo of the ground, a point at their end; `dots` also at each of their first points. */
function drawLines(
  pen: Pen,
  lines: readonly PictureLine[],
  palette: Palette,
  dots: number,
  ends: boolean,
): void {
  for (const { slot, points } of lines) {
    const path = new Path2D();
    const colour = palette.lines[slot % palette.lines.length];
    let open = false;
    let last: readonly [number, number] | null = null;
    const places: (readonly [number, number])[] = [];
    for (let i = 0; i < points.length; i += 2) {
      const at = [points[i] * WIDTH, (1 - points[i + 1]) * HEIGHT] as const;
      // Far outside nothing is seen, and canvases lose their precision.
      const drawn = at.every((value) => Math.abs(value) < 1e5);
      if (!drawn) open = false;
      else if (open) path.lineTo(...at);
      else path.moveTo(...at);
      if (!drawn) continue;
      open = true;
      last = at;
      places.push(at);
    }
    pen.lineJoin = 'round';
    pen.lineCap = 'round';
    pen.setLineDash([]);
    pen.strokeStyle = palette.ground;
    pen.lineWidth = 4;
    pen.globalAlpha = 0.8;
    pen.stroke(path);
    pen.globalAlpha = 1;
    pen.strokeStyle = colour;
    pen.lineWidth = 1.6;
    pen.setLineDash(DASHES[slot % DASHES.length].map((length) => length * 0.7));
    pen.stroke(path);
    pen.setLineDash([]);
    const marks = ends && last ? [...places.slice(0, dots), last] : [];
    for (const [i, [x, y]] of marks.entries()) {
      pen.beginPath();
      pen.arc(x, y, i === marks.length - 1 && ends ? 4 : 2.4, 0, 2 * Math.PI);
      pen.fillStyle = colour;
      pen.strokeStyle = palette.ground;
      pen.lineWidth = 1.5;
      pen.fill();
      pen.stroke();
    }
  }
}

function drawGraph(pen: Pen, graph: Float32Array, palette: Palette): void {
  pen.beginPath();
  for (let i = 0; i < graph.length; i += 2) pen.lineTo(graph[i] * WIDTH, (1 - graph[i + 1]) * HEIGHT);
  pen.strokeStyle = palette.muted;
  pen.lineWidth = 1.5;
  pen.stroke();
}

function drawGrid(pen: Pen, palette: Palette): void {
  pen.strokeStyle = palette.hairline;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let i = 1; i < 4; i++) {
    pen.moveTo(0, Math.round((i / 4) * HEIGHT) + 0.5);
    pen.lineTo(WIDTH, Math.round((i / 4) * HEIGHT) + 0.5);
    pen.moveTo(Math.round((i / 4) * WIDTH) + 0.5, 0);
    pen.lineTo(Math.round((i / 4) * WIDTH) + 0.5, HEIGHT);
  }
  pen.stroke();
}

function drawNetwork(pen: Pen, layers: readonly number[], palette: Palette): void {
  const columns = layers.map((units, i) => {
    const count = Math.min(9, units);
    const x = WIDTH * (0.16 + (0.68 * i) / Math.max(1, layers.length - 1));
    return Array.from(
      { length: count },
      (_, k) => [x, HEIGHT / 2 + (k - (count - 1) / 2) * ((HEIGHT * 0.8) / 9)] as const,
    );
  });
  pen.strokeStyle = palette.muted;
  pen.globalAlpha = 0.35;
  pen.lineWidth = 0.75;
  pen.beginPath();
  for (const [i, column] of columns.slice(1).entries()) {
    for (const from of columns[i]) {
      for (const to of column) {
        pen.moveTo(...from);
        pen.lineTo(...to);
      }
    }
  }
  pen.stroke();
  pen.globalAlpha = 1;
  for (const [i, column] of columns.entries()) {
    for (const [x, y] of column) {
      pen.beginPath();
      pen.arc(x, y, 4, 0, 2 * Math.PI);
      pen.fillStyle = palette.lines[i % palette.lines.length];
      pen.fill();
    }
  }
  pen.fillStyle = palette.ink;
  pen.font = palette.font;
  pen.textAlign = 'center';
  for (const [i, units] of layers.entries()) pen.fillText(String(units), columns[i][0][0], HEIGHT - 5);
}

function draw(pen: Pen, picture: Picture, palette: Palette): void {
  pen.fillStyle = palette.ground;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  switch (picture.kind) {
    case 'plane':
      drawField(pen, picture, palette);
      drawLines(pen, picture.lines, palette, 0, true);
      break;
    case 'graph':
      drawGraph(pen, picture.graph, palette);
      drawLines(pen, picture.lines, palette, 12, true);
      break;
    case 'study':
      drawGrid(pen, palette);
      drawLines(pen, picture.lines, palette, 0, false);
      break;
    case 'network':
      drawNetwork(pen, picture.layers, palette);
      break;
    default:
      picture satisfies never;
  }
}

/** The picture of an experiment; empty until it has been seen and made. What it shows is said beside it. */
export function LessonPicture({ query, pools }: { query: string; pools: LessonPools }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { palette } = useUi();
  const [picture, setPicture] = useState<Picture | null>(null);
  useEffect(() => {
    let current = true;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void pictureOf(pools, query).then((made) => current && setPicture(made));
      },
      { rootMargin: '160px' },
    );
    if (canvas.current) observer.observe(canvas.current);
    return () => {
      current = false;
      observer.disconnect();
    };
  }, [query, pools]);
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen || !picture) return;
    pen.setTransform(2, 0, 0, 2, 0, 0);
    draw(pen, picture, palette);
  }, [picture, palette]);
  return (
    <canvas
      ref={canvas}
      className="lesson-picture"
      width={2 * WIDTH}
      height={2 * HEIGHT}
      data-drawn={picture !== null}
    />
  );
}
