"""Exhaustive check of tags: one key, one tag, every interleaving. What protocol_model.py checks is left out here: the
generation is fixed.

Actors: writers of the key, which leave their value; writers that evict the tag; readers, two of which can be in one JVM.
Key: None | ('L', token, tag read before the load) | ('V', version, tag) | ('W', tokens, dirty)
Tag: None | ('T', id) | ('W', tokens)
The tag of a lease is not on the server: it is what the JVM of its reader knows of it.
A version is the row's commit number; every commit changes what all readers must see. A read may not return less than the
newest version whose write had returned when the read began; when all is quiet the key may not hold another value under
the current tag than the database's.

Options: crash (any actor dies at any step), rollback, evict (values, leases and the tag vanish at any time), and
deliberate mistakes to show that the check can fail.
"""
import sys
from collections import deque

MISTAKES = ('no tag on a hit', 'tag read after the load', 'tag read at exit', 'no intent', 'join without the tag',
            'the old tag again')


def explore(writers=1, taggers=1, readers=1, reads=1, crash=False, rollback=False, evict=0, mistake=None,
            limit=4_000_000):
    # writer (pc, version, tag), tagger (pc, version), reader (pc, floor, tag, version, read, seen key)
    start = (0, None, None, 1, 0, ((0, 0, 0),) * writers, ((0, 0),) * taggers, ((0, 0, 0, 0, 0, None),) * readers, evict)
    seen = {start: None}
    queue = deque([start])
    while queue:
        s = queue.popleft()
        db, key, tag, fresh, returned, ws, ts, rs, ev = s
        nxt = []

        def go(label, db=db, key=key, tag=tag, fresh=fresh, returned=returned, ws=ws, ts=ts, rs=rs, ev=ev):
            nxt.append((label, (db, key, tag, fresh, returned, ws, ts, rs, ev)))

        def put(t, i, v):
            return t[:i] + (v,) + t[i + 1:]

        dead = {('w', i) for i, w in enumerate(ws) if w[0] == 9} | {('t', i) for i, t in enumerate(ts) if t[0] == 9}

        for i, (pc, ver, at) in enumerate(ws):
            me = ('w', i)
            if pc == 0:
                k = ('W', key[1] | {me}, True) if key and key[0] == 'W' else ('W', frozenset({me}), False)
                go(f'{me} enter', key=k, ws=put(ws, i, (1, 0, 0)))
            elif pc == 1:                       # before its method, so before its commit
                if tag is None:
                    go(f'{me} makes a tag', tag=('T', fresh), fresh=fresh + 1)
                else:
                    go(f'{me} reads the tag', ws=put(ws, i, (2, 0, tag[1] if tag[0] == 'T' else -1)))
            elif pc == 2:
                go(f'{me} commit v{db + 1}', db=db + 1, ws=put(ws, i, (3, db + 1, at)))
                if rollback:
                    go(f'{me} rollback', ws=put(ws, i, (4, 0, at)))
            elif pc in (3, 4):
                if mistake == 'tag read at exit':
                    at = tag[1] if tag and tag[0] == 'T' else -1
                if key and key[0] == 'W' and me in key[1]:
                    rest = key[1] - {me}
                    k = ('W', rest, True) if rest else ('V', ver, at) if pc == 3 and not key[2] and at >= 0 else None
                else:
                    k = ('W', key[1], True) if key and key[0] == 'W' else None
                go(f'{me} exit', key=k, returned=max(returned, ver), ws=put(ws, i, (9, 0, 0)))
            if crash and pc in (1, 2, 3, 4):
                go(f'{me} crash', ws=put(ws, i, (9, 0, 0)))

        for i, (pc, ver) in enumerate(ts):
            me = ('t', i)
            if pc == 0:
                t2 = tag if mistake == 'no intent' else ('W', (tag[1] if tag and tag[0] == 'W' else frozenset()) | {me})
                go(f'{me} enter', tag=t2, ts=put(ts, i, (1, 0)))
            elif pc == 1:
                go(f'{me} commit v{db + 1}', db=db + 1, ts=put(ts, i, (2, db + 1)))
                if rollback:
                    go(f'{me} rollback', ts=put(ts, i, (2, 0)))
            elif pc == 2:
                rest = tag[1] - {me} if tag and tag[0] == 'W' else None
                t2 = ('W', rest) if rest else ('T', 1) if mistake == 'the old tag again' else None
                go(f'{me} leave', tag=t2, returned=max(returned, ver), ts=put(ts, i, (9, 0)))
            if crash and pc in (1, 2):
                go(f'{me} crash', ts=put(ts, i, (9, 0)))

        for i, (pc, floor, at, ver, rd, saw) in enumerate(rs):
            if rd == reads:
                continue
            bad = None

            def ret(v, label, **kw):
                if v < floor:
                    return label + f' returns v{v}, must see v{floor}'
                go(label + f' returns v{v}', rs=put(rs, i, (0, 0, 0, 0, rd + 1, None)), **kw)

            if pc == 0:
                go(f'r{i} begins', rs=put(rs, i, (1, returned, 0, 0, rd, None)))
            elif pc == 1:                       # key and tag are read in either order
                go(f'r{i} reads the key', rs=put(rs, i, (2, floor, 0, 0, rd, key)))
                go(f'r{i} reads the tag', rs=put(rs, i, (3, floor, -1 if tag is None else tag[1] if tag[0] == 'T' else -2, 0, rd, None)))
            elif pc in (2, 3):
                k = saw if pc == 2 else key
                t = at if pc == 3 else -1 if tag is None else tag[1] if tag[0] == 'T' else -2
                if k and k[0] == 'V' and (k[2] == t or mistake == 'no tag on a hit'):
                    bad = ret(k[1], f'r{i} hit')
                elif k and k[0] == 'L':
                    go(f'r{i} sees a lease', rs=put(rs, i, (8, floor, t, 0, rd, k)))
                elif t == -2 or (k and k[0] == 'W'):
                    go(f'r{i} bypasses', rs=put(rs, i, (6, floor, 0, 0, rd, None)))
                else:
                    go(f'r{i} misses', rs=put(rs, i, (4, floor, t, 0, rd, k)))
            elif pc == 4:                       # make the tag if there is none, then the lease
                if at == -1:
                    if tag is None:
                        go(f'r{i} makes a tag', tag=('T', fresh), fresh=fresh + 1, rs=put(rs, i, (4, floor, fresh, 0, rd, saw)))
                    else:
                        go(f'r{i} is too late to make a tag', rs=put(rs, i, (1, floor, 0, 0, rd, None)))
                elif key == saw:
                    go(f'r{i} leases', key=('L', (i, rd), at), rs=put(rs, i, (5, floor, at, 0, rd, None)))
                else:
                    go(f'r{i} lost the lease', rs=put(rs, i, (1, floor, 0, 0, rd, None)))
            elif pc == 5:
                if ver == 0:
                    go(f'r{i} loads v{db}', rs=put(rs, i, (5, floor, at, db + 1, rd, None)))
                else:
                    if mistake == 'tag read after the load':
                        at = tag[1] if tag and tag[0] == 'T' else -2
                    if key and key[0] == 'L' and key[1] == (i, rd) and at >= 0:
                        bad = ret(ver - 1, f'r{i} fills,', key=('V', ver - 1, at))
                    else:
                        bad = ret(ver - 1, f'r{i} fill refused,')
            elif pc == 6:
                go(f'r{i} loads v{db} directly', rs=put(rs, i, (7, floor, 0, db, rd, None)))
            elif pc == 7:
                bad = ret(ver, f'r{i}')
            elif pc == 8:                       # joins the load of this JVM, looks again, or goes on alone
                j, other = saw[1]
                loading = rs[j][0] == 5 and rs[j][4] == other
                if loading and rs[j][3] and (saw[2] == at or mistake == 'join without the tag'):
                    bad = ret(rs[j][3] - 1, f'r{i} joins r{j},')
                go(f'r{i} looks again', rs=put(rs, i, (1, floor, 0, 0, rd, None)))
                go(f'r{i} goes on alone', rs=put(rs, i, (6, floor, 0, 0, rd, None)))
            if crash and pc in (4, 5):
                go(f'r{i} crash', rs=put(rs, i, (0, 0, 0, 0, rd + 1, None)))
            if bad:
                return 'STALE READ', len(seen), trace(seen, s) + [bad]

        if key and key[0] == 'L':
            go('lease expires', key=None)
        if key and key[0] == 'W' and key[1] <= dead:
            go('intent expires after its owners', key=None)
        if tag and tag[0] == 'W' and tag[1] <= dead:
            go('tag intent expires after its owners', tag=None)
        if ev and key and key[0] == 'V':
            go('value evicted', key=None, ev=ev - 1)
        if ev and tag and tag[0] == 'T':
            go('tag evicted', tag=None, ev=ev - 1)

        quiet = all(w[0] == 9 for w in ws) and all(t[0] == 9 for t in ts) and all(r[4] == reads for r in rs)
        if quiet and key and key[0] == 'V' and tag and tag[0] == 'T' and key[2] == tag[1] and key[1] != db:
            return 'STALE AT REST', len(seen), trace(seen, s)
        for label, n in nxt:
            if n not in seen:
                seen[n] = (s, label)
                queue.append(n)
        if len(seen) > limit:
            return 'UNFINISHED', len(seen), []
    return 'holds', len(seen), []


def trace(seen, s):
    out = []
    while seen[s]:
        s, label = seen[s]
        out.append(label)
    return out[::-1]


if __name__ == '__main__':
    full = dict(crash=True, rollback=True, evict=1)
    runs = [dict(writers=0, taggers=1, readers=2, reads=2), dict(writers=0, taggers=1, readers=2, reads=1, **full),
            dict(writers=1, taggers=1, readers=1, reads=2, **full), dict(writers=0, taggers=2, readers=1, reads=2, **full),
            dict(writers=2, taggers=1, readers=1, reads=1, **full), dict(writers=1, taggers=1, readers=2, reads=1, crash=True)]
    failed = False
    for r in runs:
        verdict, states, path = explore(**r)
        failed |= verdict != 'holds'
        print(f'{verdict:14s} {states:9d} states  {r}', *path, sep='\n    ' if path else '')
        sys.stdout.flush()
    for m in MISTAKES:
        found = None
        for r in (dict(writers=0, taggers=1, readers=2, reads=2), dict(writers=1, taggers=1, readers=1, reads=2),
                  dict(writers=0, taggers=1, readers=1, reads=2, crash=True)):
            verdict, states, path = explore(mistake=m, **r)
            if verdict != 'holds':
                found = (verdict, states)
                break
        failed |= found is None
        print(f'mistake "{m}":', 'caught: %s after %d states' % found if found else 'NOT CAUGHT')
        sys.stdout.flush()
    sys.exit(failed)
