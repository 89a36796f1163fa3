-- The rules of Loket (README, "Many offices") for Spark SQL, over the segments as they lie, alone or in packs:
--   spark-sql --hivevar offices=/media/kota -f Resources/hub/spark.sql
-- a carrier (loket1/ in it), a data folder (journal/), or a folder of either, on a disk or in a store. The last query gives
-- the lines of `loket report offices --offices /media/kota --format csv`. Left behind for questions of one's own: uncounted,
-- heads, conflicts, people, enrolments, placements, figures. The same in DuckDB: duckdb.sql. Times of the PCs decide nothing.

SET spark.sql.sources.parallelPartitionDiscovery.threshold = 1000000;
DROP DATABASE IF EXISTS loket_hub CASCADE;
CREATE DATABASE loket_hub;
USE loket_hub;

-- Which fields do not stand for themselves: those that move together, and those that nobody need decide.
CREATE OR REPLACE TEMPORARY VIEW rules AS SELECT * FROM VALUES
  ('household', 'cards/*', 'cards/*', 'element'),
  ('household', 'rt', 'address', 'decide'),
  ('household', 'rw', 'address', 'decide'),
  ('household', 'hamlet', 'address', 'decide'),
  ('household', 'village', 'address', 'decide'),
  ('household', 'device', 'device', 'latest'),
  ('device', 'key', 'key', 'latest'),
  ('device', 'recipient', 'recipient', 'latest'),
  ('household', 'internet', 'internet', 'latest'),
  ('household', 'papersSeen', 'papersSeen', 'latest'),
  ('household', 'note', 'note', 'latest'),
  ('household', 'standingDate', 'standing', 'decide'),
  ('household', 'standingReason', 'standing', 'decide'),
  ('household', 'arrived', 'origin', 'decide'),
  ('household', 'instead', 'instead', 'latest'),
  ('household', 'accepted/*', 'accepted/*', 'element'),
  ('person', 'nikReason', 'nik', 'decide'),
  ('person', 'titleBefore', 'titleBefore', 'latest'),
  ('person', 'titleAfter', 'titleAfter', 'latest'),
  ('person', 'nickname', 'nickname', 'latest'),
  ('person', 'phone', 'phone', 'latest'),
  ('person', 'phoneOwner', 'phone', 'latest'),
  ('person', 'standingDate', 'standing', 'decide'),
  ('person', 'standingPlace', 'standing', 'decide'),
  ('person', 'papersSeen', 'papersSeen', 'latest'),
  ('person', 'note', 'note', 'latest'),
  ('person', 'skills/*', 'skills/*', 'element'),
  ('person', 'skillEvidence/*', 'skillEvidence/*', 'element'),
  ('person', 'skillOrigin/*', 'skillOrigin/*', 'element'),
  ('person', 'accepted/*', 'accepted/*', 'element'),
  ('person', 'frozenReason', 'frozen', 'decide'),
  ('person', 'frozenRequest', 'frozen', 'decide'),
  ('person', 'keepUntil', 'keep', 'latest'),
  ('person', 'keepReason', 'keep', 'latest'),
  ('person', 'consent/*', 'consent/*', 'element'),
  ('person', 'consentHow/*', 'consentHow/*', 'element'),
  ('person', 'withdrawn/*', 'withdrawn/*', 'element'),
  ('enrolment', 'status', 'class', 'decide'),
  ('enrolment', 'statusDate', 'class', 'decide'),
  ('enrolment', 'statusReason', 'class', 'decide'),
  ('enrolment', 'missing/*', 'missing/*', 'element'),
  ('enrolment', 'note', 'note', 'latest'),
  ('placement', 'person', 'placement', 'decide'),
  ('placement', 'kind', 'placement', 'decide'),
  ('placement', 'partner', 'placement', 'decide'),
  ('placement', 'employer', 'placement', 'decide'),
  ('placement', 'title', 'placement', 'decide'),
  ('placement', 'place', 'placement', 'decide'),
  ('placement', 'startDate', 'placement', 'decide'),
  ('placement', 'wageRange', 'placement', 'decide'),
  ('placement', 'evidence', 'placement', 'decide'),
  ('placement', 'track', 'placement', 'decide'),
  ('placement', 'endDate', 'placement', 'decide'),
  ('placement', 'endReason', 'placement', 'decide'),
  ('placement', 'note', 'note', 'latest'),
  ('placement', 'accepted/*', 'accepted/*', 'element'),
  ('partner', 'contact', 'contact', 'latest'),
  ('partner', 'phone', 'phone', 'latest'),
  ('partner', 'note', 'note', 'latest'),
  ('office', 'address', 'address', 'latest'),
  ('office', 'phone', 'phone', 'latest'),
  ('entry', 'question/*', 'question/*', 'element'),
  ('entry', 'stateDay', 'state', 'decide'),
  ('entry', 'stateNote', 'state', 'decide'),
  ('entry', 'returned/*', 'returned/*', 'element'),
  ('entry', 'returnNote/*', 'returnNote/*', 'element'),
  ('entry', 'part/*', 'part/*', 'element'),
  ('entry', 'visit', 'visit', 'latest'),
  ('entry', 'warning/*', 'warning/*', 'element'),
  ('pair', 'first', 'pair', 'decide'),
  ('pair', 'second', 'pair', 'decide'),
  ('pair', 'note', 'note', 'latest'),
  ('fieldVisit', 'household', 'visit', 'decide'),
  ('fieldVisit', 'day', 'visit', 'decide'),
  ('fieldVisit', 'outcome', 'visit', 'decide'),
  ('fieldVisit', 'nextDay', 'visit', 'decide'),
  ('fieldVisit', 'note', 'note', 'latest'),
  ('approval', 'entries/*', 'entries/*', 'element'),
  ('day', 'closed/*', 'closed/*', 'element'),
  ('day', 'number/*', 'number/*', 'element'),
  ('day', 'covers/*', 'covers/*', 'element'),
  ('deskVisit', 'day', 'number', 'decide'),
  ('deskVisit', 'letter', 'number', 'decide'),
  ('deskVisit', 'state', 'state', 'latest'),
  ('deskVisit', 'note', 'note', 'latest'),
  ('dataRequest', 'stateDay', 'state', 'decide'),
  ('dataRequest', 'stateNote', 'state', 'decide'),
  ('dataRequest', 'note', 'note', 'latest'),
  ('erasure', 'records/*', 'records/*', 'element'),
  ('erasure', 'lines/*', 'lines/*', 'element'),
  ('erasure', 'done/*', 'done/*', 'element'),
  ('breach', 'note', 'note', 'latest'),
  ('loss', 'lines/*', 'lines/*', 'element') AS t(kind, field, grp, merge);

CREATE OR REPLACE TEMPORARY VIEW stored USING text
OPTIONS (path '${offices}', recursiveFileLookup 'true', pathGlobFilter '*.jsonl');

CREATE OR REPLACE TEMPORARY VIEW stored_packs USING binaryFile
OPTIONS (path '${offices}', recursiveFileLookup 'true', pathGlobFilter '*.pack.jsonl');

-- Each segment of a pack is a file of its own, cut out by the bytes that the index says; of a pack that is not what its name,
-- its place and its index say nothing is cut, and it is one damaged file.
CREATE OR REPLACE TEMPORARY VIEW packs AS
SELECT path, parts[1] AS office, parts[2] AS device, content, length(line) AS index_size, ids, sizes, coalesce(
  line RLIKE concat('^\\{"pack":1,"device":"', parts[2], '","office":"', parts[1], '","segments":\\['
    '(\\["[0-9a-f]{32}",[1-9][0-9]{0,8},[0-9]{1,9},"[0-9a-f]{64}"\\](,(?=\\[)|(?=\\]))){1,200}\\],"hash":"[0-9a-f]{32}"\\}$')
  AND size(array_distinct(ids)) = size(ids) AND parts[3] = concat(left(right(line, 34), 32), '.pack.jsonl')
  AND left(sha2(left(line, length(line) - 43), 256), 32) = left(right(line, 34), 32)
  AND length(content) = length(line) + 1 + aggregate(sizes, 0L, (sum, size) -> sum + size), false) AS whole
FROM (
  SELECT *, regexp_extract_all(line, r'\["([0-9a-f]{32})",[0-9]{1,9},', 1) AS ids,
    transform(regexp_extract_all(line, r'\["[0-9a-f]{32}",([0-9]{1,9}),', 1), size -> CAST(size AS BIGINT)) AS sizes
  FROM (
    SELECT path, slice(split(lower(path), '/'), -4, 4) AS parts, content,
      substring_index(decode(substring(content, 1, 16384), 'ISO-8859-1'), '\n', 1) AS line
    FROM stored_packs WHERE path RLIKE r'(?i)/(loket1|journal)/[0-9]{10}/[0-9a-f]{32}/[0-9a-f]{32}\.pack\.jsonl$'));
CREATE OR REPLACE TEMPORARY VIEW packed AS
SELECT CASE WHEN whole THEN concat(path, ' ', ids[i]) ELSE path END AS file, office, device, CASE WHEN whole THEN ids[i] ELSE '' END AS name,
  explode_outer(slice(lines, 1, greatest(size(lines) - 1, 0))) AS line
FROM (
  SELECT *, split(CASE WHEN whole THEN CAST(substring(content, CAST(index_size + 2 + aggregate(slice(sizes, 1, i), 0L,
    (sum, size) -> sum + size) AS INT), CAST(sizes[i] AS INT)) AS STRING) END, '\n') AS lines
  FROM (SELECT *, explode(CASE WHEN whole THEN sequence(0, size(ids) - 1) ELSE array(0) END) AS i FROM packs));

-- Every line with the hash in its tail; each file in the order of its edits.
CREATE OR REPLACE TEMPORARY VIEW parsed AS
SELECT file, path_office, path_device, path_pair, path_name, value AS line, left(right(value, 34), 32) AS hash,
  from_json(value, 'loket BIGINT, segment STRING, device STRING, office STRING, trace BOOLEAN, n BIGINT, tick BIGINT,
    `on` STRING, `set` MAP<STRING, STRING>, void STRING, over ARRAY<STRING>, last BOOLEAN, erased BOOLEAN, min STRING,
    `end` BIGINT, root STRING') AS j,
  CASE WHEN value LIKE '%"void":%' THEN coalesce(map_contains_key(from_json(value, 'MAP<STRING, STRING>'), 'void'), false)
    ELSE false END AS voids
FROM (
  SELECT file, parts[1] AS path_office, parts[2] AS path_device, parts[3] AS path_pair,
    regexp_extract(parts[4], r'^([0-9a-f]{32})(\.e[1-9][0-9]*)?\.jsonl$', 1) AS path_name, value
  FROM (SELECT *, slice(split(lower(file), '/'), -5, 5) AS parts FROM (SELECT input_file_name() AS file, value FROM stored))
  WHERE parts[0] IN ('loket1', 'journal') AND parts[1] RLIKE '^[0-9]{10}$' AND parts[2] RLIKE '^[0-9a-f]{32}$'
  UNION ALL SELECT file, office, device, left(name, 2), name, line FROM packed);

CREATE OR REPLACE TEMPORARY VIEW chained AS
SELECT *, sha2(concat(lag(hash, 1, '') OVER (PARTITION BY file ORDER BY CASE WHEN j.loket IS NOT NULL THEN -1
  WHEN j.`end` IS NOT NULL THEN 4000000000000000000 ELSE j.n END), left(line, length(line) - 43)), 256) AS digest
FROM parsed;

CREATE TABLE lines USING parquet AS
SELECT file, path_office, path_device, path_pair, path_name, j.n, j.tick, j.`on` AS on_, j.`set` AS set_, voids, j.void, j.over AS over_,
  coalesce(j.erased, false) AS blank, hash, j.loket AS level, j.segment, j.device, j.office, coalesce(j.trace, false) AS trace,
  j.`end` AS last_n, j.root, coalesce(try_cast(regexp_extract(j.min, '^[0-9]+', 0) AS BIGINT), 1) AS least,
  octet_length(line) <= 65536 AND coalesce(CASE WHEN j.erased
    THEN line = concat('{"n":', j.n, ',"tick":', j.tick, ',"erased":true', CASE WHEN j.last THEN ',"last":true' ELSE '' END,
      ',"hash":"', hash, '"}')
    ELSE endswith(line, concat(',"hash":"', hash, '"}')) AND hash = left(digest, 32) END, false) AS good,
  digest
FROM chained;

-- What each file is worth: one that `sync` would not take in counts in nothing.
CREATE OR REPLACE TEMPORARY VIEW judged AS
SELECT *, CASE
  WHEN bad > 0 OR headers <> 1 THEN 'damaged'
  WHEN seals <> 1 OR edits = 0 OR last_n <> highest_n OR NOT startswith(root, top) THEN 'unsealed'
  WHEN trace OR office <> path_office THEN 'misnamed'
  WHEN path_name <> '' AND (device <> path_device OR path_pair <> left(path_name, 2)
    OR path_name NOT IN (segment, left(sha2(concat(segment, root), 256), 32))) THEN 'misnamed' END AS found
FROM (
  SELECT file, path_office, path_device, path_pair, path_name, count(level) AS headers, count(last_n) AS seals,
    max(level) AS level, max(segment) AS segment, max(device) AS device, max(office) AS office, bool_or(trace) AS trace,
    max(last_n) AS last_n, max(root) AS root, max(n) AS highest_n, max(tick) AS tick, count_if(blank) AS blanked, count(n) AS edits,
    count_if(NOT good OR coalesce(n, last_n, level) IS NULL) AS bad,
    max_by(CASE WHEN blank THEN hash ELSE digest END, n) FILTER (WHERE n IS NOT NULL) AS top
  FROM lines GROUP BY file, path_office, path_device, path_pair, path_name);
CREATE TABLE files USING parquet AS
SELECT *, CASE WHEN found IS NULL AND tick >= 10000000000000 AND tick > 17592186044416 + coalesce(
    max(CASE WHEN found IS NULL AND tick < 10000000000000 THEN tick END) OVER (PARTITION BY path_office), 0) THEN 'farTick'
  ELSE found END AS reason
FROM judged;
CREATE OR REPLACE TEMPORARY VIEW uncounted AS SELECT file, reason FROM (
  SELECT *, row_number() OVER (PARTITION BY reason, office, segment, root ORDER BY blanked, file) AS copy FROM files WHERE reason IS NOT NULL)
-- Copies of one are one.
WHERE reason <> 'farTick' OR copy = 1;

-- Of copies one counts, that of which the fewest edits are blank. Of a segment with two contents (a copied disk) each tail
-- has an id of its own; one that is only the beginning of the other counts for nothing.
CREATE TABLE copies USING parquet AS
SELECT file, office, segment, root, last_n, top, level, count(*) OVER (PARTITION BY office, segment) AS versions FROM (
  SELECT *, row_number() OVER (PARTITION BY office, segment, root ORDER BY blanked, file) AS place FROM files WHERE reason IS NULL)
WHERE place = 1;
CREATE OR REPLACE TEMPORARY VIEW forked AS SELECT c.office, c.segment, c.file, l.n, l.hash FROM copies c JOIN lines l USING (file)
WHERE c.versions > 1 AND l.n IS NOT NULL;
CREATE TABLE whole USING parquet AS
SELECT c.* FROM copies c LEFT ANTI JOIN (
  SELECT a.file FROM copies a JOIN forked o ON o.office = a.office AND o.segment = a.segment AND o.file <> a.file
  JOIN copies b ON b.file = o.file AND b.last_n > a.last_n WHERE o.n = a.last_n AND o.hash = left(a.top, 32)) d USING (file);
CREATE TABLE contents USING parquet AS
SELECT w.file, w.office, w.segment, w.level, CASE WHEN count(*) OVER (PARTITION BY w.office, w.segment) > 1 THEN coalesce(c.n, 0) END
  AS common, left(sha2(concat(w.segment, w.root), 256), 32) AS tail,
  row_number() OVER (PARTITION BY w.office, w.segment ORDER BY w.file) AS version
FROM whole w LEFT JOIN (
  SELECT x.office, x.segment, max(x.n) AS n FROM forked x LEFT SEMI JOIN whole a ON a.file = x.file
  JOIN forked y ON x.office = y.office AND x.segment = y.segment AND x.file < y.file AND x.n = y.n AND x.hash = y.hash
  LEFT SEMI JOIN whole b ON b.file = y.file GROUP BY x.office, x.segment) c USING (office, segment);

CREATE OR REPLACE TEMPORARY VIEW edits AS
SELECT c.office, CASE WHEN l.n > c.common THEN c.tail ELSE c.segment END AS segment, l.n, l.tick, l.hash, l.blank,
  greatest(l.least, c.level) > 1 AND NOT l.blank AS newer, l.on_ AS record, l.set_, l.voids, l.void, l.over_
FROM lines l JOIN contents c USING (file)
WHERE l.n IS NOT NULL AND NOT (c.version > 1 AND l.n <= coalesce(c.common, 0));

-- What was erased: the lists are fields of erase records. A listed line says nothing, whether its file is blank yet or not;
-- a blank that nobody lists is missing.
CREATE TABLE erased USING parquet AS
SELECT office, substring(field, 7, 32) AS segment, try_cast(substring(field, 40) AS BIGINT) AS n, left(value, 32) AS hash,
  max(nullif(substring(value, 34), '')) AS staying
FROM (SELECT office, explode(set_) AS (field, value) FROM edits WHERE record LIKE 'erasure/%' AND NOT blank AND NOT newer)
WHERE value IS NOT NULL AND field RLIKE '^lines/[0-9a-f]{32}:[1-9][0-9]*$'
GROUP BY 1, 2, 3, 4;

-- A line of which only the place is left belongs to a record where that record stays.
CREATE TABLE present USING parquet AS
SELECT xxhash64(e.office, e.segment, e.n, e.hash) AS line, e.office, e.segment, e.n, e.tick,
  CASE WHEN x.hash IS NOT NULL THEN x.staying WHEN NOT e.newer THEN e.record END AS record,
  x.hash IS NULL AND NOT e.newer AS full_, CASE WHEN x.hash IS NULL AND NOT e.newer THEN e.set_ END AS set_,
  CASE WHEN x.hash IS NULL AND NOT e.newer THEN e.over_ END AS over_, x.hash IS NULL AND NOT e.newer AND e.voids AS voids, e.void
FROM edits e LEFT JOIN erased x USING (office, segment, n, hash)
WHERE NOT e.blank OR x.hash IS NOT NULL;

CREATE TABLE refs USING parquet AS
SELECT office, line, record, segment, n, tick, left(x, 32) AS ref_segment, try_cast(substring(x, 34) AS BIGINT) AS ref_n
FROM (SELECT *, explode(over_) AS x FROM present);

-- Lines that somebody gave up: nobody waits for them.
CREATE OR REPLACE TEMPORARY VIEW given AS
SELECT * FROM (SELECT line, office, segment, n, tick, record, explode(set_) AS (field, value) FROM present
  WHERE full_ AND record LIKE 'loss/%') WHERE field LIKE 'lines/%';
CREATE TABLE lost USING parquet AS
SELECT DISTINCT g.office, split_part(g.record, '/', 2) AS segment, try_cast(split_part(g.field, '/', 2) AS BIGINT) AS n
FROM (SELECT * FROM given WHERE value IS NOT NULL) g LEFT ANTI JOIN (
  SELECT r.office, r.record, r.ref_segment, r.ref_n, b.field, b.tick, b.segment, b.n FROM refs r JOIN given b USING (line)) o
ON o.office = g.office AND o.record = g.record AND o.ref_segment = g.segment AND o.ref_n = g.n AND o.field = g.field
  AND struct(g.tick, g.segment, g.n) < struct(o.tick, o.segment, o.n);
CREATE TABLE awaiting USING parquet AS
SELECT DISTINCT f.office, f.line FROM refs f
LEFT ANTI JOIN present p ON p.office = f.office AND p.segment = f.ref_segment AND p.n = f.ref_n
LEFT ANTI JOIN lost l ON l.office = f.office AND l.segment = f.ref_segment AND l.n = f.ref_n;

-- Who is one: heads need the joined records, and these the answers about pairs, which nothing joins.
CREATE OR REPLACE TEMPORARY VIEW asked AS
SELECT * FROM present WHERE full_ AND record LIKE 'pair/%' AND map_contains_key(set_, 'answer');
CREATE TABLE answers USING parquet AS
SELECT s.office, substring(s.record, 6) AS pair, CASE WHEN s.answers > 1 AND w.record IS NULL THEN 'contested' ELSE s.answer END AS answer
FROM (
  SELECT a.office, a.record, count(DISTINCT coalesce(a.set_['answer'], '')) AS answers,
    max_by(struct(a.set_['answer'] AS x), struct(a.tick, a.segment, a.n)).x AS answer
  FROM asked a LEFT ANTI JOIN (
    SELECT t.line FROM refs r LEFT SEMI JOIN asked s ON s.line = r.line JOIN asked t ON t.office = r.office
      AND t.segment = r.ref_segment AND t.n = r.ref_n AND t.record = r.record
      AND struct(t.tick, t.segment, t.n) < struct(r.tick, r.segment, r.n)) named USING (line)
  GROUP BY a.office, a.record) s
LEFT JOIN (SELECT DISTINCT a.office, a.record FROM asked a LEFT SEMI JOIN awaiting USING (line)) w USING (office, record);
CREATE TABLE told USING parquet AS
SELECT office, split_part(pair, '.', 1) AS kind, split_part(pair, '.', 2) AS one, split_part(pair, '.', 3) AS two, answer
FROM answers WHERE pair RLIKE r'^(person|household)\.[0-9a-f]{32}\.[0-9a-f]{32}$';
-- Groups of up to seventeen records in a row: each step doubles the reach.
CREATE OR REPLACE TEMPORARY VIEW tied1 AS
SELECT office, kind, one AS id, two AS other FROM told WHERE answer = 'same' AND one < two
UNION SELECT office, kind, two, one FROM told WHERE answer = 'same' AND one < two
UNION SELECT office, kind, one, one FROM told WHERE answer = 'same' AND one < two
UNION SELECT office, kind, two, two FROM told WHERE answer = 'same' AND one < two;
CREATE TABLE tied2 USING parquet AS SELECT DISTINCT a.office, a.kind, a.id, b.other FROM tied1 a JOIN tied1 b
  ON a.office = b.office AND a.kind = b.kind AND a.other = b.id;
CREATE TABLE tied4 USING parquet AS SELECT DISTINCT a.office, a.kind, a.id, b.other FROM tied2 a JOIN tied2 b
  ON a.office = b.office AND a.kind = b.kind AND a.other = b.id;
CREATE TABLE tied8 USING parquet AS SELECT DISTINCT a.office, a.kind, a.id, b.other FROM tied4 a JOIN tied4 b
  ON a.office = b.office AND a.kind = b.kind AND a.other = b.id;
CREATE TABLE tied USING parquet AS SELECT DISTINCT a.office, a.kind, a.id, b.other FROM tied8 a JOIN tied8 b
  ON a.office = b.office AND a.kind = b.kind AND a.other = b.id;
CREATE TABLE joined USING parquet AS
SELECT * FROM (
  SELECT t.office, concat(t.kind, '/', t.id) AS record, concat(t.kind, '/', min(t.other)) AS first, t.id, min(t.other) AS first_id
  FROM tied t
  LEFT SEMI JOIN present h ON h.office = t.office AND h.record = concat(t.kind, '/', t.other)
  LEFT SEMI JOIN present o ON o.office = t.office AND o.record = concat(t.kind, '/', t.id)
  LEFT ANTI JOIN (
    SELECT a.office, a.kind, a.id FROM tied a JOIN tied b ON a.office = b.office AND a.kind = b.kind AND a.id = b.id
    JOIN told s ON s.office = a.office AND s.kind = a.kind AND s.one = a.other AND s.two = b.other
      AND s.answer IN ('different', 'contested')) x ON x.office = t.office AND x.kind = t.kind AND x.id = t.id
  GROUP BY t.office, t.kind, t.id) WHERE id <> first_id;

CREATE TABLE said USING parquet AS
SELECT p.line, p.office, p.segment, p.n, p.tick, coalesce(j.first, p.record) AS record, split_part(p.record, '/', 1) AS kind,
  xxhash64(p.office, coalesce(j.first, p.record)) AS r, p.set_, p.voids, p.void
FROM present p LEFT JOIN joined j USING (office, record) WHERE p.full_;
CREATE TABLE records USING parquet AS
SELECT xxhash64(office, record) AS r, office, record, split_part(record, '/', 1) AS kind FROM (
  SELECT DISTINCT p.office, coalesce(j.first, p.record) AS record
  FROM present p LEFT JOIN joined j USING (office, record) WHERE p.record IS NOT NULL);

-- Which groups of fields an edit sets, and with what; the voiding of a record is a group of its own. Only of records with
-- more than one line: of the others every field stands as it is.
CREATE TABLE entries USING parquet AS
SELECT s.line, s.r, s.field, s.value, coalesce(x.grp, s.field) AS grp, coalesce(x.merge, y.merge, 'decide') AS merge
FROM (
  SELECT e.line, e.r, e.kind, explode(e.set_) AS (field, value) FROM said e LEFT SEMI JOIN (
    SELECT r FROM said GROUP BY r HAVING count(*) > 1 OR bool_or(voids) OR max(kind) = 'loss'
    UNION SELECT s.r FROM said s LEFT SEMI JOIN refs USING (line)) several USING (r)
  UNION ALL SELECT line, r, kind, '(void)', void FROM said WHERE voids) s
LEFT JOIN rules x ON x.kind = s.kind AND x.field = s.field
LEFT JOIN rules y ON y.kind = s.kind AND y.field = concat(split_part(s.field, '/', 1), '/*') AND length(s.field) >= length(y.field);

-- A ref counts on its own record alone, over a lower line, and for the groups that its own edit sets.
CREATE TABLE named USING parquet AS
SELECT DISTINCT t.line, s.line AS by_ FROM refs f JOIN said s USING (line)
JOIN said t ON t.office = f.office AND t.segment = f.ref_segment AND t.n = f.ref_n AND t.r = s.r
  AND struct(t.tick, t.segment, t.n) < struct(s.tick, s.segment, s.n);
CREATE TABLE replaced USING parquet AS
SELECT DISTINCT n.line, b.grp FROM named n JOIN entries b ON b.line = n.by_;
CREATE TABLE heads USING parquet AS
SELECT e.* FROM entries e LEFT ANTI JOIN replaced USING (line, grp);

-- A group waits while an edit that sets it names a line which is neither here nor given up.
CREATE TABLE waiting USING parquet AS
SELECT DISTINCT m.office, e.r, e.grp FROM entries e JOIN awaiting m USING (line);

-- Voided: nothing that stands came without knowing of it. Else the voiding itself waits for a decision.
CREATE OR REPLACE TEMPORARY VIEW standing AS SELECT * FROM heads WHERE field = '(void)';
CREATE TABLE unaware USING parquet AS
SELECT DISTINCT h.r FROM heads h LEFT SEMI JOIN standing s ON s.r = h.r
LEFT ANTI JOIN (SELECT line FROM standing UNION SELECT n.line FROM named n LEFT SEMI JOIN standing s ON s.line = n.by_) k
  ON k.line = h.line
LEFT ANTI JOIN (SELECT n.by_ FROM named n LEFT SEMI JOIN standing s ON s.line = n.line) b ON b.by_ = h.line
WHERE h.field <> '(void)';
CREATE TABLE voiding USING parquet AS
SELECT r.office, s.r, CASE WHEN count(s.value) < count(*) OR max(u.r) IS NOT NULL THEN 'contested' ELSE 'void' END AS state
FROM standing s JOIN records r ON r.r = s.r LEFT JOIN unaware u ON u.r = s.r
GROUP BY r.office, s.r HAVING count(s.value) > 0;
CREATE OR REPLACE TEMPORARY VIEW voided AS SELECT r FROM voiding WHERE state = 'void';

CREATE TABLE conflicts USING parquet AS
SELECT office, r, grp FROM (
  SELECT r.office, h.r, h.grp, h.line, array_sort(collect_list(concat(h.field, '=', CASE WHEN r.kind = 'pair' THEN h.value
    ELSE coalesce(j.first_id, k.first, h.value) END)) FILTER (WHERE h.value IS NOT NULL)) AS what
  FROM heads h LEFT SEMI JOIN (
    SELECT r, grp FROM heads WHERE merge = 'decide' AND field <> '(void)' GROUP BY r, grp HAVING count(DISTINCT line) > 1) s
    ON s.r = h.r AND s.grp = h.grp
  JOIN records r ON r.r = h.r
  LEFT JOIN joined j ON j.office = r.office AND j.id = h.value LEFT JOIN joined k ON k.office = r.office AND k.record = h.value
  GROUP BY r.office, h.r, h.grp, h.line) LEFT ANTI JOIN waiting USING (office, r, grp)
GROUP BY office, r, grp HAVING count(DISTINCT what) > 1
UNION ALL SELECT office, r, '(void)' FROM voiding WHERE state = 'contested';

-- What a group shows: the head of the highest tick, then segment, then number.
CREATE OR REPLACE TEMPORARY VIEW wanted AS
SELECT w.kind, w.grp, array_append(collect_list(x.field), w.grp) AS fields
FROM (VALUES ('person', 'nik'), ('person', 'name'), ('person', 'birthDate'), ('person', 'frozen'), ('enrolment', 'person'),
    ('enrolment', 'track'), ('enrolment', 'class'), ('placement', 'placement')) w(kind, grp)
LEFT JOIN rules x ON x.kind = w.kind AND x.grp = w.grp GROUP BY w.kind, w.grp;
CREATE TABLE shown USING parquet AS
SELECT s.office, s.r, s.kind, a.grp, max_by(s.set_, struct(s.tick, s.segment, s.n)) AS fields
FROM said s JOIN wanted a ON a.kind = s.kind AND arrays_overlap(map_keys(s.set_), a.fields)
LEFT ANTI JOIN replaced p ON p.line = s.line AND p.grp = a.grp
GROUP BY s.office, s.r, s.kind, a.grp;

CREATE TABLE people USING parquet AS
SELECT r.office, r.record, nullif(regexp_extract(max(s.fields['nik']) FILTER (WHERE s.grp = 'nik'), '^[0-9]{16}$', 0), '') AS nik,
  nullif(upper(regexp_replace(max(s.fields['name']) FILTER (WHERE s.grp = 'name'), '[^A-Za-z]', '')), '') AS letters,
  max(s.fields['birthDate']) FILTER (WHERE s.grp = 'birthDate') AS birth_date,
  max(s.fields['frozen']) FILTER (WHERE s.grp = 'frozen') IS NOT NULL AS frozen
FROM records r LEFT ANTI JOIN voided v ON v.r = r.r LEFT JOIN shown s ON s.r = r.r WHERE r.kind = 'person'
GROUP BY r.office, r.record;

-- What hangs on a voided person counts nowhere.
CREATE TABLE standing_people USING parquet AS
SELECT s.*, coalesce(j.first, concat('person/', s.person)) AS who FROM (
  SELECT office, r, kind, max(fields['person']) FILTER (WHERE grp IN ('person', 'placement')) AS person,
    max(fields['track']) FILTER (WHERE grp IN ('track', 'placement')) AS track,
    max(fields['status']) FILTER (WHERE grp = 'class') AS status, max(fields['endDate']) AS end_date
  FROM shown WHERE kind IN ('enrolment', 'placement') GROUP BY office, r, kind) s
LEFT JOIN joined j ON j.office = s.office AND j.record = concat('person/', s.person)
LEFT ANTI JOIN voided v ON v.r = s.r
LEFT ANTI JOIN voided w ON w.r = xxhash64(s.office, coalesce(j.first, concat('person/', s.person)))
WHERE s.person IS NOT NULL;
CREATE OR REPLACE TEMPORARY VIEW enrolments AS
SELECT office, who, coalesce(track, '') AS track, coalesce(status, '') AS status FROM standing_people WHERE kind = 'enrolment';
CREATE OR REPLACE TEMPORARY VIEW placements AS
SELECT office, who, coalesce(track, '') AS track FROM standing_people WHERE kind = 'placement' AND end_date IS NULL;

CREATE OR REPLACE TEMPORARY VIEW counted AS
SELECT r.office, 'households' AS figure, count(*) AS count FROM records r LEFT ANTI JOIN voided v ON v.r = r.r
  WHERE r.kind = 'household' GROUP BY r.office
UNION ALL SELECT office, 'people', count(*) FROM people GROUP BY office
UNION ALL SELECT office, 'frozen', count(*) FROM people WHERE frozen GROUP BY office
UNION ALL SELECT office, 'withNik', count(*) FROM people WHERE NOT frozen AND nik IS NOT NULL GROUP BY office
UNION ALL SELECT office, 'withoutNik', count(*) FROM people WHERE NOT frozen AND nik IS NULL GROUP BY office
UNION ALL SELECT office, 'enrolments', count(*) FROM enrolments WHERE status NOT IN ('withdrawn', 'dropped') GROUP BY office
UNION ALL SELECT office, 'enrolledPeople', count(DISTINCT who) FROM enrolments
  WHERE status NOT IN ('withdrawn', 'dropped') GROUP BY office
UNION ALL SELECT office, 'placements', count(*) FROM placements GROUP BY office
UNION ALL SELECT office, 'placedPeople', count(DISTINCT who) FROM placements GROUP BY office
UNION ALL SELECT office, 'conflicts', count(*) FROM conflicts GROUP BY office
UNION ALL SELECT office, 'waiting', count(*) FROM waiting GROUP BY office
UNION ALL SELECT office, concat('enrolments/', track, '/', status), count(*) FROM enrolments GROUP BY office, track, status
UNION ALL SELECT office, concat('placements/', track), count(*) FROM placements GROUP BY office, track;
CREATE OR REPLACE TEMPORARY VIEW niks AS
SELECT nik, count(DISTINCT office) AS offices FROM people WHERE NOT frozen AND nik IS NOT NULL GROUP BY nik;
CREATE OR REPLACE TEMPORARY VIEW alike AS
SELECT letters, birth_date FROM people WHERE NOT frozen AND nik IS NULL AND letters IS NOT NULL AND birth_date IS NOT NULL
GROUP BY letters, birth_date HAVING count(DISTINCT office) > 1;
CREATE OR REPLACE TEMPORARY VIEW own AS
SELECT f.office, count(DISTINCT p.nik) FILTER (WHERE NOT p.frozen) AS niks,
  count(p.record) FILTER (WHERE p.frozen OR p.nik IS NULL) AS others
FROM (SELECT DISTINCT path_office AS office FROM files) f LEFT JOIN people p USING (office) GROUP BY f.office;

CREATE TABLE figures USING parquet AS
SELECT office, figure, CAST(sum(count) AS BIGINT) AS count FROM (
  SELECT * FROM counted UNION ALL SELECT 'all', figure, count FROM counted
  UNION ALL SELECT o.office, f.figure, 0 FROM (SELECT office FROM own UNION ALL SELECT 'all') o CROSS JOIN (
    SELECT explode(array('households', 'people', 'frozen', 'withNik', 'withoutNik', 'enrolments', 'enrolledPeople', 'placements',
      'placedPeople', 'conflicts', 'waiting')) AS figure) f
  UNION ALL SELECT office, 'distinctNik', niks FROM own UNION ALL SELECT office, 'persons', niks + others FROM own
  UNION ALL SELECT 'all', 'distinctNik', count(*) FROM niks
  UNION ALL SELECT 'all', 'inSeveralOffices', count(*) FROM niks WHERE offices > 1
  UNION ALL SELECT 'all', 'withoutNikAlike', count(*) FROM alike
  UNION ALL SELECT 'all', 'persons', count(*) FROM niks UNION ALL SELECT 'all', 'persons', sum(others) FROM own
  UNION ALL SELECT 'all', 'uncounted', count(*) FROM uncounted)
GROUP BY office, figure;

SELECT concat_ws(',', office, figure, count) AS `office,figure,count` FROM figures ORDER BY office, figure;
