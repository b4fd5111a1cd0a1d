/** The page: which parts stand where, on wide and on narrow screens. */
import { Component, type ReactNode, useEffect, useMemo } from 'react';
import { strings as languages, type Strings } from '../i18n/index.ts';
import type { Playground } from '../store/playground.ts';
import { createSignal } from '../store/signal.ts';
import { usePart, ViewProvider } from '../views/context.ts';
import { type Camera, WHOLE } from '../views/landscape/viewport.ts';
import { surfaceEntry } from '../views/names.ts';
import { Notices, Problems } from '../views/problems/problems.tsx';
import { Timeline } from '../views/timeline/timeline.tsx';
import { Header } from './header.tsx';
import { useKeys } from './keys.ts';
import { NetworkLayout, PlaneLayout } from './layouts.tsx';
import { useTheme } from './theme.ts';
import './style/index.css';

const VIEWS = ['overlay', 'split'] as const;

export function App({ playground }: { playground: Playground }): ReactNode {
  const lang = usePart(playground, (state) => state.lang);
  const theme = usePart(playground, (state) => state.theme);
  const surface = usePart(playground, (state) => state.experiment.surface);
  const title = usePart(playground, (state) => state.experiment.title);
  const note = usePart(playground, (state) => state.experiment.note);
  const hide = usePart(playground, (state) => state.experiment.hide);
  const embed = usePart(playground, (state) => state.experiment.embed);
  const palette = useTheme(theme);
  const strings = languages[lang];
  const network = surface.id === 'mnist';
  // Another surface is looked at whole.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new camera for every surface
  const camera = useMemo(() => createSignal<Camera>(WHOLE), [surface.id]);
  const view = useMemo(
    () => ({ playground, strings, palette, camera }),
    [playground, strings, palette, camera],
  );
  useKeys(playground);

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
    const name = title ?? surfaceEntry(lang, surface.id).name;
    document.title = `${name} · ${strings.app.name}`;
  }, [lang, title, surface.id, strings]);

  return (
    <ViewProvider value={view}>
      <Fallback strings={strings}>
        <div className={`app ${network ? 'network' : 'plane'} ${embed ? 'embed' : ''}`}>
          {!embed && <Header views={VIEWS} />}
          <Problems />
          <Notices />
          {(title || note) && (
            <div className="caption">
              {title && <h2>{title}</h2>}
              {note && <p>{note}</p>}
            </div>
          )}
          {network ? <NetworkLayout /> : <PlaneLayout />}
          {!hide.includes('timeline') && <Timeline />}
        </div>
      </Fallback>
    </ViewProvider>
  );
}

/** An error while drawing is said instead of leaving an empty page. */
class Fallback extends Component<{ strings: Strings; children: ReactNode }, { error: Error | null }> {
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
