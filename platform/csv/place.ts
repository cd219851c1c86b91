// Names the cell in which a position of a CSV text lies, for sentences such as "line 1, column 3".

/** `line` is of the file and `column` of the record, both from 1; `header` is the name over that column, when known. */
export type CellPlace = { line: number; column: number; header: string | null };

/** The cell at a position of `text`, which may end in the middle of a broken file. */
export function cellAt(text: string, at: number): CellPlace {
  let line = 1;
  let column = 1;
  let quoted = false;
  for (let index = 0; index < at; index++) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) column += 1;
    else if (character === '\n' || (character === '\r' && text[index + 1] !== '\n')) {
      line += 1;
      if (!quoted) column = 1;
    }
  }
  return { line, column, header: line === 1 ? null : headerOf(text, column) };
}

function headerOf(text: string, column: number): string | null {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const name = first.split(',')[column - 1]?.replaceAll('"', '').trim();
  return name && !name.includes('\uFFFD') ? name : null;
}
