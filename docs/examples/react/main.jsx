/** A React app around an experiment: what it shows and what it says are ordinary props and state. */
import 'adascope/element';
import './style.css';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** Where Adascope is served. */
const SITE = new URLSearchParams(location.search).get('site') ?? 'https://example.org/adascope/';

function Experiment({ query, title, onState }) {
  const element = useRef(null);
  useEffect(() => {
    const embed = element.current;
    const hear = (event) => onState(event.detail);
    embed.addEventListener('adascope-state', hear);
    embed.get().then(onState);
    return () => embed.removeEventListener('adascope-state', hear);
  }, [onState]);
  return <adascope-embed ref={element} src={SITE} query={query} title={title} />;
}

function App() {
  const [rate, setRate] = useState(0.05);
  const [state, setState] = useState(null);
  return (
    <main>
      <h1>Adam on Beale’s function</h1>
      <label>
        Learning rate{' '}
        <input
          type="number"
          step="0.01"
          min="0.01"
          value={rate}
          onChange={(event) => setRate(event.target.valueAsNumber || 0.01)}
        />
      </label>
      <Experiment
        query={`surface=beale&run=adam,lr:${rate}`}
        title="Adam on Beale’s function"
        onState={setState}
      />
      <p>{state ? `Step ${state.step}, loss ${state.runs[0].loss?.toPrecision(4) ?? '–'}` : 'Loading'}</p>
    </main>
  );
}

createRoot(document.getElementById('root')).render(<App />);
