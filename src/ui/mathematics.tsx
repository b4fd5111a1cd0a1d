/** TeX as MathML. The converter is loaded when the first formula is shown. */
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

const rendered = new Map<string, string>();

/**
 * The parts between which a formula may break, each an element of its own that stands in the line like a word: browsers do
 * not agree on other ways to break one.
 */
function inParts(markup: string): string {
  const holder = document.createElement('template');
  holder.innerHTML = markup;
  const parts = [...(holder.content.querySelector('math')?.children ?? [])];
  if (parts.length < 2) return markup;
  return parts.map((part) => `<math>${part.outerHTML}</math>`).join('<wbr>');
}

/** `block` sets a line of its own; `wrap` breaks what is longer than its line after operators. */
export function Mathematics(props: { tex: string; block?: boolean; wrap?: boolean }): ReactNode {
  const { tex, block = false, wrap = false } = props;
  const key = `${block}${wrap}${tex}`;
  const [html, setHtml] = useState(rendered.get(key) ?? '');
  useEffect(() => {
    const known = rendered.get(key);
    if (known !== undefined) {
      setHtml(known);
      return;
    }
    let current = true;
    void import('temml').then(({ default: temml }) => {
      const markup = temml.renderToString(tex, {
        displayMode: block,
        throwOnError: false,
        wrap: wrap ? 'tex' : 'none',
      });
      // A strict content security policy forbids styles in markup, not those that a script sets.
      const unstyled = markup.replaceAll(' style="', ' data-style="');
      const made = wrap ? inParts(unstyled) : unstyled;
      rendered.set(key, made);
      if (current) setHtml(made);
    });
    return () => {
      current = false;
    };
  }, [key, tex, block, wrap]);
  const place = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands in the element has changed
  useLayoutEffect(() => {
    for (const element of place.current?.querySelectorAll<HTMLElement>('[data-style]') ?? []) {
      element.style.cssText = element.dataset.style ?? '';
    }
  }, [html]);
  // The markup is the converter's own output for TeX that stands in our tables.
  return (
    <span
      ref={place}
      className={wrap ? 'mathematics wrap' : 'mathematics'}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: MathML made from our own strings
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
