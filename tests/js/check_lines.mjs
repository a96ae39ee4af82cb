// For tests/check: one JSON line in, one out. In: {units, cases}, each case a quotation that is judged
// by all units. Out: the verdicts, as tests/check/test_twins.py writes its own.
import { createInterface } from 'node:readline';
import { otherOccasion } from '../../docs/assets/wenda/check/occasion.mjs';
import { quotationsIn } from '../../docs/assets/wenda/check/quotations.mjs';
import { Judge } from '../../docs/assets/wenda/check/verdict.mjs';
import { unitsOf } from '../../docs/assets/wenda/engine/units.mjs';
import { fold, scriptFrom } from '../../docs/assets/wenda/fold.mjs';

for await (const line of createInterface({ input: process.stdin })) {
  const {
    entries,
    names,
    pairs,
    quotations,
    texts = [],
    speakers = [],
    outlets = [],
    ...more
  } = JSON.parse(line);
  const script = pairs ? scriptFrom(pairs) : undefined;
  const judge = new Judge(
    names.map((name) => fold(name, script).text),
    script,
  );
  const units = entries.flatMap((entry) => {
    const { spoken, alternates } = unitsOf(entry, script);
    return [...spoken, ...alternates].map((unit) => ({ ...unit, entry }));
  });
  const verdicts = quotations.map((quotation) => {
    const { places, ...rest } = judge.judge(quotation, units);
    const told = places.map(({ unit, start, end }) => [unit.entry.key, unit.role, start, end]);
    return { ...rest, places: told };
  });
  const found = texts.map((text) => quotationsIn(text, { speakers, outlets, script }));
  const occasions = (more.occasions ?? []).map(([event, title]) => otherOccasion(event, title));
  process.stdout.write(`${JSON.stringify({ verdicts, found, occasions })}\n`);
}
