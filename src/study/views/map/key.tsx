/** The keys to the colours of maps. */
import type { CSSProperties, ReactNode } from 'react';
import type { Minimum } from '../../../core/types.ts';
import { short, typed } from '../../../ui/format.ts';
import { protocolOf } from '../../study.ts';
import { useStudyWords } from '../words.ts';
import { BASINS, letterOf } from './image.ts';
import type { MapData } from './source.ts';
import { placeText } from './words.ts';

const swatch = (minimum: number): CSSProperties =>
  ({ '--swatch': `var(--basin-${minimum % BASINS})` }) as CSSProperties;

/** More minima than this are in the table only. */
const MOST = 6;

export function BasinKey({ data, minima }: { data: MapData; minima: readonly Minimum[] }): ReactNode {
  const words = useStudyWords();
  const { maps } = words;
  const [few, many] = data.steps;
  return (
    <ul className="map-key">
      {minima.slice(0, MOST).map(({ x, y }, i) => (
        <li key={letterOf(i)}>
          <i className="swatch letter" style={swatch(i)}>
            {letterOf(i)}
          </i>
          {placeText([x, y])}
        </li>
      ))}
      <li title={maps.elsewhereHint}>
        <i className="swatch elsewhere" />
        {maps.elsewhere}
      </li>
      <li>
        <i className="swatch hatched" />
        {words.diverged}
      </li>
      {minima.length > 0 && (
        <li className="ramp">
          <span>{maps.until(typed(protocolOf(data.studied).to))}</span>
          <span className="ends">
            <b>{maps.fast(typed(few))}</b>
            <i className="bar shades" style={swatch(0)} />
            <b>{maps.slow(typed(many))}</b>
          </span>
        </li>
      )}
      {minima.length === 0 && <li>{maps.noMinima}</li>}
    </ul>
  );
}

/** An end of the colours: a round number, but of measures that are no logarithms. */
const ended = ({ range, scale }: MapData, end: 0 | 1): string =>
  range ? short(range[end], scale === 'log' ? 1 : 3) : '';

export function HeatKey({
  data,
  title,
  limited,
}: {
  data: MapData;
  title: string;
  limited: boolean;
}): ReactNode {
  const words = useStudyWords();
  return (
    <ul className="map-key">
      <li className="ramp">
        <span className="title">{title}</span>
        {data.range && (
          <span className="ends">
            <b>{ended(data, 0)}</b>
            <i className="bar heat" />
            <b>{ended(data, 1)}</b>
          </span>
        )}
      </li>
      <li>
        <i className="swatch hatched" />
        {words.diverged}
      </li>
      <li>
        <i className="swatch dotted" />
        {words.keyWorse}
      </li>
      <li>
        <i className="swatch ring" />
        {words.keyBest}
      </li>
      <li>
        <i className="swatch dot" />
        {words.keyNow}
      </li>
      {limited && (
        <li title={words.maps.limitHint}>
          <i className="swatch dashed" />
          {words.maps.limit}
        </li>
      )}
    </ul>
  );
}
