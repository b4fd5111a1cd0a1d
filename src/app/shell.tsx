/** What is round every page of the app: words, colours, window, keyboard, the title of the tab, and what is shown instead of an error. */
import { Component, type ReactNode, useEffect, useMemo, useState } from 'react';
import { usePart } from '../document/context.ts';
import { surfaceEntry } from '../document/names.ts';
import type { Playground } from '../document/playground.ts';
import type { Language, PlaneWindow } from '../experiment/index.ts';
import { loadWords, type Strings, words } from '../i18n/index.ts';
import { partOf, type Signal } from '../signal.ts';
import { UiProvider } from '../ui/context.ts';
import { useTheme } from '../ui/theme.ts';
import { useKeys } from './keys.ts';
import { PageProvider } from './page-provider.tsx';
import type { Page } from './slices.ts';
import './style/index.css';
import './style/embed.css';

export function Shell({ page, children }: { page: Page; children: ReactNode }): ReactNode {
  const { playground } = page;
  const lang = usePart(playground, (state) => state.lang);
  const theme = usePart(playground, (state) => state.theme);
  const surface = usePart(playground, (state) => state.experiment.surface.id);
  const title = usePart(playground, (state) => state.experiment.title);
  const palette = useTheme(theme);
  const strings = useWords(lang);
  const window = useMemo(() => windowOf(playground), [playground]);
  const ui = useMemo(() => ({ strings, palette }), [strings, palette]);
  useKeys(playground);

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
    const name = title ?? surfaceEntry(lang, surface).name;
    document.title = `${name} · ${strings.app.name}`;
  }, [lang, title, surface, strings]);

  return (
    <UiProvider value={ui}>
      <PageProvider page={page} window={window}>
        <ErrorBoundary strings={strings}>{children}</ErrorBoundary>
      </PageProvider>
    </UiProvider>
  );
}

/** The part of the plane that the link says, as what gestures and buttons change. */
const windowOf = (playground: Playground): Signal<PlaneWindow | null> => {
  const part = partOf(playground.store, (state) => state.experiment.window);
  return {
    get value() {
      return part.value;
    },
    set: (window) => playground.edit({ window }),
    subscribe: part.subscribe,
  };
};

/** The words of a language; while they are on their way, those that were shown before. */
function useWords(lang: Language): Strings {
  const [, setLoaded] = useState(lang);
  useEffect(() => {
    let current = true;
    void loadWords(lang).then(() => current && setLoaded(lang));
    return () => {
      current = false;
    };
  }, [lang]);
  return words(lang).strings;
}

/** An error while drawing is said instead of leaving an empty page. */
class ErrorBoundary extends Component<{ strings: Strings; children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };
  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }
  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    const { notices } = this.props.strings;
    return (
      <main className="crash">
        <h1>{notices.unexpected}</h1>
        <p>
          <code>{this.state.error.message}</code>
        </p>
        <button type="button" onClick={() => location.reload()}>
          {notices.reload}
        </button>
      </main>
    );
  }
}
