// CSV as the program writes it: RFC 4180, a line feed behind each row, nothing for what is missing.

function csvRow(cells) {
  const fields = cells.map((cell) => {
    const text = cell ?? "";
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return (fields.length === 1 && fields[0] === "" ? '""' : fields.join(",")) + "\n";
}

// The rows of a CSV text, each a list of strings.
function csvRows(text) {
  const rows = [];
  let row = [], field = "", quoted = false, any = false;
  const endField = () => { row.push(field); field = ""; };
  const endRow = () => { if (any) { endField(); rows.push(row); } row = []; any = false; };
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; at++) {
    const c = text[at];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[at + 1] === '"') { field += c; at++; }
      else quoted = false;
    } else if (c === '"') { quoted = true; any = true; }
    else if (c === ",") { endField(); any = true; }
    else if (c === "\n" || c === "\r") endRow();
    else { field += c; any = true; }
  }
  endRow();
  return rows;
}

// Hands a text to the user as a file.
function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
