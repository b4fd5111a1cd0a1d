/** The theme: an attribute of the document that the style sheet follows, and the palette that canvases read from it. */
import { useLayoutEffect, useMemo, useState } from 'react';
import type { Theme } from '../experiment/index.ts';
import { type Palette, readPalette } from '../views/palette.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Follows the wanted theme and, for `auto`, the system's. */
export function useTheme(theme: Theme): Palette {
  const [system, setSystem] = useState(dark.matches);
  useLayoutEffect(() => {
    const changed = (): void => setSystem(dark.matches);
    dark.addEventListener('change', changed);
    return () => dark.removeEventListener('change', changed);
  }, []);
  const shown = theme === 'auto' ? (system ? 'dark' : 'light') : theme;
  return useMemo(() => {
    document.documentElement.dataset.theme = shown;
    return readPalette(document.documentElement);
  }, [shown]);
}
