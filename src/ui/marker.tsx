/** A run's colour and marker as a small drawing, the same as on its head. */
import type { ReactNode } from 'react';

const CORNERS = [0, 4, 3, 4, 3, 5, 6, 5];
const TURNS = [0, 45, -90, 0, 90, -90, 0, 90];

export function Marker({ slot, size = 14 }: { slot: number; size?: number }): ReactNode {
  const corners = CORNERS[slot % 8];
  const points = Array.from({ length: corners }, (_, k) => {
    const angle = ((TURNS[slot % 8] + (360 * k) / corners) * Math.PI) / 180;
    const r = corners === 3 ? 6.5 : 6;
    return `${8 + r * Math.cos(angle)},${8 + r * Math.sin(angle)}`;
  }).join(' ');
  return (
    <svg
      className="marker"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={{ color: `var(--line-${slot % 10})` }}
    >
      {corners === 0 ? (
        <circle cx="8" cy="8" r="5" fill="currentColor" />
      ) : (
        <polygon points={points} fill="currentColor" strokeLinejoin="round" />
      )}
    </svg>
  );
}
