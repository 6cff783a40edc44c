"""Texts to measure on, made by chance from a fixed seed: the same bytes on every machine.

    news     general news: curly quotation marks, dashes, euro and pound signs (0.7% of the bytes are no ASCII), figures
             of companies and prices, and one article on trade in 25
    sparse   the same sentences, of which few have a number, and no trade
    figures  the same sentences, of which each has a number, and one article on trade in 25
    dense    articles on trade: every sentence has a figure of a flow

A document is about 3 KB. `write` puts them into a file of JSON Lines.
"""

import json
import random

#: What most writers type for these.
TYPED = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"})

PEOPLE = [
    "Anna Keller",
    "Tom Reed",
    "the mayor",
    "a spokesman",
    "the coach",
    "Maria Duarte",
    "the chairman",
    "a resident",
]
PLACES = ["Leeds", "Porto", "Lyon", "Austin", "Graz", "Turku", "Cork", "Perth", "Malmo", "Durban"]
THINGS = [
    "the bridge",
    "the new school",
    "the hospital",
    "the stadium",
    "the old harbour",
    "the library",
    "the tram line",
]
VERBS = [
    "opened",
    "was closed",
    "will be rebuilt",
    "drew large crowds",
    "stood empty",
    "was sold",
    "is being repaired",
]
TIMES = [
    "on Monday",
    "last week",
    "in spring",
    "after a long debate",
    "before the holidays",
    "early in the morning",
]
FIRMS = ["Norda", "Velt & Co", "Brightwater", "Halden Group", "Osprey Air", "Cobalt Media"]

AREAS = ["China", "Germany", "Japan", "Vietnam", "Brazil", "Turkey", "Kenya", "Poland", "Mexico", "Thailand"]
PARTNERS = ["the United States", "the European Union", "India", "Russia", "South Korea", "Australia"]
GOODS = ["wheat", "steel", "crude oil", "coffee", "cars", "soybeans", "copper", "machinery"]
MONTHS = ["January", "March", "April", "June", "August", "October", "November"]


def sentence_of_news(chance, numbers):
    """One sentence of general news; with a number where `numbers` says so."""
    who, where, what = chance.choice(PEOPLE), chance.choice(PLACES), chance.choice(THINGS)
    did, when, firm = chance.choice(VERBS), chance.choice(TIMES), chance.choice(FIRMS)
    plain = [
        f"{what.capitalize()} in {where} {did} {when}, and those who live nearby said that little had changed since then.",
        f"\u201cWe have waited for this a long time,\u201d {who} said {when} \u2013 and few in {where} would disagree.",
        f"It wasn\u2019t clear why {what} {did}, but {who} pointed to the weather and to the state of the roads.",
        f"{firm} said that its plans for {where} had not changed, and that it would tell its staff {when}.",
        f"In {where}, where {what} {did} {when}, shops stayed open and the streets were as full as on any other day.",
    ]
    counted = [
        f"{firm} lost {chance.randint(2, 900)} million \u20ac in the year, \u201cless than feared\u201d, as {who} put it {when}.",
        f"Shares of {firm} rose {chance.randint(1, 9)}.{chance.randint(0, 9)} percent to \u00a3{chance.randint(2, 90)}.{chance.randint(10, 99)} {when}.",
        f"Some {chance.randint(2, 60)},{chance.randint(100, 999)} people came to {where} {when}, about {chance.randint(2, 30)} percent more than in {chance.randint(2009, 2022)}.",
        f"Repairs of {what} cost \u00a3{chance.randint(2, 40)} million and took {chance.randint(3, 30)} months, {who} said.",
    ]
    sentence = chance.choice(counted if numbers else plain)
    return sentence if chance.random() < 0.12 else sentence.translate(TYPED)


def sentence_of_trade(chance):
    """One sentence with a level, a change, a base or a share of a trade flow."""
    area, partner, good, month = (chance.choice(names) for names in (AREAS, PARTNERS, GOODS, MONTHS))
    rate, level, year = (
        f"{chance.randint(1, 40)}.{chance.randint(0, 9)}",
        chance.randint(2, 300),
        chance.randint(2011, 2023),
    )
    return chance.choice(
        [
            f"{area}\u2019s exports to {partner} rose {rate} percent from a year earlier to ${level}.{chance.randint(1, 9)} billion in {month} {year}.",
            f"Imports of {good} fell by {rate}% to {level},{chance.randint(100, 999)} tonnes in {month}, customs data showed.",
            f"The trade deficit widened to \u20ac{level} million from \u20ac{level - 1} million in the month before.",
            f"{partner[0].upper() + partner[1:]} accounted for {rate} percent of {area}\u2019s exports of {good} in {year}.",
            f"Analysts had expected imports to grow {rate} percent, after a {chance.randint(1, 30)} percent rise in {month}.",
            f"Shipments of {good} to {partner} reached ${level} million in the first {chance.randint(3, 9)} months of {year}.",
        ]
    )


def document(chance, name, number):
    trade = name == "dense" or name in ("news", "figures") and number % 25 == 0
    share = {"sparse": 0.02, "figures": 1}.get(name, 0.3)
    out, size = [], 0
    while size < 3000:
        sentence = sentence_of_trade(chance) if trade else sentence_of_news(chance, chance.random() < share)
        out.append(sentence)
        size += len(sentence) + 1
    return "\n\n".join(" ".join(out[at : at + 4]) for at in range(0, len(out), 4)) + "\n"


def write(path, name, size):
    """Writes documents of the text with that name, at least `size` bytes."""
    chance, written, number = random.Random(name), 0, 0
    with open(path, "w", encoding="utf-8") as lines:
        while written < size:
            text = document(chance, name, number)
            line = {"id": f"{name}-{number}", "published": "2023-11-20", "text": text}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            written += len(text.encode())
            number += 1
