/** A link as a QR code, to be photographed from the wall. */
import { type ReactNode, useEffect, useState } from 'react';
import { useStrings } from '../../ui/context.ts';
import { type Code, codeOf, LONGEST } from './qr-code.ts';
import { useShareWords } from './words.ts';

export function QrCode({ text }: { text: string }): ReactNode {
  const words = useShareWords();
  const [code, setCode] = useState<Code | null>(null);
  const long = text.length > LONGEST;
  useEffect(() => {
    if (long) return;
    let current = true;
    void codeOf(text).then((made) => current && setCode(made));
    return () => {
      current = false;
    };
  }, [text, long]);

  if (long) return <p className="hint qr-long">{words.qrLong}</p>;
  if (code?.of !== text) return <div className="qr" />;
  return (
    <div className="qr">
      <button
        type="button"
        title={words.qrLarge}
        aria-label={words.qrLarge}
        onClick={({ currentTarget }) => {
          // Where the screen may not be filled, the code stays as large as it is.
          if (document.fullscreenElement) void document.exitFullscreen();
          else void currentTarget.requestFullscreen?.().catch(() => undefined);
        }}
      >
        <QrImage code={code} />
      </button>
    </div>
  );
}

/** Four modules of quiet round it, and always dark on white: that is what cameras look for. */
export function QrImage({ code }: { code: Code }): ReactNode {
  const strings = useStrings();
  return (
    <svg viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`} role="img" aria-label={strings.print.qrLabel}>
      <rect x="-4" y="-4" width={code.size + 8} height={code.size + 8} fill="#fff" />
      <path d={code.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
