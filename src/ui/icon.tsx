/** The few icons, drawn on a 16 px grid with one stroke width. */
import type { ReactNode } from 'react';

const PATHS = {
  play: 'M5 3.2v9.6l7.5-4.8z',
  pause: 'M5 3v10M11 3v10',
  start: 'M4 3v10M12 3.5v9L6 8z',
  end: 'M12 3v10M4 3.5v9L10 8z',
  back: 'M10.5 3.5v9L5 8z',
  forward: 'M5.5 3.5v9L11 8z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  shown:
    'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 9.6a1.6 1.6 0 100-3.2 1.6 1.6 0 000 3.2z',
  hidden: 'M2.5 9.5C4 11 6 12 8 12s4-1 5.5-2.5M3.5 12l1-1.2M12.5 12l-1-1.2M8 14v-2',
  link: 'M6.5 9.5l3-3M7 4.5l1-1a3 3 0 014.3 4.2l-1.3 1.3M9 11.5l-1 1a3 3 0 01-4.3-4.2L5 7',
  reset: 'M3 8a5 5 0 105-5H4.5M6.5 1L4.3 3l2.2 2',
  undo: 'M5.5 3l-3 3 3 3M2.5 6h7a3.5 3.5 0 010 7H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a3.5 3.5 0 000 7H10',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  whole: 'M2.5 6v-3.5h3.5M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  turnLeft: 'M13.5 6c0 2.5-2.6 4.3-5.5 4.3S2.9 8.7 2.5 6.6M1 9.2l1.5-2.7 2.7 1.5',
  turnRight: 'M2.5 6c0 2.5 2.6 4.3 5.5 4.3s5.1-1.6 5.5-3.7M15 9.2l-1.5-2.7-2.7 1.5',
  open: 'M9.5 2.5h4V6.5M13.5 2.5L7.5 8.5M11.5 9.5v3.5h-8.5v-8.5H6.5',
  share: 'M8 9.5V2.5M5.2 5L8 2.2 10.8 5M4.5 7.5h-1.5v6h10v-6h-1.5',
  copy: 'M6 6h7v7.5H6zM10 6V2.5H3V10h3',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  save: 'M8 2.5v7M5.2 7L8 9.8 10.8 7M3 10.5v3h10v-3',
  theme: 'M8 2a6 6 0 100 12zM8 2a6 6 0 010 12',
  list: 'M3 4h.01M6.5 4h6.5M3 8h.01M6.5 8h6.5M3 12h.01M6.5 12h6.5',
  lessons:
    'M8 4.2C6.4 3 4.4 2.8 2 3v9.3c2.4-.2 4.4 0 6 1.2 1.6-1.2 3.6-1.4 6-1.2V3c-2.4-.2-4.4 0-6 1.2zM8 4.2v9.3',
  settings: 'M2.5 5h7M12.5 5h1M2.5 11h1M6.5 11h7M11 6.5v-3M5 12.5v-3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): ReactNode {
  const solid = ['play', 'back', 'forward'].includes(name);
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill={solid ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
