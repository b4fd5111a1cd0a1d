/**
 * Where this page is, for links to it.
 *
 * A page that was made for one experiment (a preset's, a file on disk) says in `meta` elements which, and where the page for
 * all of them is.
 */

const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

/** The address of the page without query and fragment, as it was opened. */
const opened = location.href.split(/[?#]/, 1)[0];

/** The experiment that this page was made for, as a query; empty for the page of all. */
export const ownExperiment = (): string =>
  location.href.split(/[?#]/, 1)[0] === opened ? meta('adascope-experiment') : '';

/** The address that a query is put behind. */
export function siteAddress(): string {
  const home = meta('adascope-home');
  return home ? new URL(home, opened).href : location.href.split(/[?#]/, 1)[0];
}

/** The address of an experiment, given as a link's query. */
export function addressOf(query: string): string {
  // Where an address without a query means another experiment, the default one has to be said.
  const said = query || (meta('adascope-experiment') && !meta('adascope-home') ? 'v=1' : '');
  return said ? `${siteAddress()}?${said}` : siteAddress();
}
