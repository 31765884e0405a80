/** A table as a CSV file that Excel opens as it is and runs nothing of. Twin of `journey_widgets/storage/table_file.py`. */

/** What begins a formula in Excel, LibreOffice or Google Sheets, in their full-width forms too, as OWASP lists them. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

type Cell = string | number | null;

/** With a byte order mark, without which Excel reads another encoding than UTF-8. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: Cell): string {
  if (value === null) return "";
  // Two decimals at most, without the binary dust of a difference.
  if (typeof value === "number") return String(Math.floor(value * 100 + 0.5) / 100);
  // Somebody's words, never something to compute.
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
