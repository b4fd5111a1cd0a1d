/** Runs many Python programs in one process, so that a library is imported once. */
import { spawnSync } from 'node:child_process';

const PYTHON = '/usr/bin/python3';

/** Whether Debian's Python is there and can import a module. */
export function hasModule(name: string): boolean {
  return spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0;
}

const RUNNER = `
import contextlib, io, json, sys, traceback, warnings
warnings.simplefilter("ignore")
results = []
for program in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
        except Exception:
            out.write("\\n" + traceback.format_exc())
    results.append(out.getvalue())
json.dump(results, sys.stdout)
`;

/** What each program prints; a traceback where it fails. */
export function runPrograms(programs: readonly string[]): readonly string[] {
  const input = JSON.stringify(programs);
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', RUNNER], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}
