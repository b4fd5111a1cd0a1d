/** Ready experiments to begin with, each with a sentence on what to see in it. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { formatExperiment, parseExperiment, presets } from '../experiment/index.ts';
import { useStrings } from '../ui/context.ts';
import { Icon } from '../ui/icon.tsx';

/** `icon`: an icon stands for its name, which opens the same list. */
export function Examples({ icon = false }: { icon?: boolean }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const open = (id: string): void => {
    const preset = presets.find((preset) => preset.id === id);
    if (!preset) return;
    const { experiment } = parseExperiment(preset.query);
    const { lang: said, theme } = playground.store.getState().experiment;
    const [title, note] = [preset.title[lang], preset.lesson[lang]];
    playground.open(formatExperiment({ ...experiment, title, note, lang: said, theme }));
  };
  const list = (
    <select
      className={icon ? undefined : 'examples'}
      aria-label={strings.header.presets}
      value=""
      onChange={(event) => open(event.target.value)}
    >
      <option value="" disabled hidden>
        {strings.header.presets}
      </option>
      {presets.map(({ id, title }) => (
        <option key={id} value={id}>
          {title[lang]}
        </option>
      ))}
    </select>
  );
  if (!icon) return list;
  return (
    <span className="icon-select" title={strings.header.presets}>
      <Icon name="list" />
      {list}
    </span>
  );
}
