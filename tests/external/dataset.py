"""Reads every output format with the libraries of others and compares all values with the JSON Lines.

    dataset.py PROGRAM SAMPLES WORK

Each check prints a line; the first difference ends the run with exit code 1.
"""

import csv
import datetime
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas
import pyarrow
import pyarrow.csv
import pyarrow.parquet
import pysdmx.io

from payloads import payloads

PROGRAM, SAMPLES, WORK = (Path(part).resolve() for part in sys.argv[1:4])
TABLES = ["facts", "mentions", "documents"]


def extract(*args, source=SAMPLES, **more):
    """Runs the program in the folder for work; nothing may be said on standard error."""
    done = subprocess.run([PROGRAM, "extract", source, "--quiet", *args], cwd=WORK, capture_output=True, **more)
    assert done.returncode == 0 and not done.stderr, done.stderr.decode()
    return done.stdout.decode()


def json_lines(path):
    with open(WORK / path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def schema():
    """Type of each column of each table."""
    printed = subprocess.run([PROGRAM, "schema", "--format", "csv"], capture_output=True, check=True).stdout.decode()
    types = {}
    for row in csv.DictReader(io.StringIO(printed)):
        types.setdefault(row["table"], {})[row["column"]] = row["type"]
    return types


def typed(rows, types):
    """Rows of JSON Lines with the values that their types mean."""
    read = {"decimal": Decimal, "date": datetime.date.fromisoformat, "integer": int, "string": str}
    return [{name: None if cell is None else read[types[name]](cell) for name, cell in row.items()} for row in rows]


def as_text(rows):
    """Rows of JSON Lines as CSV has them."""
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]


def same(what, got, wanted):
    """Compares rows, cell by cell."""
    assert len(got) == len(wanted), f"{what}: {len(got)} rows instead of {len(wanted)}"
    for number, (one, other) in enumerate(zip(got, wanted)):
        assert list(one) == list(other), f"{what}: columns {list(one)} instead of {list(other)}"
        for name in other:
            assert one[name] == other[name], f"{what}, row {number}, {name}: {one[name]!r} instead of {other[name]!r}"
    print(f"ok  {what}: {len(wanted)} rows, {len(wanted) * len(wanted[0])} cells")


def plain(value):
    """A value without the types of pandas, and without a time that is none."""
    if value is None or value is pandas.NaT or value is pandas.NA or value != value:
        return None
    if isinstance(value, (pandas.Timestamp, datetime.datetime)):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def records(frame):
    return [{name: plain(cell) for name, cell in row.items()} for row in frame.to_dict("records")]


def make():
    """Writes the samples in every format; the JSON Lines are what the others are compared with."""
    extract("-o", "facts.jsonl", "--mentions", "mentions.jsonl", "--documents", "documents.jsonl")
    extract("-o", "facts.csv", "--columns", "all", "--mentions", "mentions.csv", "--documents", "documents.csv")
    extract("-o", "facts.tsv", "--columns", "all")
    extract("-o", "excel.csv", "--columns", "all", "--excel")
    extract("-o", "excel_eu.csv", "--columns", "all", "--excel-eu")
    extract("-o", "long.jsonl", "--long")
    extract("-o", "long.parquet", "--long")
    extract("-o", "facts.parquet", "--mentions", "mentions.parquet", "--documents", "documents.parquet")
    extract("-o", "facts.xlsx")
    extract("-o", "facts.sqlite")
    extract("-o", "facts.sdmx.csv", "--format", "sdmx-csv")
    extract("-o", "dataset/")
    return schema(), {table: json_lines(f"{table}.jsonl") for table in TABLES}


def check_text(truth):
    for table in TABLES:
        wanted, path = as_text(truth[table]), WORK / f"{table}.csv"
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        same(f"pandas, {table}.csv", frame.to_dict("records"), wanted)
        as_strings = pyarrow.csv.ConvertOptions(column_types={name: pyarrow.string() for name in wanted[0]})
        parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
        read = pyarrow.csv.read_csv(path, parse_options=parse, convert_options=as_strings)
        same(f"pyarrow, {table}.csv", read.to_pylist(), wanted)
        read = duckdb.sql(f"SELECT * FROM read_csv('{path}', all_varchar = true, header = true)")
        rows = [{name: cell or "" for name, cell in zip(read.columns, row)} for row in read.fetchall()]
        same(f"duckdb, {table}.csv", rows, wanted)
    frame = pandas.read_csv(WORK / "facts.tsv", sep="\t", dtype=str, keep_default_na=False)
    same("pandas, facts.tsv", frame.to_dict("records"), as_text(truth["facts"]))


def unguarded(path, separator, types):
    """Rows of a spreadsheet's CSV: apostrophes that keep text text are taken off, decimal commas put back."""
    raw = (WORK / path).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), f"{path}: no byte order mark"
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=separator))
    for row in rows:
        for name, cell in row.items():
            if types[name] == "decimal" and separator == ";":
                row[name] = cell.replace(",", ".")
            row[name] = row[name].removeprefix("'")
    return rows


def check_spreadsheet_csv(truth, types):
    wanted = as_text(truth["facts"])
    same("csv, --excel", unguarded("excel.csv", ",", types["facts"]), wanted)
    same("csv, --excel-eu", unguarded("excel_eu.csv", ";", types["facts"]), wanted)
    for name in ["time_period", "commodity_code"]:
        cells = pandas.read_csv(WORK / "excel.csv")[name].dropna()
        assert all(isinstance(cell, str) for cell in cells), f"{name} became numbers"


def check_parquet(truth, types):
    kinds = {"decimal": pyarrow.decimal128(38, 10), "date": pyarrow.date32(), "integer": pyarrow.int64(),
             "string": pyarrow.string()}
    tables = {table: (table, truth[table]) for table in TABLES} | {"long": ("observations", json_lines("long.jsonl"))}
    for file, (table, rows) in tables.items():
        path, wanted = WORK / f"{file}.parquet", typed(rows, types[table])
        read = pyarrow.parquet.read_table(path)
        for field in read.schema:
            assert field.type == kinds[types[table][field.name]], f"{table}.{field.name} is {field.type}"
        same(f"pyarrow, {file}.parquet", read.to_pylist(), wanted)
        frame = pandas.read_parquet(path)
        same(f"pandas, {file}.parquet", records(frame), wanted)
        found = duckdb.sql(f"SELECT * FROM '{path}'")
        same(f"duckdb, {file}.parquet", [dict(zip(found.columns, row)) for row in found.fetchall()], wanted)
    total = duckdb.sql(f"SELECT sum(value), max(period_end) FROM '{WORK / 'facts.parquet'}'").fetchall()[0]
    facts = typed(truth["facts"], types["facts"])
    assert total[0] == sum(fact["value"] for fact in facts if fact["value"] is not None), total
    assert total[1] == max(fact["period_end"] for fact in facts if fact["period_end"]), total


def check_sqlite(truth, types):
    database = sqlite3.connect(WORK / "facts.sqlite")
    database.row_factory = sqlite3.Row
    assert [tuple(row) for row in database.execute("PRAGMA integrity_check")] == [("ok",)]
    assert not list(database.execute("PRAGMA foreign_key_check")), "foreign keys"
    assert len(list(database.execute("PRAGMA foreign_key_list(facts)"))) >= 7
    assert len(list(database.execute("PRAGMA index_list(facts)"))) >= 7
    for table in TABLES:
        rows = [dict(row) for row in database.execute(f"SELECT * FROM {table} ORDER BY rowid")]
        as_stored = [{name: cell for name, cell in row.items()} for row in truth[table]]
        same(f"sqlite3, {table}", rows, as_stored)
    kinds = {row[0] for row in database.execute("SELECT typeof(value) FROM facts_numbers")}
    assert kinds <= {"real", "null"}, kinds


def check_xlsx(truth, types):
    book = openpyxl.load_workbook(WORK / "facts.xlsx")
    assert book.sheetnames == [*TABLES, "columns", "chart"], book.sheetnames
    assert len(book["chart"]._charts) == 1, "no chart"
    assert book.properties.created == datetime.datetime(2000, 1, 1), book.properties.created
    for table in TABLES:
        sheet = book[table]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, f"{table}: no frozen header, no filter"
        rows = list(sheet.iter_rows())
        names = [cell.value for cell in rows[0]]
        wanted = typed(truth[table], types[table])
        found = []
        for row in rows[1:]:
            assert all(cell.data_type in "snd" for cell in row), "a cell that is no text, number or date"
            found.append({name: from_cell(cell, types[table][name]) for name, cell in zip(names, row)})
        same(f"openpyxl, {table}", found, wanted)
    frame = pandas.read_excel(WORK / "facts.xlsx", sheet_name="facts")
    assert frame["period_start"].dtype.kind == "M", "dates are no dates in pandas"


def from_cell(cell, kind):
    if cell.value is None:
        return None
    if kind == "decimal":
        return Decimal(repr(cell.value)) if cell.data_type == "n" else Decimal(cell.value)
    return plain(cell.value)


def check_folder(truth, types):
    package = WORK / "dataset" / "datapackage.json"
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]
    print(f"ok  frictionless: {len(report.tasks)} resources valid")
    order = {"facts": "doc_id", "mentions": "doc_id", "documents": "doc_id"}
    for resource in frictionless.Package(str(package)).resources:
        if resource.name in order:
            rows = [{name: plain(row[name]) for name in row} for row in resource.read_rows()]
            wanted = sorted(typed(truth[resource.name], types[resource.name]), key=lambda row: row["doc_id"])
            if resource.name == "documents":
                # The digest of the options is that of a dataset.
                for row in rows + wanted:
                    row["reading"] = row["reading"].split("+")[0]
            same(f"frictionless, {resource.name}", rows, wanted)


def check_sdmx():
    message = pysdmx.io.read_sdmx(WORK / "facts.sdmx.csv", validate=True)
    (dataset,) = message.data
    assert dataset.structure == "Dataflow=TRADEFACTS:TRADE_FACTS(1.0.0)", dataset.structure
    wanted = [row for row in json_lines("long.jsonl") if row["time_period"]]
    rows = dataset.data.to_dict("records")
    assert len(rows) == len(wanted), f"sdmx: {len(rows)} observations instead of {len(wanted)}"
    for row, other in zip(rows, wanted):
        value = Decimal(row["OBS_VALUE"]).scaleb(int(row["UNIT_MULT"]))
        assert value == Decimal(other["obs_value"]), (row, other)
        assert row["TIME_PERIOD"] == other["time_period"] and row["MEASURE"] == other["measure"], (row, other)
        assert row["FREQ"] in {"A", "S", "Q", "M", "W", "D", "_O"}, row["FREQ"]
        assert row["OBS_STATUS"] in {"A", "E", "F"}, row["OBS_STATUS"]
        assert int(row["UNIT_MULT"]) in {0, 1, 2, 3, 6, 9, 12, 15}, row["UNIT_MULT"]
        assert all(row[name] for name in ["REF_AREA", "COUNTERPART_AREA", "TRADE_FLOW", "COMMODITY", "BASIS"]), row
    print(f"ok  pysdmx: {len(rows)} observations")


def check_payloads():
    texts = payloads()
    with open(WORK / "payloads.jsonl", "w", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            document = {"id": f"{text}#{number}" if number % 2 else text, "title": text, "url": text, "publisher": text,
                        "text": "China's exports fell 5.5 percent to $1.25 billion in April 2023."}
            lines.write(json.dumps(document) + "\n")
    source = WORK / "payloads.jsonl"
    names = "doc_id,publisher,url,value,change"
    wanted = [json.loads(line) for line in extract("--format", "jsonl", "--columns", names, source=source).splitlines()]
    assert len(wanted) == len(texts)
    for option, separator in [("--excel", ","), ("--excel-eu", ";")]:
        extract("-o", "payloads.csv", option, "--columns", names, source=source)
        raw = (WORK / "payloads.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(raw, newline=""), delimiter=separator))
        for row, other in zip(rows, wanted, strict=True):
            for name in ["doc_id", "publisher", "url"]:
                cell, text = row[name], other[name]
                assert cell in (text, "'" + text), (cell, text)
                first = cell.lstrip(" \t\r\n\u00a0\u200b\ufeff")[:1]
                assert first not in "=+-@\uff1d\uff0b\uff0d\uff20\u2212" and cell[:1] not in "\t\r\n", (option, cell)
            assert row["value"] == "1250000000" and row["change"].replace(",", ".") == "-5.5", row
    extract("-o", "payloads.xlsx", "--columns", names, source=source)
    sheet = openpyxl.load_workbook(WORK / "payloads.xlsx")["facts"]
    for row, other in zip(sheet.iter_rows(min_row=2), wanted, strict=True):
        for cell, text in zip(row[:3], [other[name] for name in ["doc_id", "publisher", "url"]]):
            assert cell.data_type == "s", (cell.data_type, text)
            assert openpyxl.utils.escape.unescape(cell.value) == text, (cell.value, text)
        assert (row[3].value, row[4].value) == (1250000000, -5.5)
    print(f"ok  {len(texts)} payloads stay text in --excel, --excel-eu and XLSX")


def check_same_bytes():
    """Same input, same bytes: other threads, locale, time zone and working directory."""
    again = WORK / "again"
    again.mkdir()
    env = dict(os.environ, TZ="Asia/Tokyo", LC_ALL="de_DE.UTF-8")
    files = ["facts.csv", "facts.tsv", "facts.parquet", "facts.xlsx", "facts.sqlite", "facts.sdmx.csv"]
    for file in files:
        options = ["--format", "sdmx-csv"] if "sdmx" in file else ["--columns", "all"] if file[6:] in ("csv", "tsv") else []
        command = [PROGRAM, "extract", SAMPLES, "-o", file, "--threads", "3", *options]
        subprocess.run(command, cwd=again, env=env, check=True)
        assert (again / file).read_bytes() == (WORK / file).read_bytes(), f"{file}: other bytes"
    subprocess.run([PROGRAM, "extract", SAMPLES, "-o", "dataset/"], cwd=again, env=env, check=True)
    for path in (again / "dataset").rglob("*.*"):
        assert path.read_bytes() == (WORK / path.relative_to(again)).read_bytes(), f"{path}: other bytes"
    print(f"ok  same bytes: {len(files)} formats and a dataset")


def check_libreoffice(types):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        print("--  LibreOffice is not installed: XLSX is not converted back")
        return
    start = time.monotonic()
    # Comma, quotation mark, UTF-8, all sheets, cells as shown.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{WORK}/office"
    for book in ["facts", "payloads"]:
        subprocess.run([office, profile, "--headless", "--convert-to", form, "--outdir", WORK / "office-csv",
                        WORK / f"{book}.xlsx"], check=True, capture_output=True, timeout=300)
    for table in TABLES:
        with open(WORK / "office-csv" / f"facts-{table}.csv", encoding="utf-8", newline="") as converted:
            rows = list(csv.DictReader(converted))
        same(f"LibreOffice, {table}", rows, as_text(json_lines(f"{table}.jsonl")))
    with open(WORK / "office-csv" / "payloads-facts.csv", encoding="utf-8", newline="") as converted:
        found = [row["publisher"] for row in csv.DictReader(converted)]
    wanted = [text.replace("\r", "\n") for text in payloads()]
    assert [text.replace("\r", "\n") for text in found] == wanted, "a payload became something else"
    print(f"ok  LibreOffice: {len(wanted)} payloads, {time.monotonic() - start:.0f} s")


def main():
    types, truth = make()
    check_text(truth)
    check_spreadsheet_csv(truth, types)
    check_parquet(truth, types)
    check_sqlite(truth, types)
    check_xlsx(truth, types)
    check_folder(truth, types)
    check_sdmx()
    check_payloads()
    check_same_bytes()
    check_libreoffice(types)


if __name__ == "__main__":
    main()
