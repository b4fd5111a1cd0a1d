/**
 * One file that holds the whole page and opens with one experiment: `single.html` of the site with the experiment put in.
 */
import { escapeHtml } from './snippets.ts';

/** What is put into the template. */
export interface Single {
  /** The experiment, as a link's query. */
  readonly query: string;
  readonly title: string;
  /** Where links made from the file lead: the site, or nothing for the file itself. */
  readonly home: string;
}

/** The text of the file. @throws Error for a text that is not the template. */
export function fillTemplate(template: string, { query, title, home }: Single): string {
  // The first place is the one in the head: this very text stands in the script as well.
  const put = (text: string, slot: string, value: string): string => {
    const at = text.indexOf(slot);
    if (at < 0) throw new Error('This is not the template of a single file.');
    return text.slice(0, at) + value + text.slice(at + slot.length);
  };
  const meta = (name: string, content: string): string =>
    `<meta name="${name}" content="${escapeHtml(content)}" />`;
  const homeOf = home ? meta('adascope-home', home) : '';
  const filled = put(template, '<!-- experiment -->', `${meta('adascope-experiment', query)}${homeOf}`);
  return put(filled, '<title>Adascope</title>', `<title>${escapeHtml(title)}</title>`);
}
