/** The frame: what is in it, how large it is, how it looks, and the text to paste. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Parameter } from '../../core/types.ts';
import { NumberField } from '../../document/controls/number-field.tsx';
import { PARTS, type Part } from '../../experiment/index.ts';
import { CopyButton } from '../../ui/controls/copy.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { LEAST, MOST, SIZES } from './choices.ts';
import type { Choosing } from './options.tsx';
import { type Frame, PLATFORMS, type Platform } from './snippets.ts';
import { useShareWords } from './words.ts';

const ORDER = Object.keys(PLATFORMS) as Platform[];

export function EmbedPanel({ choices, choose, frame }: Choosing & { frame: Frame }): ReactNode {
  const words = useShareWords();
  const [platform, setPlatform] = useState<Platform>('html');
  const code = useRef<HTMLPreElement>(null);
  const snippet = PLATFORMS[platform](frame);
  const size = SIZES.find(({ width, height }) => width === choices.width && height === choices.height);
  const show = (part: Part, shown: boolean): void =>
    choose({ hide: PARTS.filter((other) => (other === part ? !shown : choices.hide.includes(other))) });

  return (
    <div className="share-embed">
      <fieldset className="share-parts">
        <legend>{words.parts}</legend>
        {PARTS.map((part) => (
          <label key={part}>
            <input
              type="checkbox"
              checked={!choices.hide.includes(part)}
              onChange={(event) => show(part, event.target.checked)}
            />
            {words.partNames[part]}
          </label>
        ))}
      </fieldset>
      <div className="share-size">
        <select
          aria-label={words.size}
          value={size?.id ?? ''}
          onChange={(event) => {
            const chosen = SIZES.find(({ id }) => id === event.target.value);
            if (chosen) choose({ width: chosen.width, height: chosen.height });
          }}
        >
          {SIZES.map(({ id, width, height }) => (
            <option key={id} value={id}>
              {words.sizes[id]} · {width} × {height}
            </option>
          ))}
          <option value="" disabled={size !== undefined}>
            {words.ownSize}
          </option>
        </select>
        <Pixels label={words.width} value={choices.width} onChange={(width) => choose({ width })} />
        <span aria-hidden="true">×</span>
        <Pixels label={words.height} value={choices.height} onChange={(height) => choose({ height })} />
      </div>
      <Preview frame={frame} />
      <div className="share-snippet">
        <div className="bar">
          <select
            aria-label={words.platform}
            value={platform}
            onChange={(event) => setPlatform(event.target.value as Platform)}
          >
            {ORDER.map((id) => (
              <option key={id} value={id}>
                {words.platforms[id]}
              </option>
            ))}
          </select>
          <CopyButton primary text={snippet} label={words.copy} shown={code} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by the keyboard too */}
        <pre ref={code} tabIndex={0}>
          <code>{snippet}</code>
        </pre>
        <p className="hint">{words.platformHints[platform]}</p>
      </div>
    </div>
  );
}

const PIXELS: Parameter = {
  key: 'pixels',
  kind: 'integer',
  default: SIZES[0].width,
  min: LEAST,
  max: MOST,
  symbol: '\\text{px}',
};

/** A number of pixels. */
function Pixels(props: { label: string; value: number; onChange(value: number): void }): ReactNode {
  return (
    <NumberField
      parameter={PIXELS}
      name={props.label}
      value={props.value}
      onChange={(value) => props.onChange(value as number)}
    />
  );
}

/** The frame itself, smaller where there is no room for it. */
function Preview({ frame }: { frame: Frame }): ReactNode {
  const words = useShareWords();
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setRoom(entry.contentRect.width));
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const url = useDebounced(frame.url, 350);
  const scale = room > 0 ? Math.min(1, room / frame.width) : 0;
  return (
    <div ref={box} className="share-preview" style={{ height: Math.ceil(frame.height * scale) }}>
      {scale > 0 && (
        <iframe
          // A new frame for a new address: changing it would put entries into the history of the page.
          key={url}
          src={url}
          title={`${words.preview}: ${frame.title}`}
          width={frame.width}
          height={frame.height}
          style={{ transform: `scale(${scale})` }}
        />
      )}
    </div>
  );
}
