#!/usr/bin/env python3
"""canaries.py BOOK PROGRAM KEEPER FOLDER …: in the packs that lie in each FOLDER
(one folder an agency) nothing may stand of what one of those who stand for the agency
is not shown. What they are shown is asked of the program, as each of them; what
there is, of the tables themselves. Prints each word found where it must not be,
and at the end how many words were looked for; exit 1 when one was found."""

import os
import re
import sqlite3
import subprocess
import sys
import zipfile

book, program, keeper, *folders = sys.argv[1:]


def run(*words, data=None):
    return subprocess.run(words, input=data, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout


def slug(name):
    return re.sub('[^a-z0-9]+', '-',
                  name.lower().replace("'", '')).strip('-')


def shown(login, sort):
    out = run(program, '--book', book, '--as', login, 'list', sort, '--json')
    return set(re.findall(r'"case":\s*"([^"]*)"', out.decode()))


def text_of(path):
    """All that can be read in a file, packed or not."""
    with open(path, 'rb') as f:
        raw = f.read()
    parts = [raw]
    if path.endswith('.pdf'):
        parts += [run('pdftotext', '-layout', path, '-'),
                  run('pdfinfo', path),
                  run('qpdf', '--qdf', '--object-streams=disable', path, '-')]
    elif raw[:2] == b'PK':
        with zipfile.ZipFile(path) as z:
            for entry in z.infolist():
                body = z.read(entry)
                parts += [entry.filename.encode(), entry.comment, body,
                          re.sub(b'<[^>]*>', b' ', body)]
    text = b'\n'.join(parts).decode('utf-8', 'replace')
    # A calendar folds its lines; a page breaks them.
    return text.replace('\r\n ', '') + '\n' + re.sub(r'\s+', ' ', text)


db = sqlite3.connect('file:%s?mode=ro' % book, uri=True)
agencies = db.execute(
    'SELECT g.id, g.name, p.login FROM agency AS g'
    ' JOIN member AS p ON p.agency_id = g.id'
    ' JOIN board_member AS r ON r.member_id = p.id'
    ' JOIN board AS o ON o.id = r.board_id'
    ' WHERE r.ended_on IS NULL AND p.ended_on IS NULL'
    ' AND EXISTS (SELECT 1 FROM role_right AS t WHERE t.role = r.role'
    " AND t.kind_version_id = o.kind_version_id AND t.right = 'export-own')"
).fetchall()
cases = db.execute('SELECT id, ref FROM casefile').fetchall()


def words_of(case_ids):
    """Names and sentences that belong to these cases."""
    marks = ','.join('?' * len(case_ids))
    words = set()
    for names in db.execute(
            'SELECT s.forenames, s.surname FROM party AS p JOIN subject AS s'
            ' ON s.id = p.subject_id WHERE p.casefile_id IN (%s)' % marks,
            case_ids):
        words.update(w for name in names for w in re.split(r"[\s']+",
                     name or '') if len(w) > 3)
    for sql in ('SELECT text FROM minute WHERE casefile_id IN (%s)',
                'SELECT text FROM action WHERE casefile_id IN (%s)',
                'SELECT l.text FROM contribution_line AS l JOIN contribution'
                ' AS b ON b.id = l.contribution_id WHERE b.casefile_id IN'
                ' (%s)'):
        words.update(t for (t,) in db.execute(sql % marks, case_ids)
                     if t and len(t) > 15)
    words.update(a for (text,) in db.execute(
        'SELECT answers FROM casefile WHERE id IN (%s)' % marks, case_ids)
        for a in re.findall(r'"([^"\\]{16,})"', text))
    return words


def own_actions(agency):
    return {t for (t,) in db.execute(
        'SELECT text FROM action WHERE agency_id = ?', (agency,))}


looked = found = files = 0
of_keeper = shown(keeper, 'cases')
for agency, name in sorted({(g, n) for g, n, _ in agencies}):
    places = [os.path.join(f, slug(name)) for f in folders]
    if not all(os.path.isdir(p) for p in places):
        print('no pack for', name)
        found += 1
        continue
    seen = set(of_keeper)
    for _, _, login in filter(lambda row: row[0] == agency, agencies):
        seen &= shown(login, 'cases')
    hidden = [i for i, ref in cases if ref not in seen]
    plain = words_of([i for i, ref in cases if ref in seen])
    public = ' '.join(str(v) for row in db.execute(
        'SELECT surname, forenames, post, login FROM member UNION ALL'
        " SELECT name, short, '', '' FROM agency") for v in row)
    canaries = {w for w in words_of(hidden) if w not in plain
                and w not in public} - own_actions(agency)
    own = ' '.join(own_actions(agency))
    canaries |= {ref for _, ref in cases if ref not in seen and len(ref) > 4
                 and not re.search(re.escape(ref) + r'/A', ' '.join(
                     r for (r,) in db.execute('SELECT ref FROM action'
                                              ' WHERE agency_id = ?',
                                              (agency,))))}
    if os.environ.get('CANARIES'):
        print(name, len(seen), len(hidden), sorted(canaries)[:6])
    paths = [os.path.join(root, n) for p in places
             for root, _, names in os.walk(p) for n in names]
    for path in paths:
        files += 1
        text = path[len(os.path.commonprefix(paths)):] + '\n' + text_of(path)
        for w in canaries:
            looked += 1
            if w in own or not re.search(
                    r'(?<!\w)' + re.escape(w) + r'(?!\w)', text):
                continue
            found += 1
            print('%s: %s holds "%s"' % (name, path, w))
print('%d files, %d looks' % (files, looked))
sys.exit(found != 0 or looked == 0 or files == 0)
