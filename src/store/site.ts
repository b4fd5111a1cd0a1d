/** Where this page is, for links to it. */

/**
 * The address that a query is put behind. Pages that were made for one experiment (a preset's, a file) say in a `meta` where
 * the page for all of them is.
 */
export function siteAddress(): string {
  const home = document.querySelector<HTMLMetaElement>('meta[name="adascope-home"]')?.content;
  const [address] = location.href.split(/[?#]/, 1);
  return home ? new URL(home, address).href : address;
}

/** The address of an experiment, given as a link's query. */
export const addressOf = (query: string): string => (query ? `${siteAddress()}?${query}` : siteAddress());
