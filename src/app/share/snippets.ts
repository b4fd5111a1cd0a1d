/**
 * The text to paste for each platform. What most of them keep of it is a plain iframe: learning-management systems drop
 * scripts, custom elements and unknown attributes.
 */

/** Everything a snippet is made of. */
export interface Frame {
  /** The address of the frame. */
  readonly url: string;
  /** The address of the whole page with the same experiment. */
  readonly page: string;
  /** Where the site is served. */
  readonly site: string;
  /** The query of the frame, without what the element adds itself. */
  readonly query: string;
  /** What the frame is called, for those who hear the page. */
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as the value of an attribute in double quotes, or between tags. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character]);

/** Text inside the square brackets of a Markdown link: what would end it or begin something else is escaped. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>{}]/g, '\\$&').replace(/\s+/g, ' ');

/** A value in JSX. */
const jsx = (text: string): string => `{${JSON.stringify(text)}}`;

const iframe = ({ url, title, width, height }: Frame, more = ''): string =>
  `<iframe src="${escapeHtml(url)}" title="${escapeHtml(title)}" width="${width}" height="${height}"${more}></iframe>`;

/**
 * As wide as the column it stands in, up to the chosen width, and in the chosen proportions. Course systems that drop the style
 * keep the attributes; those that drop a part of it leave the least height.
 */
const fluid = ({ url, title, width, height }: Frame): string =>
  `<iframe src="${escapeHtml(url)}" title="${escapeHtml(title)}" width="100%" height="${height}" style="width:100%;max-width:${width}px;height:auto;min-height:${Math.min(height, 300)}px;aspect-ratio:${width}/${height};border:0"></iframe>`;

/** By platform, in the order in which they are offered. */
export const PLATFORMS = {
  html: (frame) => iframe(frame, ' style="border:0;max-width:100%" loading="lazy"'),
  lms: (frame) =>
    `<p>${fluid(frame)}</p>\n<p><a href="${escapeHtml(frame.page)}">${escapeHtml(frame.title)}</a></p>`,
  address: ({ url }) => url,
  markdown: ({ page, title }) => `[${escapeMarkdown(title)}](${page})`,
  myst: ({ url, title, width }) =>
    [
      `:::{iframe} ${url}`,
      `:width: ${width}px`,
      `:title: ${title.replace(/\s+/g, ' ')}`,
      '',
      escapeMarkdown(title),
      ':::',
    ].join('\n'),
  quarto: (frame) =>
    `\`\`\`{=html}\n${iframe(frame, ' style="border:0;max-width:100%" loading="lazy"')}\n\`\`\``,
  reveal: ({ url, title, width, height }) =>
    [
      '<section>',
      `  <iframe data-src="${escapeHtml(url)}" data-preload title="${escapeHtml(title)}"`,
      `    width="${width}" height="${height}"></iframe>`,
      '</section>',
    ].join('\n'),
  react: ({ url, title, width, height }) =>
    [
      '<iframe',
      `  src=${jsx(url)}`,
      `  title=${jsx(title)}`,
      `  width={${width}}`,
      `  height={${height}}`,
      `  style={{ border: 0, maxWidth: '100%' }}`,
      '  loading="lazy"',
      '/>',
    ].join('\n'),
  element: ({ site, query, title }) =>
    [
      `<script type="module" src="${escapeHtml(new URL('element.js', site).href)}"></script>`,
      `<adascope-embed query="${escapeHtml(query)}" title="${escapeHtml(title)}"></adascope-embed>`,
    ].join('\n'),
} satisfies Record<string, (frame: Frame) => string>;

export type Platform = keyof typeof PLATFORMS;
