-- The rules of Loket (README, "Many offices") for Spark SQL, over the segments as they lie, alone or in packs:
--   spark-sql --hivevar offices=/media/kota -f Resources/hub/spark.sql
-- a carrier (loket1/ in it), a data folder (journal/), or a folder of either, on a disk or in a store. The last query gives
-- the lines of `loket report offices --offices /media/kota --format csv`. Left behind for questions of one's own: uncounted,
-- heads, conflicts, people, enrolments, placements, programs, reached, figures. The same in DuckDB: duckdb.sql. Times of the PCs decide nothing.
-- A line is parsed once, and its fields are read twice again: for the records with more than one line, and for what the
-- others show. All other questions go over numbers: `line` is a line, and hashes of 64 bits stand for a file (`f`), a record of
-- an office (`r`) and the place of a line (`place`).

SET spark.sql.sources.parallelPartitionDiscovery.threshold = 1000000;
SET spark.sql.autoBroadcastJoinThreshold = 64MB;
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
  ('device', 'vouched/*', 'vouched/*', 'element'),
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
  ('loss', 'lines/*', 'lines/*', 'element'),
  ('loss', 'copies', 'copies', 'latest'),
  ('program', 'year', 'template', 'decide'),
  ('program', 'starts', 'window', 'decide'),
  ('program', 'deadline', 'window', 'decide'),
  ('program', 'segments/*', 'segments/*', 'element'),
  ('program', 'tracks/*', 'tracks/*', 'element'),
  ('program', 'rules/*', 'rules/*', 'element'),
  ('program', 'regulations/*', 'regulations/*', 'element'),
  ('program', 'weights/*', 'weights/*', 'element'),
  ('program', 'points/*', 'points/*', 'element'),
  ('program', 'note', 'note', 'latest'),
  ('wave', 'opens', 'window', 'decide'),
  ('wave', 'closes', 'window', 'decide'),
  ('wave', 'confirmBy', 'confirm', 'decide'),
  ('wave', 'cutOff', 'confirm', 'decide'),
  ('wave', 'seed', 'draw', 'decide'),
  ('wave', 'seedDay', 'draw', 'decide'),
  ('wave', 'weights/*', 'weights/*', 'element'),
  ('wave', 'tieBreak/*', 'tieBreak/*', 'element'),
  ('wave', 'note', 'note', 'latest'),
  ('class', 'starts', 'dates', 'decide'),
  ('class', 'ends', 'dates', 'decide'),
  ('class', 'stateDate', 'state', 'decide'),
  ('class', 'stateReason', 'state', 'decide'),
  ('class', 'partner', 'promise', 'decide'),
  ('class', 'posts', 'promise', 'decide'),
  ('class', 'sessions/*', 'sessions/*', 'element'),
  ('class', 'modules/*', 'modules/*', 'element'),
  ('class', 'taught/*', 'taught/*', 'element'),
  ('class', 'note', 'note', 'latest'),
  ('attendance', 'class', 'session', 'decide'),
  ('attendance', 'marks/*', 'marks/*', 'element'),
  ('application', 'program', 'wave', 'decide'),
  ('application', 'statusDate', 'status', 'decide'),
  ('application', 'statusReason', 'status', 'decide'),
  ('application', 'rankDay', 'rank', 'decide'),
  ('application', 'rankReason', 'rank', 'decide'),
  ('application', 'scores/*', 'scores/*', 'element'),
  ('application', 'override/*', 'override/*', 'element'),
  ('application', 'portalState', 'portal', 'decide'),
  ('application', 'portalNumber', 'portal', 'decide'),
  ('application', 'portalDay', 'portal', 'decide'),
  ('application', 'assisted', 'assisted', 'latest'),
  ('application', 'note', 'note', 'latest'),
  ('certificate', 'kind', 'certificate', 'decide'),
  ('certificate', 'number', 'certificate', 'decide'),
  ('certificate', 'issuer', 'certificate', 'decide'),
  ('certificate', 'scheme', 'certificate', 'decide'),
  ('certificate', 'result', 'certificate', 'decide'),
  ('certificate', 'issued', 'certificate', 'decide'),
  ('certificate', 'expires', 'certificate', 'decide'),
  ('certificate', 'note', 'note', 'latest'),
  ('event', 'date', 'place', 'decide'),
  ('event', 'starts', 'place', 'decide'),
  ('event', 'ends', 'place', 'decide'),
  ('event', 'room', 'place', 'decide'),
  ('event', 'guests/*', 'guests/*', 'element'),
  ('event', 'note', 'note', 'latest'),
  ('aid', 'kind', 'aid', 'decide'),
  ('aid', 'item', 'aid', 'decide'),
  ('aid', 'amount', 'aid', 'decide'),
  ('aid', 'fundingSource', 'aid', 'decide'),
  ('aid', 'given', 'aid', 'decide'),
  ('aid', 'evidence', 'aid', 'decide'),
  ('aid', 'note', 'note', 'latest'),
  ('person', 'layoffDate', 'layoff', 'decide'),
  ('person', 'layoffEmployer', 'layoff', 'decide'),
  ('person', 'layoffProof', 'layoff', 'decide'),
  ('household', 'electricity', 'electricity', 'latest'),
  ('person', 'shifts/*', 'shifts/*', 'element'),
  ('person', 'jobCardNumber', 'jobCard', 'decide'),
  ('person', 'jobCardIssued', 'jobCard', 'decide'),
  ('person', 'jobCardReported', 'jobCard', 'decide'),
  ('person', 'jobCardReturned', 'jobCard', 'decide'),
  ('theme', 'village', 'theme', 'decide'),
  ('theme', 'track', 'theme', 'decide'),
  ('theme', 'starts', 'window', 'decide'),
  ('theme', 'ends', 'window', 'decide'),
  ('theme', 'note', 'note', 'latest'),
  ('vacancy', 'opened', 'window', 'decide'),
  ('vacancy', 'until', 'window', 'decide'),
  ('vacancy', 'shifts/*', 'shifts/*', 'element'),
  ('vacancy', 'minimumAge', 'age', 'decide'),
  ('vacancy', 'maximumAge', 'age', 'decide'),
  ('vacancy', 'village', 'place', 'decide'),
  ('vacancy', 'rt', 'place', 'decide'),
  ('vacancy', 'rw', 'place', 'decide'),
  ('vacancy', 'state', 'state', 'latest'),
  ('vacancy', 'stateDate', 'state', 'latest'),
  ('vacancy', 'stateReason', 'state', 'latest'),
  ('vacancy', 'note', 'note', 'latest'),
  ('referral', 'statusDate', 'status', 'decide'),
  ('referral', 'statusReason', 'status', 'decide'),
  ('referral', 'statusNote', 'status', 'decide'),
  ('referral', 'freed', 'freed', 'latest'),
  ('referral', 'note', 'note', 'latest'),
  ('workHub', 'village', 'place', 'decide'),
  ('workHub', 'address', 'place', 'decide'),
  ('workHub', 'note', 'note', 'latest'),
  ('hubSeat', 'hub', 'seat', 'decide'),
  ('hubSeat', 'shift', 'seat', 'decide'),
  ('hubSeat', 'from', 'seat', 'decide'),
  ('hubSeat', 'until', 'seat', 'decide'),
  ('hubSeat', 'note', 'note', 'latest'),
  ('expert', 'phone', 'phone', 'latest'),
  ('expert', 'note', 'note', 'latest'),
  ('followUp', 'about', 'call', 'decide'),
  ('followUp', 'step', 'call', 'decide'),
  ('followUp', 'date', 'call', 'decide'),
  ('followUp', 'outcome', 'call', 'decide'),
  ('followUp', 'result', 'call', 'decide'),
  ('followUp', 'reason', 'call', 'decide'),
  ('followUp', 'next', 'call', 'decide'),
  ('followUp', 'note', 'note', 'latest'),
  ('producer', 'channels/*', 'channels/*', 'element'),
  ('producer', 'papers/*', 'papers/*', 'element'),
  ('producer', 'note', 'note', 'latest'),
  ('product', 'price', 'price', 'latest'),
  ('product', 'unit', 'price', 'latest'),
  ('product', 'material', 'material', 'latest'),
  ('product', 'photo', 'photo', 'latest'),
  ('product', 'note', 'note', 'latest'),
  ('promotion', 'kind', 'promotion', 'decide'),
  ('promotion', 'date', 'promotion', 'decide'),
  ('promotion', 'place', 'promotion', 'decide'),
  ('promotion', 'orders', 'promotion', 'decide'),
  ('promotion', 'turnover', 'promotion', 'decide'),
  ('promotion', 'note', 'note', 'latest'),
  ('group', 'proposalDate', 'proposal', 'decide'),
  ('group', 'formedOn', 'window', 'decide'),
  ('group', 'endedOn', 'window', 'decide'),
  ('group', 'endReason', 'window', 'decide'),
  ('group', 'note', 'note', 'latest'),
  ('groupMember', 'joinedOn', 'membership', 'decide'),
  ('groupMember', 'leftOn', 'membership', 'decide'),
  ('groupMember', 'note', 'note', 'latest'),
  ('grant', 'kind', 'grant', 'decide'),
  ('grant', 'item', 'grant', 'decide'),
  ('grant', 'name', 'grant', 'decide'),
  ('grant', 'fundingSource', 'funding', 'decide'),
  ('grant', 'giver', 'funding', 'decide'),
  ('grant', 'given', 'handOver', 'decide'),
  ('grant', 'letter', 'handOver', 'decide'),
  ('grant', 'note', 'note', 'latest'),
  ('grantCheck', 'date', 'check', 'decide'),
  ('grantCheck', 'condition', 'check', 'decide'),
  ('grantCheck', 'place', 'check', 'decide'),
  ('grantCheck', 'next', 'check', 'decide'),
  ('grantCheck', 'note', 'note', 'latest'),
  ('disbursement', 'date', 'payment', 'decide'),
  ('disbursement', 'amount', 'payment', 'decide'),
  ('disbursement', 'proof', 'payment', 'decide'),
  ('disbursement', 'note', 'note', 'latest'),
  ('mentorship', 'from', 'window', 'decide'),
  ('mentorship', 'until', 'window', 'decide'),
  ('mentorship', 'note', 'note', 'latest'),
  ('mentorVisit', 'mentor', 'visit', 'decide'),
  ('mentorVisit', 'date', 'visit', 'decide'),
  ('mentorVisit', 'outcome', 'visit', 'decide'),
  ('mentorVisit', 'running', 'business', 'decide'),
  ('mentorVisit', 'turnover', 'business', 'decide'),
  ('mentorVisit', 'workers', 'business', 'decide'),
  ('mentorVisit', 'note', 'note', 'latest'),
  ('area', 'villages/*', 'villages/*', 'element'),
  ('area', 'note', 'note', 'latest'),
  ('resource', 'unit', 'amount', 'decide'),
  ('resource', 'note', 'note', 'latest') AS t(kind, field, grp, merge);

-- What lies at the places of segments and packs, each file whole; one that is longer than `sync` takes is not read.
CREATE OR REPLACE TEMPORARY VIEW stored USING binaryFile
OPTIONS (path '${offices}', recursiveFileLookup 'true', pathGlobFilter '*.jsonl');
CREATE OR REPLACE TEMPORARY VIEW placed AS
SELECT path, slice(split(lower(path), '/'), -5, 5) AS parts, content,
  path RLIKE r'(?i)/(loket1|journal)/[0-9]{10}/[0-9a-f]{32}/[0-9a-f]{32}\.pack\.jsonl$' AS is_pack
FROM (SELECT path, content FROM stored WHERE length <= 67108864
  UNION ALL SELECT path, CAST(NULL AS BINARY) FROM stored WHERE length > 67108864)
WHERE path RLIKE r'(?i)/(loket1|journal)/[0-9]{10}/[0-9a-f]{32}/([^/]+/[^/]+|[0-9a-f]{32}\.pack)\.jsonl$';

-- Each segment of a pack is a file of its own, cut out by the bytes that the index says; of a pack that is not what its name,
-- its place and its index say nothing is cut, and it is one damaged file.
CREATE OR REPLACE TEMPORARY VIEW packs AS
SELECT path, parts, content, is_pack, length(line) AS index_size, ids, sizes, coalesce(
  line RLIKE concat('^\\{"pack":1,"device":"', parts[3], '","office":"', parts[2], '","segments":\\['
    '(\\["[0-9a-f]{32}",[1-9][0-9]{0,8},[0-9]{1,9},"[0-9a-f]{64}"\\](,(?=\\[)|(?=\\]))){1,200}\\],"hash":"[0-9a-f]{32}"\\}$')
  AND size(array_distinct(ids)) = size(ids) AND parts[4] = concat(left(right(line, 34), 32), '.pack.jsonl')
  AND left(sha2(left(line, length(line) - 43), 256), 32) = left(right(line, 34), 32)
  AND length(content) = length(line) + 1 + aggregate(sizes, 0L, (sum, size) -> sum + size), false) AS whole
FROM (
  SELECT *, regexp_extract_all(line, r'\["([0-9a-f]{32})",[0-9]{1,9},', 1) AS ids,
    transform(regexp_extract_all(line, r'\["[0-9a-f]{32}",([0-9]{1,9}),', 1), size -> CAST(size AS BIGINT)) AS sizes
  FROM (SELECT *, CASE WHEN is_pack THEN substring_index(decode(substring(content, 1, 16384), 'ISO-8859-1'), '\n', 1) END AS line
    FROM placed));
CREATE OR REPLACE TEMPORARY VIEW segments AS
SELECT concat(path, CASE WHEN is_pack AND name <> '' THEN concat(' ', name) ELSE '' END) AS file,
  parts[CASE WHEN is_pack THEN 2 ELSE 1 END] AS office, parts[CASE WHEN is_pack THEN 3 ELSE 2 END] AS device,
  CASE WHEN is_pack THEN left(name, 2) ELSE parts[3] END AS pair, name, split(CAST(content AS STRING), '\n') AS lines
FROM (
  SELECT path, parts, is_pack, inline(CASE
    WHEN whole THEN transform(ids, (id, i) -> struct(id AS name, substring(content, CAST(index_size + 2
      + aggregate(slice(sizes, 1, i), 0L, (sum, size) -> sum + size) AS INT), CAST(sizes[i] AS INT)) AS content))
    WHEN is_pack THEN array(struct('' AS name, CAST(NULL AS BINARY) AS content))
    ELSE array(struct(regexp_extract(parts[4], r'^([0-9a-f]{32})(\.e[1-9][0-9]*)?\.jsonl$', 1) AS name, content)) END)
  FROM packs);

-- Every line with its place in the file, and the one before it.
CREATE OR REPLACE TEMPORARY VIEW split_lines AS
SELECT file, office, device, pair, name, ends, at, line.lines AS value, CAST(line.lines AS BINARY) AS bytes,
  CASE WHEN at = 0 THEN X'' ELSE substring(CAST(line.before AS BINARY), -34, 32) END AS before
FROM (
  SELECT file, office, device, pair, name, ends, posexplode_outer(slice(arrays_zip(lines, before), 1, ends + 1)) AS (at, line)
  FROM (SELECT *, array_prepend(lines, '') AS before, size(lines) - 2 AS ends FROM segments));
CREATE OR REPLACE TEMPORARY VIEW parsed AS
SELECT *, CAST(substring(bytes, -34, 32) AS STRING) AS hash,
  sha2(concat(before, substring(bytes, 1, length(bytes) - 43)), 256) AS digest,
  from_json(value, 'loket BIGINT, segment STRING, device STRING, office STRING, trace BOOLEAN, n BIGINT, tick BIGINT,
    `on` STRING, `set` MAP<STRING, STRING>, void STRING, over ARRAY<STRING>, last BOOLEAN, erased BOOLEAN, min STRING,
    `end` BIGINT, root STRING') AS j,
  CASE WHEN contains(value, '"void":') THEN coalesce(map_contains_key(from_json(value, 'MAP<STRING, STRING>'), 'void'), false)
    ELSE false END AS voids
FROM split_lines;

-- What a line says of its file stands once: where it lies and the header in the first line, the root in the last one, the
-- digest that the root must be in the one before it. The few lists that are asked for first lie apart from the other fields.
CREATE TABLE lines USING parquet AS
SELECT xxhash64(file) AS f, monotonically_increasing_id() AS line, at,
  CASE WHEN coalesce(at, 0) = 0 THEN struct(file, office AS path_office, device AS path_device, pair AS path_pair,
    name AS path_name, j.segment, j.device, j.office, coalesce(j.trace, false) AS trace) END AS place,
  j.loket AS level, j.`end` AS last_n, CASE WHEN at = ends THEN j.root END AS root,
  CASE WHEN at = ends - 1 THEN CASE WHEN j.erased THEN hash ELSE digest END END AS top,
  j.n, j.tick, coalesce(j.erased, false) AS blank, hash,
  coalesce(try_cast(regexp_extract(j.min, '^[0-9]+', 0) AS BIGINT), 1) AS least,
  j.`on` AS record, xxhash64(office, j.`on`) AS r, substring_index(j.`on`, '/', 1) AS kind, voids, j.void, j.over AS over_,
  CASE WHEN j.`on` RLIKE '^(erasure|loss|pair)/' THEN j.`set` END AS lists,
  CASE WHEN NOT j.`on` RLIKE '^(erasure|loss|pair)/' THEN j.`set` END AS set_,
  length(bytes) <= 65536 AND (at = 0) = (j.loket IS NOT NULL) AND (j.`end` IS NULL OR at = ends)
    AND coalesce(j.n, j.`end`, j.loket) IS NOT NULL AND coalesce(CASE WHEN j.erased
    THEN value = concat('{"n":', j.n, ',"tick":', j.tick, ',"erased":true', CASE WHEN j.last THEN ',"last":true' ELSE '' END,
      ',"hash":"', hash, '"}')
    ELSE endswith(value, concat(',"hash":"', hash, '"}')) AND hash = left(digest, 32) END, false) AS good
FROM parsed;

-- What each file is worth: one that `sync` would not take in counts in nothing.
-- The number of a line is its place; where it is not, the numbers must rise all the same.
CREATE OR REPLACE TEMPORARY VIEW disordered AS
SELECT DISTINCT f FROM (SELECT f, n <= lag(n) OVER (PARTITION BY f ORDER BY at) AS back
  FROM lines LEFT SEMI JOIN (SELECT DISTINCT f FROM lines WHERE n <> at) USING (f)) WHERE back;
CREATE OR REPLACE TEMPORARY VIEW judged AS
SELECT t.*, place.*, level, root, CASE
  WHEN bad > 0 OR headers <> 1 OR d.f IS NOT NULL THEN 'damaged'
  WHEN seals <> 1 OR edits = 0 OR last_n <> highest_n OR NOT coalesce(startswith(root, top), false) THEN 'unsealed'
  WHEN place.trace OR place.office <> place.path_office THEN 'misnamed'
  WHEN place.path_name <> '' AND (place.device <> place.path_device OR place.path_pair <> left(place.path_name, 2)
    OR place.path_name NOT IN (place.segment, left(sha2(concat(place.segment, root), 256), 32))) THEN 'misnamed' END AS found
FROM (
  SELECT f, count(level) AS headers, count(last_n) AS seals, max(last_n) AS last_n, max(n) AS highest_n, max(tick) AS tick,
    count_if(blank) AS blanked, count(n) AS edits, count_if(NOT coalesce(good, false)) AS bad
  FROM lines GROUP BY f) t
JOIN (SELECT f, max(place) AS place, max(level) AS level, max(root) AS root, max(top) AS top
  FROM lines WHERE place IS NOT NULL OR root IS NOT NULL OR top IS NOT NULL GROUP BY f) p USING (f)
LEFT JOIN disordered d USING (f);
CREATE TABLE files USING parquet AS
SELECT *, CASE WHEN found IS NULL AND tick >= 10000000000000 AND tick > 17592186044416 + coalesce(
    max(CASE WHEN found IS NULL AND tick < 10000000000000 THEN tick END) OVER (PARTITION BY path_office), 0) THEN 'farTick'
  ELSE found END AS reason
FROM judged;
CREATE OR REPLACE TEMPORARY VIEW uncounted AS SELECT file, reason FROM (
  SELECT *, row_number() OVER (PARTITION BY reason, office, segment, root ORDER BY blanked, file) AS copy
  FROM files WHERE reason IS NOT NULL)
-- Copies of one are one.
WHERE reason <> 'farTick' OR copy = 1;

-- Of copies one counts, that of which the fewest edits are blank. Of a segment with two contents (a copied disk) each tail
-- has an id of its own; one that is only the beginning of the other counts for nothing.
CREATE TABLE copies USING parquet AS
SELECT f, file, office, segment, root, last_n, level, count(*) OVER (PARTITION BY office, segment) AS versions FROM (
  SELECT *, row_number() OVER (PARTITION BY office, segment, root ORDER BY blanked, file) AS place
  FROM files WHERE reason IS NULL)
WHERE place = 1;
CREATE OR REPLACE TEMPORARY VIEW forked AS SELECT c.office, c.segment, c.f, l.n, l.hash FROM copies c JOIN lines l USING (f)
WHERE c.versions > 1 AND l.n IS NOT NULL;
CREATE TABLE whole USING parquet AS
SELECT c.* FROM copies c LEFT ANTI JOIN (
  SELECT a.f FROM copies a JOIN forked o ON o.office = a.office AND o.segment = a.segment AND o.f <> a.f
  JOIN copies b ON b.f = o.f AND b.last_n > a.last_n WHERE o.n = a.last_n AND o.hash = left(a.root, 32)) d USING (f);
CREATE TABLE contents USING parquet AS
SELECT w.f, w.office, w.segment, w.level, CASE WHEN count(*) OVER (PARTITION BY w.office, w.segment) > 1 THEN coalesce(c.n, 0) END
  AS common, left(sha2(concat(w.segment, w.root), 256), 32) AS tail,
  row_number() OVER (PARTITION BY w.office, w.segment ORDER BY w.file) AS version
FROM whole w LEFT JOIN (
  SELECT x.office, x.segment, max(x.n) AS n FROM forked x LEFT SEMI JOIN whole a ON a.f = x.f
  JOIN forked y ON x.office = y.office AND x.segment = y.segment AND x.f < y.f AND x.n = y.n AND x.hash = y.hash
  LEFT SEMI JOIN whole b ON b.f = y.f GROUP BY x.office, x.segment) c USING (office, segment);

CREATE OR REPLACE TEMPORARY VIEW edits AS
SELECT l.line, c.office, CASE WHEN l.n > c.common THEN c.tail ELSE c.segment END AS segment, l.n, l.tick, l.hash, l.blank,
  greatest(l.least, c.level) > 1 AND NOT l.blank AS newer, l.record, l.r, l.kind, l.lists, l.set_, l.voids, l.void, l.over_
FROM lines l JOIN contents c USING (f)
WHERE l.n IS NOT NULL AND NOT (c.version > 1 AND l.n <= coalesce(c.common, 0));

-- What was erased: the lists are fields of erase records. A listed line says nothing, whether its file is blank yet or not;
-- a blank that nobody lists is missing. A line is known by its hash, whatever a PC that knew another fork calls it.
CREATE TABLE erased USING parquet AS
SELECT office, left(value, 32) AS hash,
  max(nullif(substring(value, 34), '')) AS staying
FROM (SELECT office, explode(lists) AS (field, value) FROM edits WHERE kind = 'erasure' AND NOT blank AND NOT newer)
WHERE value IS NOT NULL AND field RLIKE '^lines/[0-9a-f]{32}:[1-9][0-9]*$'
GROUP BY 1, 2;
CREATE TABLE gone USING parquet AS
SELECT e.line, e.office, x.staying FROM edits e JOIN erased x USING (office, hash);

-- A line of which only the place is left belongs to a record where that record stays.
CREATE OR REPLACE TEMPORARY VIEW present AS
SELECT line, office, segment, n, tick, CASE WHEN full_ THEN record ELSE staying END AS record,
  CASE WHEN full_ THEN r ELSE xxhash64(office, staying) END AS r,
  CASE WHEN full_ THEN kind ELSE substring_index(staying, '/', 1) END AS kind,
  full_, CASE WHEN full_ THEN set_ END AS set_, CASE WHEN full_ THEN lists END AS lists, CASE WHEN full_ THEN over_ END AS over_,
  full_ AND voids AS voids, void
FROM (SELECT e.*, g.staying, g.line IS NULL AND NOT e.newer AS full_ FROM edits e LEFT JOIN gone g USING (line)
  WHERE NOT e.blank OR g.line IS NOT NULL);

-- What an edit names, and the line that it means, if that is here.
CREATE TABLE refs USING parquet AS
SELECT office, line, r, segment, n, tick, left(x, 32) AS ref_segment, try_cast(substring(x, 34) AS BIGINT) AS ref_n,
  xxhash64(office, left(x, 32), try_cast(substring(x, 34) AS BIGINT)) AS place
FROM (SELECT *, explode(over_) AS x FROM present);
CREATE TABLE aims USING parquet AS
SELECT f.place, f.line AS by_, f.r AS by_r, t.line, t.r,
  t.full_ AND struct(t.tick, f.ref_segment, f.ref_n) < struct(f.tick, f.segment, f.n) AS below
FROM refs f JOIN present t ON xxhash64(t.office, t.segment, t.n) = f.place;

-- Lines that somebody gave up: nobody waits for them.
CREATE TABLE given USING parquet AS
SELECT * FROM (SELECT line, office, segment, n, tick, record, explode(lists) AS (field, value) FROM present
  WHERE full_ AND kind = 'loss') WHERE field LIKE 'lines/%';
CREATE TABLE lost USING parquet AS
SELECT DISTINCT g.office, split_part(g.record, '/', 2) AS segment, try_cast(split_part(g.field, '/', 2) AS BIGINT) AS n
FROM (SELECT * FROM given WHERE value IS NOT NULL) g LEFT ANTI JOIN (
  SELECT b.office, b.record, r.ref_segment, r.ref_n, b.field, b.tick, b.segment, b.n FROM refs r JOIN given b USING (line)) o
ON o.office = g.office AND o.record = g.record AND o.ref_segment = g.segment AND o.ref_n = g.n AND o.field = g.field
  AND struct(g.tick, g.segment, g.n) < struct(o.tick, o.segment, o.n);
CREATE TABLE awaiting USING parquet AS
SELECT DISTINCT f.office, f.line FROM refs f LEFT ANTI JOIN aims a ON a.place = f.place
LEFT ANTI JOIN lost l ON l.office = f.office AND l.segment = f.ref_segment AND l.n = f.ref_n;

-- Who is one: heads need the joined records, and these the answers about pairs, which nothing joins.
CREATE TABLE asked USING parquet AS
SELECT line, office, record, r, tick, segment, n, lists['answer'] AS answer FROM present
WHERE full_ AND kind = 'pair' AND map_contains_key(lists, 'answer');
CREATE TABLE answers USING parquet AS
SELECT s.office, substring(s.record, 6) AS pair,
  CASE WHEN s.answers > 1 AND w.record IS NULL THEN 'contested' ELSE s.answer END AS answer
FROM (
  SELECT a.office, a.record, count(DISTINCT coalesce(a.answer, '')) AS answers,
    max_by(struct(a.answer AS x), struct(a.tick, a.segment, a.n)).x AS answer
  FROM asked a LEFT ANTI JOIN (
    SELECT t.line FROM aims i LEFT SEMI JOIN asked s ON s.line = i.by_ JOIN asked t ON t.line = i.line
    WHERE i.below AND i.r = i.by_r) named USING (line)
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
CREATE TABLE here USING parquet AS SELECT DISTINCT p.r FROM present p LEFT SEMI JOIN (
  SELECT xxhash64(office, concat(kind, '/', id)) AS r FROM tied) t ON t.r = p.r WHERE p.record IS NOT NULL;
CREATE TABLE joined USING parquet AS
SELECT *, xxhash64(office, record) AS from_r, xxhash64(office, first) AS r FROM (
  SELECT t.office, concat(t.kind, '/', t.id) AS record, concat(t.kind, '/', min(t.other)) AS first, t.id, min(t.other) AS first_id
  FROM tied t
  LEFT SEMI JOIN here h ON h.r = xxhash64(t.office, concat(t.kind, '/', t.other))
  LEFT SEMI JOIN here o ON o.r = xxhash64(t.office, concat(t.kind, '/', t.id))
  LEFT ANTI JOIN (
    SELECT a.office, a.kind, a.id FROM tied a JOIN tied b ON a.office = b.office AND a.kind = b.kind AND a.id = b.id
    JOIN told s ON s.office = a.office AND s.kind = a.kind AND s.one = a.other AND s.two = b.other
      AND s.answer IN ('different', 'contested')) x ON x.office = t.office AND x.kind = t.kind AND x.id = t.id
  GROUP BY t.office, t.kind, t.id) WHERE id <> first_id;

-- The records, and whether there is anything to decide about one: of the others every field stands as it is.
CREATE TABLE records USING parquet AS
SELECT coalesce(j.r, p.r) AS r, p.office, coalesce(j.first, p.record) AS record, p.kind,
  count_if(p.full_) > 1 OR max(p.voids) OR p.kind = 'loss' OR max(p.over_ IS NOT NULL) AS several
FROM present p LEFT JOIN joined j ON j.from_r = p.r WHERE p.record IS NOT NULL
GROUP BY coalesce(j.r, p.r), p.office, coalesce(j.first, p.record), p.kind;
CREATE TABLE several USING parquet AS SELECT r FROM records WHERE several;
CREATE TABLE said USING parquet AS
SELECT p.line, s.r, p.office, p.kind, p.segment, p.n, p.tick, coalesce(p.lists, p.set_) AS set_, p.voids, p.void
FROM present p LEFT JOIN joined j ON j.from_r = p.r JOIN several s ON s.r = coalesce(j.r, p.r) WHERE p.full_;

-- Which groups of fields an edit sets, and with what; the voiding of a record is a group of its own.
CREATE OR REPLACE TEMPORARY VIEW entries AS
SELECT s.line, s.office, s.kind, s.r, s.segment, s.n, s.tick, s.field, s.value, coalesce(x.grp, s.field) AS grp,
  coalesce(x.merge, y.merge, 'decide') AS merge
FROM (
  SELECT line, office, kind, r, segment, n, tick, explode(set_) AS (field, value) FROM said
  UNION ALL SELECT line, office, kind, r, segment, n, tick, '(void)', void FROM said WHERE voids) s
LEFT JOIN rules x ON x.kind = s.kind AND x.field = s.field
LEFT JOIN rules y ON y.kind = s.kind AND y.field = concat(substring_index(s.field, '/', 1), '/*')
  AND length(s.field) >= length(y.field);

-- A ref counts on its own record alone, over a lower line, and for the groups that its own edit sets.
CREATE TABLE named USING parquet AS
SELECT DISTINCT i.line, i.by_ FROM aims i LEFT JOIN joined j ON j.from_r = i.r LEFT JOIN joined k ON k.from_r = i.by_r
WHERE i.below AND coalesce(j.r, i.r) = coalesce(k.r, i.by_r);
CREATE TABLE replaced USING parquet AS
SELECT DISTINCT n.line, b.grp FROM named n JOIN entries b ON b.line = n.by_;
CREATE TABLE heads USING parquet AS
SELECT e.* FROM entries e LEFT ANTI JOIN replaced USING (line, grp);

-- A group waits while an edit that sets it names a line which is neither here nor given up.
CREATE TABLE waiting USING parquet AS
SELECT DISTINCT m.office, e.r, e.grp FROM entries e JOIN awaiting m USING (line);

-- Voided: nothing that stands came without knowing of it. Else the voiding itself waits for a decision.
CREATE TABLE standing USING parquet AS SELECT * FROM heads WHERE field = '(void)';
CREATE TABLE unaware USING parquet AS
SELECT DISTINCT h.r FROM heads h LEFT SEMI JOIN standing s ON s.r = h.r
LEFT ANTI JOIN (SELECT line FROM standing UNION SELECT n.line FROM named n LEFT SEMI JOIN standing s ON s.line = n.by_) k
  ON k.line = h.line
LEFT ANTI JOIN (SELECT n.by_ FROM named n LEFT SEMI JOIN standing s ON s.line = n.line) b ON b.by_ = h.line
WHERE h.field <> '(void)';
CREATE TABLE voiding USING parquet AS
SELECT s.office, s.r, CASE WHEN count(s.value) < count(*) OR max(u.r) IS NOT NULL THEN 'contested' ELSE 'void' END AS state
FROM standing s LEFT JOIN unaware u ON u.r = s.r GROUP BY s.office, s.r HAVING count(s.value) > 0;
CREATE OR REPLACE TEMPORARY VIEW voided AS SELECT r FROM voiding WHERE state = 'void';

-- Most groups have one head: only where two lines have one it is looked what they say.
CREATE OR REPLACE TEMPORARY VIEW decided AS
SELECT *, xxhash64(r, grp) AS g FROM heads WHERE merge = 'decide' AND field <> '(void)';
CREATE TABLE contested USING parquet AS SELECT g FROM decided GROUP BY g HAVING min(line) <> max(line);
CREATE TABLE conflicts USING parquet AS
SELECT office, r, grp FROM (
  SELECT h.office, h.r, h.grp, h.line, array_sort(collect_list(concat(h.field, '=', CASE WHEN h.kind = 'pair' THEN h.value
    ELSE coalesce(j.first_id, k.first, h.value) END)) FILTER (WHERE h.value IS NOT NULL)) AS what
  FROM decided h LEFT SEMI JOIN contested USING (g)
  LEFT JOIN joined j ON j.office = h.office AND j.id = h.value LEFT JOIN joined k ON k.office = h.office AND k.record = h.value
  GROUP BY h.office, h.r, h.grp, h.line) LEFT ANTI JOIN waiting USING (office, r, grp)
GROUP BY office, r, grp HAVING count(DISTINCT what) > 1
UNION ALL SELECT office, r, '(void)' FROM voiding WHERE state = 'contested';

-- What a group shows: the head of the highest tick, then segment, then number. Of a record with one line that is the line.
CREATE OR REPLACE TEMPORARY VIEW highest AS
SELECT office, kind, r, field, value FROM (
  SELECT *, rank() OVER (PARTITION BY r, grp ORDER BY tick DESC, segment DESC, n DESC) AS place
  FROM heads LEFT SEMI JOIN (VALUES ('person', 'nik'), ('person', 'name'), ('person', 'birthDate'), ('person', 'frozen'),
    ('enrolment', 'person'), ('enrolment', 'track'), ('enrolment', 'class'), ('enrolment', 'program'), ('enrolment', 'day'),
    ('placement', 'placement'), ('placement', 'day'), ('program', 'target'), ('program', 'floor'), ('program', 'classSize'),
    ('program', 'achieved'), ('program', 'window'), ('class', 'program'), ('class', 'capacity'), ('class', 'state'),
    ('application', 'person'), ('application', 'wave'), ('application', 'day'), ('application', 'status'), ('application', 'portal'),
    ('certificate', 'person'), ('certificate', 'enrolment'), ('certificate', 'certificate'), ('certificate', 'day'),
    ('group', 'field'), ('group', 'level'), ('group', 'window'), ('groupMember', 'person'), ('groupMember', 'group'),
    ('groupMember', 'membership'), ('grant', 'person'), ('grant', 'grant'), ('grant', 'deadline'), ('grant', 'reported'),
    ('grantCheck', 'grant'), ('grantCheck', 'check')) w(kind, grp)
    USING (kind, grp))
WHERE place = 1;
CREATE TABLE shown USING parquet AS
SELECT p.office, p.kind, coalesce(j.r, p.r) AS r, p.set_['nik'] AS nik, p.set_['name'] AS name, p.set_['birthDate'] AS birth_date,
  p.set_['frozen'] AS frozen, p.set_['person'] AS person, p.set_['track'] AS track, p.set_['status'] AS status,
  p.set_['endDate'] AS end_date, p.set_['program'] AS program, p.set_['day'] AS day, p.set_['statusDate'] AS status_day,
  p.set_['startDate'] AS start_day, p.set_['portalState'] AS portal_state, p.set_['portalDay'] AS portal_day,
  p.set_['enrolment'] AS enrolment, p.set_['kind'] AS paper, p.set_['result'] AS result, p.set_['issued'] AS issued,
  p.set_['target'] AS target, p.set_['floor'] AS floor, p.set_['classSize'] AS class_size, p.set_['achieved'] AS achieved,
  p.set_['deadline'] AS deadline, p.set_['capacity'] AS capacity, p.set_['state'] AS state, p.set_['field'] AS business_field,
  p.set_['level'] AS level, p.set_['endedOn'] AS ended_on, p.set_['group'] AS of_group, p.set_['leftOn'] AS left_on,
  p.set_['reported'] AS reported, p.set_['grant'] AS of_grant, p.set_['date'] AS date, p.set_['condition'] AS condition
FROM present p LEFT JOIN joined j ON j.from_r = p.r LEFT ANTI JOIN several s ON s.r = coalesce(j.r, p.r)
WHERE p.full_ AND p.kind IN ('person', 'enrolment', 'placement', 'program', 'class', 'application', 'certificate', 'group',
  'groupMember', 'grant', 'grantCheck')
UNION ALL SELECT * FROM highest
PIVOT (max(value) FOR field IN ('nik', 'name', 'birthDate', 'frozen', 'person', 'track', 'status', 'endDate', 'program', 'day',
  'statusDate', 'startDate', 'portalState', 'portalDay', 'enrolment', 'kind' AS paper, 'result', 'issued', 'target', 'floor',
  'classSize', 'achieved', 'deadline', 'capacity', 'state', 'field' AS business_field, 'level', 'endedOn', 'group' AS of_group,
  'leftOn', 'reported', 'grant' AS of_grant, 'date', 'condition'));

CREATE TABLE people USING parquet AS
SELECT r.office, r.record, nullif(regexp_extract(s.nik, '^[0-9]{16}$', 0), '') AS nik,
  nullif(upper(regexp_replace(s.name, '[^A-Za-z]', '')), '') AS letters, s.birth_date, s.frozen IS NOT NULL AS frozen
FROM records r LEFT ANTI JOIN voided v ON v.r = r.r LEFT JOIN shown s ON s.r = r.r WHERE r.kind = 'person';

-- What hangs on a voided person counts nowhere.
CREATE TABLE standing_people USING parquet AS
SELECT s.office, s.r, s.kind, s.track, s.status, s.end_date, s.program, s.day, s.status_day, s.start_day, s.portal_state, s.portal_day,
  s.enrolment, s.paper, s.result, s.issued, coalesce(j.first, concat('person/', s.person)) AS who
FROM shown s LEFT JOIN joined j ON j.office = s.office AND j.record = concat('person/', s.person)
LEFT ANTI JOIN voided v ON v.r = s.r
LEFT ANTI JOIN voided w ON w.r = xxhash64(s.office, coalesce(j.first, concat('person/', s.person)))
WHERE s.kind IN ('enrolment', 'placement', 'application', 'certificate', 'groupMember', 'grant') AND s.person IS NOT NULL;
CREATE OR REPLACE TEMPORARY VIEW enrolments AS
SELECT office, who, coalesce(track, '') AS track, coalesce(status, '') AS status FROM standing_people WHERE kind = 'enrolment';
CREATE OR REPLACE TEMPORARY VIEW placements AS
SELECT office, who, coalesce(track, '') AS track FROM standing_people WHERE kind = 'placement' AND end_date IS NULL;

-- Groups that have not ended, and who belongs to one.
CREATE TABLE business_groups USING parquet AS
SELECT r.office, substring(r.record, 7) AS id, coalesce(s.business_field, '') AS field, coalesce(s.level, 'beginner') AS level
FROM records r LEFT ANTI JOIN voided v ON v.r = r.r LEFT JOIN shown s ON s.r = r.r WHERE r.kind = 'group' AND s.ended_on IS NULL;
CREATE TABLE group_members USING parquet AS
SELECT p.office, p.who, g.field, g.level FROM standing_people p JOIN shown m ON m.r = p.r
JOIN business_groups g ON g.office = p.office AND g.id = m.of_group WHERE p.kind = 'groupMember' AND m.left_on IS NULL;

-- Grants with the condition at the last look, and the last day of a report that is still owed.
CREATE OR REPLACE TEMPORARY VIEW looks AS
SELECT office, of_grant, condition FROM (
  SELECT s.office, s.of_grant, s.condition,
    row_number() OVER (PARTITION BY s.office, s.of_grant ORDER BY coalesce(s.date, '') DESC, r.record DESC) AS place
  FROM shown s LEFT ANTI JOIN voided v ON v.r = s.r JOIN records r ON r.r = s.r
  WHERE s.kind = 'grantCheck' AND s.of_grant IS NOT NULL)
WHERE place = 1;
CREATE TABLE grants USING parquet AS
SELECT p.office, coalesce(p.paper, '') AS what, coalesce(l.condition, '') AS condition, CASE WHEN g.reported IS NULL
  AND g.deadline RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND g.deadline > '0001' AND try_cast(g.deadline AS DATE) IS NOT NULL
  THEN g.deadline END AS owed
FROM standing_people p JOIN shown g ON g.r = p.r JOIN records k ON k.r = p.r
LEFT JOIN looks l ON l.office = p.office AND l.of_grant = substring(k.record, 7) WHERE p.kind = 'grant';

-- Programmes, as each office has them. A number of theirs is one to nine digits, a day YYYY-MM-DD.
CREATE TABLE programs USING parquet AS
SELECT r.office, substring(r.record, 9) AS program,
  try_cast(nullif(regexp_extract(s.target, '^[0-9]{1,9}$', 0), '') AS BIGINT) AS target,
  try_cast(nullif(regexp_extract(s.floor, '^[0-9]{1,9}$', 0), '') AS BIGINT) AS floor,
  greatest(1, coalesce(try_cast(nullif(regexp_extract(s.class_size, '^[0-9]{1,9}$', 0), '') AS BIGINT), 20)) AS class_size,
  coalesce(s.achieved, '') AS achieved, coalesce(s.deadline, '') AS deadline
FROM records r LEFT ANTI JOIN voided v ON v.r = r.r LEFT JOIN shown s ON s.r = r.r WHERE r.kind = 'program';
-- Of all offices the terms that most have; of those that as many have, what promises more.
CREATE TABLE terms USING parquet AS
SELECT * FROM (
  SELECT program, target, floor, class_size, sum(alike) OVER (PARTITION BY program) AS offices,
    sum(alike) OVER (PARTITION BY program) - alike AS others, row_number() OVER (PARTITION BY program ORDER BY alike DESC,
      coalesce(target, -1) DESC, coalesce(floor, -1) DESC, class_size DESC, achieved DESC, deadline DESC) AS place
  FROM (SELECT program, target, floor, class_size, achieved, deadline, count(*) AS alike FROM programs
    GROUP BY program, target, floor, class_size, achieved, deadline))
WHERE place = 1;

-- Who takes part: people who are here and whose data do not rest. A NIK is one person, in one office or in ten.
CREATE OR REPLACE TEMPORARY VIEW taking_part AS
SELECT s.*, coalesce(p.nik, concat(s.office, ' ', s.who)) AS whom, p.nik IS NOT NULL AS has_nik
FROM standing_people s JOIN people p ON p.office = s.office AND p.record = s.who AND NOT p.frozen;
CREATE TABLE seats USING parquet AS
SELECT s.* FROM taking_part s LEFT SEMI JOIN programs USING (office, program) WHERE s.kind IN ('application', 'enrolment');
-- Who reached which stage; whatever has no day happened on none. A certificate counts for the programme of its course, work
-- for that which taught its track before.
CREATE OR REPLACE TEMPORARY VIEW steps AS
SELECT office, program, who, track, stage, CASE
  WHEN first RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND first > '0001' AND try_cast(first AS DATE) IS NOT NULL THEN first
  WHEN second RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND second > '0001' AND try_cast(second AS DATE) IS NOT NULL THEN second
  END AS day
FROM (
  SELECT office, program, who, track, stack(4, 'applied', true, day, NULL, 'accepted', true, day, NULL, 'taught', true, day, NULL,
    'completed', status = 'completed', status_day, day) AS (stage, holds, first, second)
  FROM seats WHERE kind = 'enrolment' AND coalesce(status, '') <> 'withdrawn'
  UNION ALL SELECT office, program, who, track, stack(3, 'applied', true, day, NULL, 'accepted', status = 'accepted', status_day, day,
    'certified', portal_state = 'certified', portal_day, day)
  FROM seats WHERE kind = 'application'
  UNION ALL SELECT c.office, e.program, c.who, NULL, CASE WHEN c.paper = 'competency' THEN 'competent' ELSE 'certified' END, true,
    c.issued, c.day
  FROM taking_part c JOIN shown e ON e.kind = 'enrolment' AND e.r = xxhash64(c.office, concat('enrolment/', c.enrolment))
  WHERE c.kind = 'certificate' AND (coalesce(c.paper, '') <> 'competency' OR c.result = 'K')
  UNION ALL SELECT office, NULL, who, track, 'worked', true, start_day, day FROM taking_part WHERE kind = 'placement')
WHERE holds;
CREATE TABLE dated USING parquet AS SELECT * FROM steps WHERE day IS NOT NULL;
CREATE OR REPLACE TEMPORARY VIEW found AS
SELECT office, program, who, stage FROM dated WHERE stage NOT IN ('taught', 'worked')
UNION SELECT w.office, t.program, w.who, 'placed' FROM dated w JOIN (
  SELECT office, program, who, track, min(day) AS since FROM dated WHERE stage = 'taught' GROUP BY office, program, who, track) t
  ON t.office = w.office AND t.who = w.who AND t.track = w.track AND w.day >= t.since WHERE w.stage = 'worked';
CREATE TABLE reached USING parquet AS
SELECT DISTINCT f.office, f.program, f.stage, p.whom, p.has_nik
FROM (
  SELECT * FROM found UNION ALL SELECT office, program, who, 'achieved' FROM found JOIN programs USING (office, program)
    WHERE stage = CASE WHEN achieved IN ('accepted', 'certified', 'competent', 'placed') THEN achieved ELSE 'completed' END) f
JOIN (SELECT DISTINCT office, program, who, whom, has_nik FROM seats
  WHERE kind = 'application' OR coalesce(status, '') <> 'withdrawn') p USING (office, program, who);

CREATE OR REPLACE TEMPORARY VIEW of_records AS
SELECT office, program, concat(kind, 's') AS figure, count(*) AS count FROM seats GROUP BY office, program, kind
UNION ALL SELECT office, program, stack(3, 'classes', count(*), 'completedClasses', count_if(state = 'completed'), 'seats',
    coalesce(sum(try_cast(nullif(regexp_extract(capacity, '^[0-9]{1,9}$', 0), '') AS BIGINT)), 0L))
  FROM shown s LEFT ANTI JOIN voided v ON v.r = s.r LEFT SEMI JOIN programs g ON g.office = s.office AND g.program = s.program
  WHERE kind = 'class' AND coalesce(state, '') <> 'cancelled' GROUP BY office, program;
CREATE TABLE uniques USING parquet AS
SELECT office, program, stage, count(DISTINCT whom) AS count FROM reached GROUP BY office, program, stage
UNION ALL SELECT 'all', program, stage, count(DISTINCT whom) FROM reached GROUP BY program, stage;
CREATE OR REPLACE TEMPORARY VIEW progress AS
SELECT t.*, greatest(0L, target - coalesce(u.count, 0)) AS missing, greatest(0L, floor - coalesce(u.count, 0)) AS missing_floor
FROM terms t LEFT JOIN uniques u ON u.office = 'all' AND u.program = t.program AND u.stage = 'achieved';
CREATE TABLE program_figures USING parquet AS
SELECT * FROM of_records UNION ALL SELECT 'all', program, figure, count FROM of_records UNION ALL SELECT * FROM uniques
UNION ALL SELECT office, program, stack(2, 'target', target, 'floor', floor) FROM programs
UNION ALL SELECT 'all', program, stack(7, 'target', target, 'floor', floor, 'offices', offices, 'otherTerms', others,
    'missingToTarget', CASE WHEN target IS NOT NULL THEN missing END, 'missingToFloor', CASE WHEN floor IS NOT NULL THEN missing_floor END,
    'classesMissingToTarget', CASE WHEN target IS NOT NULL THEN (missing + class_size - 1) DIV class_size END) FROM progress
UNION ALL SELECT 'all', program, 'inSeveralOffices', count(*) FROM (
  SELECT program, whom FROM reached WHERE stage = 'accepted' AND has_nik GROUP BY program, whom HAVING count(DISTINCT office) > 1)
  GROUP BY program
UNION ALL SELECT office, program, explode(array('applications', 'enrolments', 'classes', 'completedClasses', 'seats', 'applied',
    'accepted', 'completed', 'certified', 'competent', 'placed', 'achieved')), 0
  FROM (SELECT office, program FROM programs UNION SELECT 'all', program FROM programs)
UNION ALL SELECT 'all', program, 'inSeveralOffices', 0 FROM terms;

CREATE TABLE niks USING parquet AS SELECT DISTINCT nik, office FROM people WHERE NOT frozen AND nik IS NOT NULL;
CREATE TABLE alike USING parquet AS
SELECT letters, birth_date FROM people WHERE NOT frozen AND nik IS NULL AND letters IS NOT NULL AND birth_date IS NOT NULL
GROUP BY letters, birth_date HAVING count(DISTINCT office) > 1;
CREATE TABLE counted USING parquet AS
SELECT r.office, 'households' AS figure, count(*) AS count FROM records r LEFT ANTI JOIN voided v ON v.r = r.r
  WHERE r.kind = 'household' GROUP BY r.office
UNION ALL SELECT office, stack(5, 'people', count(*), 'frozen', count_if(frozen),
    'withNik', count_if(NOT frozen AND nik IS NOT NULL), 'withoutNik', count_if(NOT frozen AND nik IS NULL),
    'others', count_if(frozen OR nik IS NULL)) FROM people GROUP BY office
UNION ALL SELECT office, 'niks', count(*) FROM niks GROUP BY office
UNION ALL SELECT office, stack(2, 'enrolments', count(*), 'enrolledPeople', count(DISTINCT who)) FROM enrolments
  WHERE status NOT IN ('withdrawn', 'dropped') GROUP BY office
UNION ALL SELECT office, stack(2, 'placements', count(*), 'placedPeople', count(DISTINCT who)) FROM placements GROUP BY office
UNION ALL SELECT office, 'groups', count(*) FROM business_groups GROUP BY office
UNION ALL SELECT office, 'groupMembers', count(DISTINCT who) FROM group_members GROUP BY office
UNION ALL SELECT office, stack(2, 'grants', count(*), 'grantReports', count(owed)) FROM grants GROUP BY office
UNION ALL SELECT office, 'conflicts', count(*) FROM conflicts GROUP BY office
UNION ALL SELECT office, 'waiting', count(*) FROM waiting GROUP BY office
UNION ALL SELECT office, concat('enrolments/', track, '/', status), count(*) FROM enrolments GROUP BY office, track, status
UNION ALL SELECT office, concat('placements/', track), count(*) FROM placements GROUP BY office, track
UNION ALL SELECT office, concat('groups/', field, '/', level), count(*) FROM business_groups GROUP BY office, field, level
UNION ALL SELECT office, concat('groupMembers/', field, '/', level), count(*) FROM group_members GROUP BY office, field, level
UNION ALL SELECT office, concat('grants/', what, '/', condition), count(*) FROM grants GROUP BY office, what, condition
UNION ALL SELECT office, concat('grantReports/', owed), count(*) FROM grants WHERE owed IS NOT NULL GROUP BY office, owed;

CREATE TABLE figures USING parquet AS
SELECT office, figure, CAST(sum(count) AS BIGINT) AS count FROM (
  SELECT * FROM counted WHERE figure NOT IN ('niks', 'others')
  UNION ALL SELECT 'all', figure, count FROM counted WHERE figure NOT IN ('niks', 'others')
  UNION ALL SELECT office, 'distinctNik', count FROM counted WHERE figure = 'niks'
  UNION ALL SELECT office, 'persons', count FROM counted WHERE figure IN ('niks', 'others')
  UNION ALL SELECT 'all', 'persons', count FROM counted WHERE figure = 'others'
  UNION ALL SELECT 'all', explode(array('distinctNik', 'persons')), count(DISTINCT nik) FROM niks
  UNION ALL SELECT 'all', 'inSeveralOffices', count(*) FROM (SELECT nik FROM niks GROUP BY nik HAVING count(*) > 1)
  UNION ALL SELECT 'all', 'withoutNikAlike', count(*) FROM alike
  UNION ALL SELECT 'all', 'uncounted', count(*) FROM uncounted
  UNION ALL SELECT office, concat('programs/', program, '/', figure), count FROM program_figures WHERE count IS NOT NULL
  UNION ALL SELECT office, explode(array('households', 'people', 'frozen', 'withNik', 'withoutNik', 'enrolments',
      'enrolledPeople', 'placements', 'placedPeople', 'groups', 'groupMembers', 'grants', 'grantReports', 'conflicts', 'waiting',
      'distinctNik', 'persons')), 0
    FROM (SELECT DISTINCT path_office AS office FROM files UNION ALL SELECT 'all'))
GROUP BY office, figure;

SELECT concat_ws(',', office, figure, count) AS `office,figure,count` FROM figures ORDER BY office, figure;
