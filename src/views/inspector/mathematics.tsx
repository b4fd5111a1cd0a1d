/** TeX as MathML. The converter is loaded when the first formula is shown. */
import { type ReactNode, useEffect, useState } from 'react';

const rendered = new Map<string, string>();

export function Mathematics({ tex, block = false }: { tex: string; block?: boolean }): ReactNode {
  const key = `${block}${tex}`;
  const [html, setHtml] = useState(rendered.get(key) ?? '');
  useEffect(() => {
    const known = rendered.get(key);
    if (known !== undefined) {
      setHtml(known);
      return;
    }
    let current = true;
    void import('temml').then(({ default: temml }) => {
      const markup = temml.renderToString(tex, { displayMode: block, throwOnError: false });
      rendered.set(key, markup);
      if (current) setHtml(markup);
    });
    return () => {
      current = false;
    };
  }, [key, tex, block]);
  // The markup is the converter's own output for TeX that stands in our tables.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: MathML made from our own strings
  return <span className="mathematics" dangerouslySetInnerHTML={{ __html: html }} />;
}
