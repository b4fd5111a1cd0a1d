/** The line above: what is minimised, from where, how it is shown; language, theme, link. */
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { isNetwork, type Language, MAX_LINK, type Theme, type View } from '../experiment/index.ts';
import { writeClipboard } from '../ui/clipboard.ts';
import { useStrings } from '../ui/context.ts';
import { Choice } from '../ui/controls/choice.tsx';
import { PopoverButton } from '../ui/controls/popover-button.tsx';
import { Icon } from '../ui/icon.tsx';
import {
  SHORT_HEADER,
  SHORT_LARGE_HEADER,
  SLIM,
  SLIM_LARGE_HEADER,
  useMedia,
} from '../ui/layout/use-media.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { Examples } from './examples.tsx';
import { LessonsButton } from './lesson-place.tsx';
import { addressOf } from './site.ts';
import { StartFields, SurfacePicker } from './surface-bar.tsx';

/** The dialog, with its words. */
const loadShareDialog = async (lang: Language): Promise<typeof import('./share/dialog.tsx')> => {
  const [{ loadShareWords }, dialog] = await Promise.all([
    import('./share/words.ts'),
    import('./share/dialog.tsx'),
  ]);
  await loadShareWords(lang);
  return dialog;
};

const UndoButtons = lazyPart(() =>
  import('./undo/buttons.tsx').then(({ UndoButtons }) => ({ default: UndoButtons })),
);

const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];

export function Header({ views }: { views: readonly View[] }): ReactNode {
  const strings = useStrings();
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const large = usePlayground((state) => state.theme) === 'projector';
  const tight = useMedia(SHORT_LARGE_HEADER);
  const short = useMedia(large ? SHORT_LARGE_HEADER : SHORT_HEADER);
  const slim = useMedia(large ? SLIM_LARGE_HEADER : SLIM);
  const [sharing, setSharing] = useState(false);
  const { playground } = useDocument();
  const [ShareDialog] = useState(() => lazyPart(() => loadShareDialog(playground.store.getState().lang)));
  const share = (): void => setSharing(true);
  const rest = (
    <>
      <CopyLink share={share} />
      <LanguageButton />
      <ThemePicker />
    </>
  );
  return (
    <header className="top">
      <h1>
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M4 6c9 1 6 14 14 17" className="mark-a" />
          <path d="M28 5c-2 8-3 13-8 17" className="mark-b" />
          <circle cx="19" cy="24" r="3" className="mark-c" />
        </svg>
        <span className="name">
          {strings.app.name}
          <small>{strings.app.tagline}</small>
        </span>
      </h1>
      <SurfacePicker />
      <Examples icon={tight} />
      {!network && <StartFields />}
      {!slim && (
        <span className="undo">
          <Suspense>
            <UndoButtons />
          </Suspense>
        </span>
      )}
      <ViewSwitch views={views} />
      <div className="tools">
        <LessonsButton icon={short} />
        {!short && rest}
        <button
          type="button"
          className="quiet"
          aria-label={strings.header.openShare}
          title={strings.header.openShareHint}
          onClick={share}
        >
          <Icon name="share" />
          <span>{strings.header.openShare}</span>
        </button>
        {short && (
          <PopoverButton className="menu overflow" label={strings.header.more} icon="more">
            {slim && (
              <Suspense>
                <UndoButtons written />
              </Suspense>
            )}
            {rest}
          </PopoverButton>
        )}
      </div>
      {sharing && (
        <Suspense>
          <ShareDialog close={() => setSharing(false)} />
        </Suspense>
      )}
    </header>
  );
}

function LanguageButton(): ReactNode {
  const { playground } = useDocument();
  const words = useStrings().header;
  const lang = usePlayground((state) => state.lang);
  return (
    <button
      type="button"
      className="quiet language"
      title={words.languageHint}
      onClick={() => playground.setLanguage(lang === 'en' ? 'zh' : 'en')}
    >
      {words.language}
    </button>
  );
}

function ThemePicker(): ReactNode {
  const { playground } = useDocument();
  const words = useStrings().header;
  const theme = usePlayground((state) => state.theme);
  return (
    <label className="icon-select" title={words.theme}>
      <Icon name="theme" />
      <span className="word">{words.theme}</span>
      <select
        aria-label={words.theme}
        value={theme}
        onChange={(event) => playground.setTheme(event.target.value as Theme)}
      >
        {THEMES.map((id) => (
          <option key={id} value={id}>
            {words.themes[id]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How the experiment is looked at. */
export function ViewSwitch({ views }: { views: readonly View[] }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const view = usePlayground((state) => state.experiment.view);
  return (
    <Choice
      className="views"
      label={strings.header.view}
      name="view"
      // Where cards have no room, the landscape of all runs stands for them.
      value={views.includes(view) ? view : 'overlay'}
      options={views.map((id) => ({ value: id, text: strings.views[id] }))}
      onChange={(id) => playground.edit({ view: id })}
    />
  );
}

/** The link with one click; `share` opens what hands on an experiment that no link can hold. */
function CopyLink({ share }: { share(): void }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const [state, setState] = useState<'idle' | 'copied' | string>('idle');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.select();
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async (): Promise<void> => {
    playground.flush();
    const query = playground.link();
    // What is too long for a link goes into a file.
    if (query.length > MAX_LINK) return share();
    const url = addressOf(query);
    // Where the clipboard is refused, the link is shown, selected.
    setState((await writeClipboard(url)) ? 'copied' : url);
  };

  return state !== 'idle' && state !== 'copied' ? (
    <input
      ref={field}
      readOnly
      aria-label={strings.header.shareFallback}
      title={strings.header.shareFallback}
      value={state}
      onBlur={() => setState('idle')}
    />
  ) : (
    <button type="button" className="quiet" title={strings.header.share} onClick={copy}>
      <Icon name={state === 'copied' ? 'check' : 'link'} />
      <span aria-live="polite">{state === 'copied' ? strings.header.shared : strings.header.share}</span>
    </button>
  );
}
