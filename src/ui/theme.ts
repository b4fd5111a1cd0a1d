/** The theme: an attribute of the document that the style sheet follows, and the palette that canvases read from it. */
import { useLayoutEffect, useMemo, useState } from 'react';
import { type Palette, readPalette } from './palette.ts';

/** `auto`: as the system says. */
export type Theme = 'light' | 'dark' | 'auto' | 'projector';

const dark = matchMedia('(prefers-color-scheme: dark)');

const axisSize = (): string => getComputedStyle(document.documentElement).getPropertyValue('--axis-size');

/** Follows the wanted theme and, for `auto`, the system's; read again where a wider window makes type larger. */
export function useTheme(theme: Theme): Palette {
  const [system, setSystem] = useState(dark.matches);
  useLayoutEffect(() => {
    const changed = (): void => setSystem(dark.matches);
    dark.addEventListener('change', changed);
    return () => dark.removeEventListener('change', changed);
  }, []);
  const [size, setSize] = useState(axisSize);
  useLayoutEffect(() => {
    const resized = (): void => setSize(axisSize());
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  const shown = theme === 'auto' ? (system ? 'dark' : 'light') : theme;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is part of what is read
  return useMemo(() => {
    document.documentElement.dataset.theme = shown;
    return readPalette(document.documentElement);
  }, [shown, size]);
}
