-- The rules of Loket (README, "Many offices") for DuckDB, over the segments as they lie, alone or in packs. Say first where:
--   SET VARIABLE offices = '/media/kota';
-- a carrier (loket1/ in it), a data folder (journal/), or a folder of either. The last query gives the lines of
-- `loket report offices --offices /media/kota --format csv`. Left behind for questions of one's own: uncounted, heads,
-- conflicts, people, enrolments, placements, business_groups, group_members, grants, programs, reached, figures. The same in Spark: spark.sql. Times of the PCs decide nothing.

-- Nothing but the rows on standard output.
SET enable_progress_bar = false;

-- Which fields do not stand for themselves: those that move together, and those that nobody need decide.
CREATE OR REPLACE TEMP TABLE rules(kind, field, grp, merge) AS VALUES
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
  ('resource', 'note', 'note', 'latest');

CREATE OR REPLACE TEMP TABLE singles AS
SELECT file, path[2] AS office, path[3] AS device, path[4] AS pair,
  regexp_extract(path[5], '^([0-9a-f]{32})(\.e[1-9][0-9]*)?\.jsonl$', 1) AS name
FROM (
  SELECT DISTINCT file, regexp_extract_all(lower(file), '[^/]+')[-5:] AS path FROM (
    SELECT file FROM glob(getvariable('offices') || '/loket1/*/*/*/*.jsonl')
    UNION ALL SELECT file FROM glob(getvariable('offices') || '/journal/*/*/*/*.jsonl')
    UNION ALL SELECT file FROM glob(getvariable('offices') || '/*/loket1/*/*/*/*.jsonl')
    UNION ALL SELECT file FROM glob(getvariable('offices') || '/*/journal/*/*/*/*.jsonl')))
WHERE regexp_matches(path[2], '^[0-9]{10}$') AND regexp_matches(path[3], '^[0-9a-f]{32}$');

CREATE OR REPLACE TEMP TABLE packs AS
SELECT file FROM glob(getvariable('offices') || '/loket1/*/*/*.pack.jsonl')
UNION SELECT file FROM glob(getvariable('offices') || '/journal/*/*/*.pack.jsonl')
UNION SELECT file FROM glob(getvariable('offices') || '/*/loket1/*/*/*.pack.jsonl')
UNION SELECT file FROM glob(getvariable('offices') || '/*/journal/*/*/*.pack.jsonl');

-- No reader takes an empty list: a file of the other sort stands in it then, and says nothing.
SET VARIABLE files = coalesce((SELECT list(file) FROM singles), (SELECT [min(file)] FROM packs HAVING count(*) > 0));
SET VARIABLE packs = coalesce((SELECT list(file) FROM packs), (SELECT [min(file)] FROM singles HAVING count(*) > 0));

-- Each segment of a pack is a file of its own, cut out by the bytes that the index says; of a pack that is not what its name,
-- its place and its index say nothing is cut, and it is one damaged file.
CREATE OR REPLACE TEMP VIEW packed AS
WITH read AS (
  SELECT filename, content, try(decode(CAST(split_part(CAST(content[1:16384] AS VARCHAR), '\x0A', 1) AS BLOB))) AS line,
    regexp_extract_all(lower(filename), '[^/]+')[-3:] AS path
  FROM read_blob(getvariable('packs'))
  WHERE regexp_matches(lower(filename), '/[0-9]{10}/[0-9a-f]{32}/[0-9a-f]{32}\.pack\.jsonl$')),
told AS (
  SELECT *, regexp_extract_all(line, '\["([0-9a-f]{32})",[0-9]{1,9},', 1) AS ids,
    CAST(regexp_extract_all(line, '\["[0-9a-f]{32}",([0-9]{1,9}),', 1) AS BIGINT[]) AS sizes
  FROM read),
judged AS (
  SELECT *, coalesce(regexp_full_match(line, '\{"pack":1,"device":"[0-9a-f]{32}","office":"[0-9]{10}","segments":\['
    '(\["[0-9a-f]{32}",[1-9][0-9]{0,8},[0-9]{1,9},"[0-9a-f]{64}"\],?)+\],"hash":"[0-9a-f]{32}"\}')
    AND NOT contains(line, '][') AND NOT contains(line, '],]') AND len(list_distinct(ids)) = len(ids)
    AND starts_with(line, format('{{"pack":1,"device":"{}","office":"{}",', path[2], path[1]))
    AND path[3] = right(line, 34)[:32] || '.pack.jsonl' AND left(sha256(left(line, -43)), 32) = right(line, 34)[:32]
    AND octet_length(content) = strlen(line) + 1 + list_sum(sizes), false) AS whole
  FROM told)
SELECT filename, content, path[1] AS office, path[2] AS device, strlen(line) + 2 AS first, sizes,
  CASE WHEN whole THEN ids ELSE [''] END AS names
FROM judged;

CREATE OR REPLACE TEMP TABLE places AS
SELECT row_number() OVER (ORDER BY file) AS f, * FROM (
  FROM singles UNION ALL SELECT trim(filename || ' ' || name), office, device, left(name, 2), name FROM (
    SELECT filename, office, device, unnest(names) AS name FROM packed));

-- Every line with the hash in its tail and that of the line before it; each file in the order of its edits.
CREATE OR REPLACE TEMP TABLE lines AS
WITH read AS (
  SELECT file, line, right(line, 34)[1:32] AS hash,
    CASE WHEN json_valid(line) THEN from_json(line, '{"loket":"BIGINT","segment":"VARCHAR","device":"VARCHAR",
      "office":"VARCHAR","trace":"BOOLEAN","n":"BIGINT","tick":"BIGINT","on":"VARCHAR","set":"MAP(VARCHAR, VARCHAR)",
      "void":"VARCHAR","over":["VARCHAR"],"last":"BOOLEAN","erased":"BOOLEAN","min":"VARCHAR","end":"BIGINT",
      "root":"VARCHAR"}') END AS j,
    CASE WHEN line LIKE '%"void":%' THEN CASE WHEN json_valid(line) THEN json_exists(line, '$.void') ELSE false END
      ELSE false END AS voids
  FROM (
    SELECT filename AS file, line
    FROM read_csv(getvariable('files'), columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '',
      header = false, auto_detect = false, filename = true, ignore_errors = true, max_line_size = 1048576)
    UNION ALL
    SELECT trim(filename || ' ' || name), unnest(coalesce(string_split(try(decode(bytes)), chr(10))[:-2], [NULL])) AS line
    FROM (
      SELECT filename, unnest(names) AS name, unnest([CASE WHEN names[i] <> '' THEN
        eight[1 + coalesce(list_sum(sizes[:i - 1]), 0):list_sum(sizes[:i])] END FOR i IN range(1, len(names) + 1)]) AS bytes
      FROM (
        -- Eight at once first: every cut copies what it cuts from.
        SELECT filename, names[g + 1:g + 8] AS names, sizes[g + 1:g + 8] AS sizes,
          content[first + coalesce(list_sum(sizes[:g]), 0):first - 1 + list_sum(sizes[:g + 8])] AS eight
        FROM (SELECT *, unnest(range(0, len(names), 8)) AS g FROM packed))))),
chained AS (
  SELECT *, lag(hash, 1, '') OVER (PARTITION BY file ORDER BY CASE WHEN j.loket IS NOT NULL THEN -1
    WHEN j."end" IS NOT NULL THEN 1e18 ELSE j.n END) AS before
  FROM read)
SELECT p.f, c.j.n AS n, c.j.tick AS tick, c.j."on" AS on_, c.j."set" AS set_, c.voids, c.j.void AS void, c.j."over" AS over_,
  coalesce(c.j.erased, false) AS blank, c.hash, c.j.loket AS level, c.j.segment AS segment, c.j.device AS device,
  c.j.office AS office, coalesce(c.j.trace, false) AS trace, c.j."end" AS last_n, c.j.root AS root,
  coalesce(try_cast(regexp_extract(c.j."min", '^[0-9]+') AS BIGINT), 1) AS least,
  strlen(c.line) <= 65536 AND coalesce(CASE WHEN c.j.erased
    THEN c.line = format('{{"n":{},"tick":{},"erased":true{},"hash":"{}"}}', c.j.n, c.j.tick,
      CASE WHEN c.j."last" THEN ',"last":true' ELSE '' END, c.hash)
    ELSE c.line LIKE '%,"hash":"' || c.hash || '"}' AND c.hash = left(digest, 32) END, false) AS good,
  digest
FROM (SELECT *, sha256(before || left(line, -43)) AS digest FROM chained) c JOIN places p USING (file);

-- What each file is worth: one that `sync` would not take in counts in nothing.
CREATE OR REPLACE TEMP TABLE files AS
WITH told AS (
  SELECT f, count(*) FILTER (level IS NOT NULL) AS headers, count(*) FILTER (last_n IS NOT NULL) AS seals,
    max(level) AS level, any_value(segment) AS segment, any_value(device) AS device, any_value(office) AS office,
    bool_or(trace) AS trace, max(last_n) AS last_n, any_value(root) AS root, max(n) AS highest_n, max(tick) AS tick,
    count(*) FILTER (blank) AS blanked, count(n) AS edits,
    count(*) FILTER (NOT good OR coalesce(n, last_n, level) IS NULL) AS bad,
    arg_max(CASE WHEN blank THEN hash ELSE digest END, n) FILTER (n IS NOT NULL) AS top
  FROM lines GROUP BY f),
judged AS (
  SELECT t.*, p.file, CASE
    WHEN bad > 0 OR headers <> 1 THEN 'damaged'
    WHEN seals <> 1 OR edits = 0 OR last_n <> highest_n OR NOT starts_with(root, top) THEN 'unsealed'
    WHEN trace OR t.office <> p.office THEN 'misnamed'
    WHEN p.name <> '' AND (t.device <> p.device OR p.pair <> left(p.name, 2)
      OR p.name NOT IN (t.segment, left(sha256(t.segment || root), 32))) THEN 'misnamed'
  END AS reason
  FROM places p LEFT JOIN told t USING (f))
SELECT * REPLACE (CASE WHEN reason IS NULL AND tick >= 10000000000000 AND tick > 17592186044416 + coalesce(
    max(tick) FILTER (reason IS NULL AND tick < 10000000000000) OVER (PARTITION BY office), 0) THEN 'farTick'
  ELSE reason END AS reason)
FROM judged;
CREATE OR REPLACE TEMP VIEW uncounted AS SELECT file, coalesce(reason, 'unreadable') AS reason FROM files
WHERE reason IS NOT NULL OR segment IS NULL
-- Copies of one are one.
QUALIFY coalesce(reason, '') <> 'farTick' OR row_number() OVER (PARTITION BY reason, office, segment, root ORDER BY blanked, file) = 1;

-- Of copies one counts, that of which the fewest edits are blank. Of a segment with two contents (a copied disk) each tail
-- has an id of its own; one that is only the beginning of the other counts for nothing.
CREATE OR REPLACE TEMP TABLE contents AS
WITH copies AS (
  SELECT f, office, segment, root, last_n, top, level FROM files WHERE reason IS NULL AND segment IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY office, segment, root ORDER BY blanked, file) = 1),
forked AS (SELECT office, segment FROM copies GROUP BY ALL HAVING count(*) > 1),
whole AS (
  SELECT c.* FROM copies c WHERE NOT EXISTS (
    FROM forked JOIN copies o USING (office, segment) JOIN lines l ON l.f = o.f
    WHERE o.office = c.office AND o.segment = c.segment AND o.f <> c.f AND l.n = c.last_n AND o.last_n > c.last_n
      AND l.hash = left(c.top, 32))),
common AS (
  SELECT a.office, a.segment, max(x.n) AS n
  FROM whole a JOIN whole b ON a.office = b.office AND a.segment = b.segment AND a.f < b.f
  JOIN lines x ON x.f = a.f JOIN lines y ON y.f = b.f AND x.n = y.n AND x.hash = y.hash GROUP BY ALL),
least AS (
  SELECT office, segment, count(*) AS versions FROM whole GROUP BY ALL)
SELECT w.f, w.office, w.segment, w.level, CASE WHEN l.versions > 1 THEN coalesce(c.n, 0) END AS common,
  left(sha256(w.segment || w.root), 32) AS tail, row_number() OVER (PARTITION BY w.office, w.segment ORDER BY w.f) AS version
FROM whole w JOIN least l USING (office, segment) LEFT JOIN common c USING (office, segment);

CREATE OR REPLACE TEMP TABLE edits AS
SELECT row_number() OVER () AS line, c.office, CASE WHEN l.n > c.common THEN c.tail ELSE c.segment END AS segment, l.n,
  l.tick, l.hash, l.blank, greatest(l.least, c.level) > 1 AND NOT l.blank AS newer, l.on_ AS record, l.set_, l.voids, l.void, l.over_
FROM lines l JOIN contents c USING (f)
WHERE l.n IS NOT NULL AND NOT (c.version > 1 AND l.n <= coalesce(c.common, 0));

DROP TABLE lines;

-- What was erased: the lists are fields of erase records. A listed line says nothing, whether its file is blank yet or not;
-- a blank that nobody lists is missing. A line is known by its hash, whatever a PC that knew another fork calls it.
CREATE OR REPLACE TEMP TABLE erased AS
SELECT e.office, left(u.x.value, 32) AS hash,
  max(nullif(u.x.value[34:], '')) AS staying
FROM edits e, unnest(map_entries(e.set_)) AS u(x)
WHERE e.record LIKE 'erasure/%' AND NOT e.blank AND NOT e.newer AND u.x.value IS NOT NULL
  AND regexp_matches(u.x.key, '^lines/[0-9a-f]{32}:[1-9][0-9]*$')
GROUP BY ALL;

-- A line of which only the place is left belongs to a record where that record stays.
CREATE OR REPLACE TEMP TABLE present AS
SELECT e.line, e.office, e.segment, e.n, e.tick, CASE WHEN x.hash IS NOT NULL THEN x.staying WHEN NOT e.newer THEN e.record END AS record,
  x.hash IS NULL AND NOT e.newer AS full_, CASE WHEN full_ THEN e.set_ END AS set_,
  CASE WHEN full_ THEN e.over_ END AS over_, full_ AND e.voids AS voids, e.void
FROM edits e LEFT JOIN erased x USING (office, hash)
WHERE NOT e.blank OR x.hash IS NOT NULL;

DROP TABLE edits;

CREATE OR REPLACE TEMP TABLE refs AS
SELECT p.office, p.line, p.record, p.segment, p.n, p.tick, r.x[:32] AS ref_segment, try_cast(r.x[34:] AS BIGINT) AS ref_n
FROM present p, unnest(p.over_) AS r(x);

-- Lines that somebody gave up: nobody waits for them.
CREATE OR REPLACE TEMP TABLE lost AS
WITH given AS (
  SELECT p.*, u.x.key AS field, u.x.value AS value FROM present p, unnest(map_entries(p.set_)) AS u(x)
  WHERE p.full_ AND p.record LIKE 'loss/%' AND u.x.key LIKE 'lines/%')
SELECT DISTINCT g.office, split_part(g.record, '/', 2) AS segment, try_cast(split_part(g.field, '/', 2) AS BIGINT) AS n
FROM given g WHERE g.value IS NOT NULL AND NOT EXISTS (
  FROM refs r JOIN given b ON b.line = r.line WHERE r.office = g.office AND r.record = g.record AND r.ref_segment = g.segment
    AND r.ref_n = g.n AND b.field = g.field AND (g.tick, g.segment, g.n) < (b.tick, b.segment, b.n));
CREATE OR REPLACE TEMP TABLE awaiting AS
SELECT DISTINCT f.office, f.line FROM refs f
ANTI JOIN present p ON p.office = f.office AND p.segment = f.ref_segment AND p.n = f.ref_n
ANTI JOIN lost l ON l.office = f.office AND l.segment = f.ref_segment AND l.n = f.ref_n;

-- Who is one: heads need the joined records, and these the answers about pairs, which nothing joins.
CREATE OR REPLACE TEMP TABLE answers AS
WITH said AS (
  SELECT * FROM present WHERE full_ AND record LIKE 'pair/%' AND map_contains(set_, 'answer')),
named AS (
  SELECT t.line FROM refs r JOIN said s USING (line) JOIN said t ON t.office = r.office AND t.segment = r.ref_segment
    AND t.n = r.ref_n AND t.record = r.record AND (t.tick, t.segment, t.n) < (r.tick, r.segment, r.n)),
waits AS (SELECT DISTINCT office, record FROM said SEMI JOIN awaiting USING (line)),
standing AS (
  SELECT office, record, count(DISTINCT coalesce(set_['answer'], '')) AS answers,
    arg_max({'x': set_['answer']}, (tick, segment, n)).x AS answer
  FROM said ANTI JOIN named USING (line) GROUP BY ALL)
SELECT s.office, split_part(s.record, '/', 2) AS pair,
  CASE WHEN s.answers > 1 AND w.record IS NULL THEN 'contested' ELSE s.answer END AS answer
FROM standing s LEFT JOIN waits w USING (office, record);

CREATE OR REPLACE TEMP TABLE joined AS
WITH RECURSIVE
said AS (
  SELECT office, split_part(pair, '.', 1) AS kind, split_part(pair, '.', 2) AS one, split_part(pair, '.', 3) AS two, answer
  FROM answers WHERE regexp_matches(pair, '^(person|household)\.[0-9a-f]{32}\.[0-9a-f]{32}$')),
sames AS (
  SELECT office, kind, one, two FROM said WHERE answer = 'same' AND one < two
  UNION SELECT office, kind, two, one FROM said WHERE answer = 'same' AND one < two),
tied AS (
  SELECT office, kind, one AS id, one AS other FROM sames
  UNION SELECT t.office, t.kind, t.id, s.two FROM tied t JOIN sames s
    ON s.office = t.office AND s.kind = t.kind AND s.one = t.other),
apart AS (
  SELECT DISTINCT a.office, a.kind, a.id FROM tied a JOIN tied b ON a.office = b.office AND a.kind = b.kind AND a.id = b.id
  JOIN said s ON s.office = a.office AND s.kind = a.kind AND s.one = a.other AND s.two = b.other
    AND s.answer IN ('different', 'contested')),
here AS (SELECT DISTINCT office, record FROM present WHERE record IS NOT NULL)
SELECT t.office AS office, t.kind || '/' || t.id AS record, t.kind || '/' || min(t.other) AS first, t.id, min(t.other) AS first_id
FROM tied t JOIN here h ON h.office = t.office AND h.record = t.kind || '/' || t.other
SEMI JOIN here own ON own.office = t.office AND own.record = t.kind || '/' || t.id
ANTI JOIN apart a ON a.office = t.office AND a.kind = t.kind AND a.id = t.id
GROUP BY t.office, t.kind, t.id HAVING t.id <> min(t.other);

CREATE OR REPLACE TEMP TABLE records AS
SELECT row_number() OVER () AS r, office, record, split_part(record, '/', 1) AS kind FROM (
  SELECT DISTINCT p.office, coalesce(j.first, p.record) AS record
  FROM present p LEFT JOIN joined j USING (office, record) WHERE p.record IS NOT NULL);

CREATE OR REPLACE TEMP TABLE said AS
SELECT p.line, r.r, r.kind, p.office, p.segment, p.n, p.tick, p.set_, p.voids, p.void
FROM present p LEFT JOIN joined j USING (office, record)
JOIN records r ON r.office = p.office AND r.record = coalesce(j.first, p.record) WHERE p.full_;

DROP TABLE present;

-- Which groups of fields an edit sets, and with what; the voiding of a record is a group of its own. Only of records with
-- more than one line: of the others every field stands as it is.
CREATE OR REPLACE TEMP TABLE entries AS
WITH several AS (
  SELECT r FROM said GROUP BY r HAVING count(*) > 1 OR bool_or(voids) OR any_value(kind) = 'loss'
  UNION SELECT s.r FROM said s SEMI JOIN refs USING (line)),
set_ AS (
  SELECT e.line, e.r, e.kind, u.x.key AS field, u.x.value AS value FROM said e SEMI JOIN several USING (r), unnest(map_entries(e.set_)) AS u(x)
  UNION ALL SELECT line, r, kind, '(void)', void FROM said WHERE voids)
SELECT s.line, s.r, s.field, s.value, coalesce(x.grp, s.field) AS grp, coalesce(x.merge, y.merge, 'decide') AS merge
FROM set_ s LEFT JOIN rules x ON x.kind = s.kind AND x.field = s.field
LEFT JOIN rules y ON y.kind = s.kind AND y.field = split_part(s.field, '/', 1) || '/*' AND length(s.field) >= length(y.field);

-- A ref counts on its own record alone, over a lower line, and for the groups that its own edit sets.
CREATE OR REPLACE TEMP TABLE named AS
SELECT DISTINCT t.line, s.line AS by FROM refs f JOIN said s USING (line)
JOIN said t ON t.office = f.office AND t.segment = f.ref_segment AND t.n = f.ref_n AND t.r = s.r
  AND (t.tick, t.segment, t.n) < (s.tick, s.segment, s.n);
CREATE OR REPLACE TEMP TABLE replaced AS
SELECT DISTINCT n.line, b.grp FROM named n JOIN entries b ON b.line = n.by;
CREATE OR REPLACE TEMP TABLE heads AS SELECT * FROM entries ANTI JOIN replaced USING (line, grp);

-- A group waits while an edit that sets it names a line which is neither here nor given up.
CREATE OR REPLACE TEMP TABLE waiting AS
SELECT DISTINCT m.office, e.r, e.grp FROM entries e JOIN awaiting m USING (line);

-- Voided: nothing that stands came without knowing of it. Else the voiding itself waits for a decision.
CREATE OR REPLACE TEMP TABLE voiding AS
WITH standing AS (SELECT * FROM heads WHERE field = '(void)'),
known AS (SELECT line FROM standing UNION SELECT n.line FROM named n JOIN standing s ON s.line = n.by),
unaware AS (
  SELECT DISTINCT h.r FROM heads h SEMI JOIN standing USING (r)
  WHERE h.field <> '(void)' AND h.line NOT IN (FROM known) AND NOT EXISTS (
    FROM named n JOIN standing s ON s.line = n.line WHERE n.by = h.line))
SELECT r.office, s.r, CASE WHEN count(s.value) < count(*) OR s.r IN (FROM unaware) THEN 'contested' ELSE 'void' END AS state
FROM standing s JOIN records r USING (r) GROUP BY r.office, s.r HAVING count(s.value) > 0;

CREATE OR REPLACE TEMP TABLE conflicts AS
WITH several AS (
  SELECT r, grp FROM heads WHERE merge = 'decide' AND field <> '(void)' GROUP BY r, grp HAVING count(DISTINCT line) > 1),
per_line AS (
  SELECT r.office, h.r, h.grp, h.line, coalesce(list_sort(list(h.field || '=' || CASE WHEN r.kind = 'pair' THEN h.value
    ELSE coalesce(j.first_id, k.first, h.value) END) FILTER (h.value IS NOT NULL)), []) AS what
  FROM heads h SEMI JOIN several USING (r, grp) JOIN records r USING (r)
  LEFT JOIN joined j ON j.office = r.office AND j.id = h.value LEFT JOIN joined k ON k.office = r.office AND k.record = h.value
  GROUP BY ALL)
SELECT office, r, grp FROM per_line ANTI JOIN waiting USING (office, r, grp)
GROUP BY ALL HAVING count(DISTINCT what) > 1
UNION ALL SELECT office, r, '(void)' FROM voiding WHERE state = 'contested';

-- What a group shows: the head of the highest tick, then segment, then number.
CREATE OR REPLACE TEMP TABLE shown AS
WITH asked AS (
  SELECT w.kind, w.grp, list_append(list(x.field), any_value(w.grp)) AS fields
  FROM (VALUES ('person', 'nik'), ('person', 'name'), ('person', 'birthDate'), ('person', 'frozen'), ('enrolment', 'person'),
    ('enrolment', 'track'), ('enrolment', 'class'), ('enrolment', 'program'), ('enrolment', 'day'), ('placement', 'placement'),
    ('placement', 'day'), ('program', 'target'), ('program', 'floor'), ('program', 'classSize'), ('program', 'achieved'),
    ('program', 'window'), ('class', 'program'), ('class', 'capacity'), ('class', 'state'), ('application', 'person'),
    ('application', 'wave'), ('application', 'day'), ('application', 'status'), ('application', 'portal'),
    ('certificate', 'person'), ('certificate', 'enrolment'), ('certificate', 'certificate'), ('certificate', 'day'),
    ('group', 'field'), ('group', 'level'), ('group', 'window'), ('groupMember', 'person'), ('groupMember', 'group'),
    ('groupMember', 'membership'), ('grant', 'person'), ('grant', 'grant'), ('grant', 'deadline'), ('grant', 'reported'),
    ('grantCheck', 'grant'), ('grantCheck', 'check')) w(kind, grp)
  LEFT JOIN rules x ON x.kind = w.kind AND x.grp = w.grp GROUP BY w.kind, w.grp)
SELECT s.office, s.r, s.kind, a.grp, arg_max({'x': s.set_}, (s.tick, s.segment, s.n)).x AS fields
FROM said s JOIN asked a ON a.kind = s.kind AND list_has_any(map_keys(s.set_), a.fields)
ANTI JOIN replaced p ON p.line = s.line AND p.grp = a.grp
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE people AS
SELECT r.office, r.record, regexp_extract(max(s.fields['nik']) FILTER (s.grp = 'nik'), '^[0-9]{16}$') AS nik,
  nullif(upper(regexp_replace(max(s.fields['name']) FILTER (s.grp = 'name'), '[^A-Za-z]', '', 'g')), '') AS letters,
  max(s.fields['birthDate']) FILTER (s.grp = 'birthDate') AS birth_date,
  max(s.fields['frozen']) FILTER (s.grp = 'frozen') IS NOT NULL AS frozen
FROM records r LEFT JOIN shown s USING (office, r) WHERE r.kind = 'person' AND r.r NOT IN (SELECT r FROM voiding WHERE state = 'void')
GROUP BY r.office, r.record;

-- What hangs on a voided person counts nowhere.
CREATE OR REPLACE TEMP VIEW standing_people AS
SELECT s.*, coalesce(j.first, 'person/' || s.person) AS who FROM (
  SELECT office, r, kind, max(fields['person']) FILTER (grp IN ('person', 'placement')) AS person,
    max(fields['track']) FILTER (grp IN ('track', 'placement')) AS track,
    max(fields['status']) FILTER (grp IN ('class', 'status')) AS status,
    max(fields['endDate']) FILTER (grp = 'placement') AS end_date, max(fields['day']) FILTER (grp = 'day') AS day,
    max(fields['program']) FILTER (grp IN ('program', 'wave')) AS program,
    max(fields['statusDate']) FILTER (grp IN ('class', 'status')) AS status_day,
    max(fields['startDate']) FILTER (grp = 'placement') AS start_day,
    max(fields['portalState']) FILTER (grp = 'portal') AS portal_state,
    max(fields['portalDay']) FILTER (grp = 'portal') AS portal_day,
    max(fields['enrolment']) FILTER (grp = 'enrolment') AS enrolment,
    max(fields['kind']) FILTER (grp = 'certificate') AS paper, max(fields['result']) FILTER (grp = 'certificate') AS result,
    max(fields['issued']) FILTER (grp = 'certificate') AS issued
  FROM shown WHERE kind IN ('enrolment', 'placement', 'application', 'certificate', 'groupMember', 'grant') GROUP BY ALL) s
LEFT JOIN joined j ON j.office = s.office AND j.record = 'person/' || s.person
WHERE s.person IS NOT NULL AND s.r NOT IN (SELECT r FROM voiding WHERE state = 'void') AND NOT EXISTS (
  FROM voiding v JOIN records p USING (r) WHERE v.state = 'void' AND p.office = s.office
    AND p.record = coalesce(j.first, 'person/' || s.person));
CREATE OR REPLACE TEMP TABLE enrolments AS
SELECT office, who, coalesce(track, '') AS track, coalesce(status, '') AS status FROM standing_people WHERE kind = 'enrolment';
CREATE OR REPLACE TEMP TABLE placements AS
SELECT office, who, coalesce(track, '') AS track FROM standing_people WHERE kind = 'placement' AND end_date IS NULL;

-- A number is one to nine digits, a day YYYY-MM-DD.
CREATE OR REPLACE TEMP MACRO whole(x) AS try_cast(regexp_extract(x, '^[0-9]{1,9}$') AS BIGINT);
CREATE OR REPLACE TEMP MACRO a_day(x) AS CASE
  WHEN regexp_full_match(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND x > '0001' AND try_cast(x AS DATE) IS NOT NULL THEN x END;

-- Groups that have not ended, and who belongs to one.
CREATE OR REPLACE TEMP TABLE business_groups AS
SELECT r.office, r.record[7:] AS id, coalesce(max(s.fields['field']) FILTER (s.grp = 'field'), '') AS field,
  coalesce(max(s.fields['level']) FILTER (s.grp = 'level'), 'beginner') AS level
FROM records r LEFT JOIN shown s USING (office, r)
WHERE r.kind = 'group' AND r.r NOT IN (SELECT r FROM voiding WHERE state = 'void') GROUP BY r.office, r.record
HAVING max(s.fields['endedOn']) FILTER (s.grp = 'window') IS NULL;
CREATE OR REPLACE TEMP TABLE group_members AS
SELECT p.office, p.who, g.field, g.level FROM standing_people p JOIN (
  SELECT office, r, max(fields['group']) FILTER (grp = 'group') AS of_group, max(fields['leftOn']) FILTER (grp = 'membership') AS left_on
  FROM shown WHERE kind = 'groupMember' GROUP BY ALL) m USING (office, r)
JOIN business_groups g ON g.office = p.office AND g.id = m.of_group WHERE p.kind = 'groupMember' AND m.left_on IS NULL;

-- Grants with the condition at the last look, and the last day of a report that is still owed.
CREATE OR REPLACE TEMP TABLE looks AS
SELECT office, of_grant, arg_max({'x': condition}, (coalesce(date, ''), record)).x AS condition FROM (
  SELECT s.office, r.record, max(s.fields['grant']) FILTER (s.grp = 'grant') AS of_grant,
    max(s.fields['date']) FILTER (s.grp = 'check') AS date, max(s.fields['condition']) FILTER (s.grp = 'check') AS condition
  FROM shown s JOIN records r USING (office, r)
  WHERE s.kind = 'grantCheck' AND r NOT IN (SELECT r FROM voiding WHERE state = 'void') GROUP BY ALL)
WHERE of_grant IS NOT NULL GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE grants AS
SELECT p.office, coalesce(g.what, '') AS what, coalesce(l.condition, '') AS condition,
  CASE WHEN g.reported IS NULL THEN a_day(g.deadline) END AS owed
FROM standing_people p JOIN (
  SELECT office, r, max(fields['kind']) FILTER (grp = 'grant') AS what, max(fields['deadline']) FILTER (grp = 'deadline') AS deadline,
    max(fields['reported']) FILTER (grp = 'reported') AS reported
  FROM shown WHERE kind = 'grant' GROUP BY ALL) g USING (office, r)
JOIN records k USING (office, r) LEFT JOIN looks l ON l.office = p.office AND l.of_grant = k.record[7:] WHERE p.kind = 'grant';

-- Programmes, as each office has them.
CREATE OR REPLACE TEMP TABLE programs AS
SELECT r.office, r.record[9:] AS program, whole(max(s.fields['target']) FILTER (s.grp = 'target')) AS target,
  whole(max(s.fields['floor']) FILTER (s.grp = 'floor')) AS floor,
  greatest(1, coalesce(whole(max(s.fields['classSize']) FILTER (s.grp = 'classSize')), 20)) AS class_size,
  coalesce(max(s.fields['achieved']) FILTER (s.grp = 'achieved'), '') AS achieved,
  coalesce(max(s.fields['deadline']) FILTER (s.grp = 'window'), '') AS deadline
FROM records r LEFT JOIN shown s USING (office, r)
WHERE r.kind = 'program' AND r.r NOT IN (SELECT r FROM voiding WHERE state = 'void') GROUP BY r.office, r.record;
-- Of all offices the terms that most have; of those that as many have, what promises more.
CREATE OR REPLACE TEMP TABLE terms AS
SELECT * EXCLUDE (alike), sum(alike) OVER (PARTITION BY program) AS offices,
  sum(alike) OVER (PARTITION BY program) - alike AS others
FROM (SELECT program, target, floor, class_size, achieved, deadline, count(*) AS alike FROM programs GROUP BY ALL)
QUALIFY row_number() OVER (PARTITION BY program ORDER BY alike DESC, coalesce(target, -1) DESC, coalesce(floor, -1) DESC,
  class_size DESC, achieved DESC, deadline DESC) = 1;

-- Who takes part: people who are here and whose data do not rest. A NIK is one person, in one office or in ten.
CREATE OR REPLACE TEMP TABLE taking_part AS
SELECT s.*, CASE WHEN p.nik <> '' THEN p.nik ELSE s.office || ' ' || s.who END AS whom, p.nik <> '' AS has_nik
FROM standing_people s JOIN people p ON p.office = s.office AND p.record = s.who AND NOT p.frozen;
CREATE OR REPLACE TEMP TABLE seats AS
SELECT s.* FROM taking_part s SEMI JOIN programs USING (office, program) WHERE s.kind IN ('application', 'enrolment');
-- Who reached which stage; whatever has no day happened on none. A certificate counts for the programme of its course, work
-- for that which taught its track before.
CREATE OR REPLACE TEMP TABLE reached AS
WITH steps AS (
  SELECT office, program, who, 'applied' AS stage, day AS first, NULL AS second FROM seats
    WHERE kind = 'application' OR coalesce(status, '') <> 'withdrawn'
  UNION ALL SELECT office, program, who, 'accepted', status_day, day FROM seats WHERE kind = 'application' AND status = 'accepted'
  UNION ALL SELECT office, program, who, 'accepted', day, NULL FROM seats
    WHERE kind = 'enrolment' AND coalesce(status, '') <> 'withdrawn'
  UNION ALL SELECT office, program, who, 'completed', status_day, day FROM seats WHERE kind = 'enrolment' AND status = 'completed'
  UNION ALL SELECT office, program, who, 'certified', portal_day, day FROM seats
    WHERE kind = 'application' AND portal_state = 'certified'
  UNION ALL SELECT c.office, e.program, c.who, CASE WHEN c.paper = 'competency' THEN 'competent' ELSE 'certified' END, c.issued, c.day
    FROM taking_part c JOIN (
      SELECT s.office, r.record, max(s.fields['program']) AS program FROM shown s JOIN records r USING (office, r)
      WHERE s.kind = 'enrolment' AND s.grp = 'program' GROUP BY ALL) e
    ON e.office = c.office AND e.record = 'enrolment/' || c.enrolment
    WHERE c.kind = 'certificate' AND (coalesce(c.paper, '') <> 'competency' OR c.result = 'K')
  UNION ALL SELECT w.office, t.program, w.who, 'placed', w.start_day, w.day
    FROM taking_part w JOIN (
      SELECT office, program, who, track, min(a_day(day)) AS since FROM seats
      WHERE kind = 'enrolment' AND coalesce(status, '') <> 'withdrawn' GROUP BY ALL) t USING (office, who, track)
    WHERE w.kind = 'placement' AND coalesce(a_day(w.start_day), a_day(w.day)) >= t.since),
found AS (
  SELECT DISTINCT office, program, who, stage FROM steps WHERE coalesce(a_day(first), a_day(second)) IS NOT NULL)
SELECT DISTINCT f.office, f.program, f.stage, p.whom, p.has_nik
FROM (
  FROM found UNION ALL SELECT office, program, who, 'achieved' FROM found JOIN programs USING (office, program)
    WHERE stage = CASE WHEN achieved IN ('accepted', 'certified', 'competent', 'placed') THEN achieved ELSE 'completed' END) f
JOIN (SELECT DISTINCT office, program, who, whom, has_nik FROM seats
  WHERE kind = 'application' OR coalesce(status, '') <> 'withdrawn') p USING (office, program, who);

CREATE OR REPLACE TEMP TABLE program_figures AS
WITH counted AS (
  SELECT office, program, CASE kind WHEN 'enrolment' THEN 'enrolments' ELSE 'applications' END AS figure, count(*) AS count
    FROM seats GROUP BY ALL
  UNION ALL SELECT office, program, unnest(['classes', 'completedClasses', 'seats']),
    unnest([count(*), count(*) FILTER (state = 'completed'), coalesce(sum(whole(capacity)), 0)])
    FROM (
      SELECT office, r, max(fields['program']) FILTER (grp = 'program') AS program,
        max(fields['capacity']) FILTER (grp = 'capacity') AS capacity, max(fields['state']) FILTER (grp = 'state') AS state
      FROM shown WHERE kind = 'class' AND r NOT IN (SELECT r FROM voiding WHERE state = 'void') GROUP BY ALL)
    SEMI JOIN programs USING (office, program) WHERE coalesce(state, '') <> 'cancelled' GROUP BY office, program),
uniques AS (
  SELECT office, program, stage, count(DISTINCT whom) AS count FROM reached GROUP BY ALL
  UNION ALL SELECT 'all', program, stage, count(DISTINCT whom) FROM reached GROUP BY ALL),
progress AS (
  SELECT t.*, coalesce(u.count, 0) AS achieved_by FROM terms t
  LEFT JOIN uniques u ON u.office = 'all' AND u.program = t.program AND u.stage = 'achieved')
SELECT office, program, figure, count FROM counted UNION ALL SELECT 'all', program, figure, count FROM counted
UNION ALL FROM uniques
UNION ALL SELECT office, program, 'target', target FROM programs WHERE target IS NOT NULL
UNION ALL SELECT office, program, 'floor', floor FROM programs WHERE floor IS NOT NULL
UNION ALL SELECT 'all', program, unnest(['offices', 'otherTerms']), unnest([offices, others]) FROM terms
UNION ALL SELECT 'all', program, unnest(['target', 'missingToTarget', 'classesMissingToTarget']),
  unnest([target, greatest(0, target - achieved_by),
    (greatest(0, target - achieved_by) + class_size - 1) // class_size]) FROM progress WHERE target IS NOT NULL
UNION ALL SELECT 'all', program, unnest(['floor', 'missingToFloor']), unnest([floor, greatest(0, floor - achieved_by)])
  FROM progress WHERE floor IS NOT NULL
UNION ALL SELECT 'all', program, 'inSeveralOffices', count(*) FROM (
  SELECT program, whom FROM reached WHERE stage = 'accepted' AND has_nik GROUP BY ALL HAVING count(DISTINCT office) > 1) GROUP BY ALL
UNION ALL SELECT office, program, unnest(['applications', 'enrolments', 'classes', 'completedClasses', 'seats', 'applied',
    'accepted', 'completed', 'certified', 'competent', 'placed', 'achieved']), 0
  FROM (SELECT office, program FROM programs UNION SELECT 'all', program FROM programs)
UNION ALL SELECT 'all', program, 'inSeveralOffices', 0 FROM terms;

CREATE OR REPLACE TEMP TABLE figures AS
WITH places_ AS (SELECT DISTINCT office FROM places),
counted AS (
  SELECT office, 'households' AS figure, count(*) AS count FROM records
    WHERE kind = 'household' AND r NOT IN (SELECT r FROM voiding WHERE state = 'void') GROUP BY ALL
  UNION ALL SELECT office, 'people', count(*) FROM people GROUP BY ALL
  UNION ALL SELECT office, 'frozen', count(*) FROM people WHERE frozen GROUP BY ALL
  UNION ALL SELECT office, 'withNik', count(*) FROM people WHERE NOT frozen AND nik <> '' GROUP BY ALL
  UNION ALL SELECT office, 'withoutNik', count(*) FROM people WHERE NOT frozen AND coalesce(nik, '') = '' GROUP BY ALL
  UNION ALL SELECT office, 'enrolments', count(*) FROM enrolments WHERE status NOT IN ('withdrawn', 'dropped') GROUP BY ALL
  UNION ALL SELECT office, 'enrolledPeople', count(DISTINCT who) FROM enrolments
    WHERE status NOT IN ('withdrawn', 'dropped') GROUP BY ALL
  UNION ALL SELECT office, 'placements', count(*) FROM placements GROUP BY ALL
  UNION ALL SELECT office, 'placedPeople', count(DISTINCT who) FROM placements GROUP BY ALL
  UNION ALL SELECT office, 'groups', count(*) FROM business_groups GROUP BY ALL
  UNION ALL SELECT office, 'groupMembers', count(DISTINCT who) FROM group_members GROUP BY ALL
  UNION ALL SELECT office, 'grants', count(*) FROM grants GROUP BY ALL
  UNION ALL SELECT office, 'grantReports', count(owed) FROM grants GROUP BY ALL
  UNION ALL SELECT office, 'conflicts', count(*) FROM conflicts GROUP BY ALL
  UNION ALL SELECT office, 'waiting', count(*) FROM waiting GROUP BY ALL
  UNION ALL SELECT office, 'enrolments/' || track || '/' || status, count(*) FROM enrolments GROUP BY ALL
  UNION ALL SELECT office, 'placements/' || track, count(*) FROM placements GROUP BY ALL
  UNION ALL SELECT office, 'groups/' || field || '/' || level, count(*) FROM business_groups GROUP BY ALL
  UNION ALL SELECT office, 'groupMembers/' || field || '/' || level, count(*) FROM group_members GROUP BY ALL
  UNION ALL SELECT office, 'grants/' || what || '/' || condition, count(*) FROM grants GROUP BY ALL
  UNION ALL SELECT office, 'grantReports/' || owed, count(*) FROM grants WHERE owed IS NOT NULL GROUP BY ALL),
niks AS (SELECT nik, count(DISTINCT office) AS offices FROM people WHERE NOT frozen AND nik <> '' GROUP BY nik),
alike AS (
  SELECT letters, birth_date FROM people WHERE NOT frozen AND coalesce(nik, '') = '' AND letters IS NOT NULL AND birth_date IS NOT NULL
  GROUP BY ALL HAVING count(DISTINCT office) > 1),
own AS (
  SELECT office, count(DISTINCT nik) FILTER (NOT frozen AND nik <> '') AS niks,
    count(*) FILTER (frozen OR coalesce(nik, '') = '') AS others FROM people GROUP BY office),
named_ AS (
  SELECT unnest(['households', 'people', 'frozen', 'withNik', 'withoutNik', 'enrolments', 'enrolledPeople', 'placements',
    'placedPeople', 'groups', 'groupMembers', 'grants', 'grantReports', 'conflicts', 'waiting']) AS figure)
SELECT office, figure, CAST(sum(count) AS BIGINT) AS count FROM (
  SELECT * FROM counted UNION ALL SELECT 'all', figure, count FROM counted
  UNION ALL SELECT office, figure, 0 FROM places_, named_ UNION ALL SELECT 'all', figure, 0 FROM named_
  UNION ALL SELECT office, 'distinctNik', coalesce(niks, 0) FROM places_ LEFT JOIN own USING (office)
  UNION ALL SELECT office, 'persons', coalesce(niks + others, 0) FROM places_ LEFT JOIN own USING (office)
  UNION ALL SELECT 'all', 'distinctNik', count(*) FROM niks
  UNION ALL SELECT 'all', 'inSeveralOffices', count(*) FROM niks WHERE offices > 1
  UNION ALL SELECT 'all', 'withoutNikAlike', count(*) FROM alike
  UNION ALL SELECT 'all', 'persons', (SELECT count(*) FROM niks) + coalesce(sum(others), 0) FROM own
  UNION ALL SELECT 'all', 'uncounted', count(*) FROM uncounted
  UNION ALL SELECT office, 'programs/' || program || '/' || figure, count FROM program_figures)
GROUP BY ALL;

SELECT office, figure, count FROM figures ORDER BY office, figure;
