-- 0002: what checks across programs rest on, rates that wait for a word, a second approver for large amounts.
--
-- The rules of 0001 hold. Columns that are added have a default, so that a change recorded by version 1 can still be taken back.

-- A person who died or left the district stays in the registry: what was paid to them is history.
ALTER TABLE person ADD COLUMN died_on TEXT;
ALTER TABLE person ADD COLUMN moved_on TEXT;

-- From how large a difference to the last campaign a line is pointed out, and from which amount on two must approve.
ALTER TABLE campaign ADD COLUMN amount_change_percent INTEGER NOT NULL DEFAULT 50 CHECK (amount_change_percent BETWEEN 1 AND 1000);
ALTER TABLE campaign ADD COLUMN second_approval_fen INTEGER CHECK (second_approval_fen > 0);

-- 0: taken over from the last campaign, and nobody has said yet that it holds in this one.
ALTER TABLE benefit_rate ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 1 CHECK (confirmed IN (0, 1));

-- Who approved first, where an amount needs two.
ALTER TABLE entitlement ADD COLUMN first_approved_by INTEGER REFERENCES officer;

-- What a benefit of one program means for a benefit of another. Without a rule both are allowed. A rule about rates goes before one about
-- their programs.
CREATE TABLE pair_rule (
  id                INTEGER PRIMARY KEY,
  first_program_id  INTEGER NOT NULL REFERENCES program,
  second_program_id INTEGER NOT NULL REFERENCES program,
  first_rate_id     INTEGER,                           -- NULL: any rate of the program
  second_rate_id    INTEGER,
  policy            TEXT NOT NULL CHECK (policy IN ('allow', 'warn', 'forbid')),
  note              TEXT NOT NULL DEFAULT '',          -- why, in the office's words
  FOREIGN KEY (first_rate_id, first_program_id) REFERENCES benefit_rate (id, program_id),
  FOREIGN KEY (second_rate_id, second_program_id) REFERENCES benefit_rate (id, program_id),
  CHECK (first_program_id < second_program_id)
) STRICT;
CREATE UNIQUE INDEX pair_rule_pair
  ON pair_rule (first_program_id, second_program_id, coalesce (first_rate_id, 0), coalesce (second_rate_id, 0));
CREATE INDEX pair_rule_second ON pair_rule (second_program_id);

-- Where the programs of the 2025 notice meet, for the campaigns of a file that has them already: the same rules, with the same ids, as
-- data/catalogue/qingpu-2025.json gives a new workspace. "*" is every other program. docs/catalogue.md says why for each.
WITH known (place, code, rate, other_code, other_rate, note) AS (VALUES
  (1, '03.6', '急难帮困', '13.1', '急难帮困', '两处都有急难帮困：同一件事可能由民政局、老年基金会各帮一次'),
  (2, '03.6', '新春大礼包（80周岁及以上）', '13.1', '新春大礼包', '两处都有新春大礼包：民政局发资金，老年基金会发实物'),
  (3, '03.3', '老三八红旗手', '10.3', NULL, '老三八红旗手：民政局按户补助，妇联按人帮困'),
  (4, '03.1', '特困供养人员、孤儿、困境儿童', '10.4', NULL, '散居孤儿：民政局发节日补助，妇联另有帮困'),
  (5, '03.1', '特困供养人员、孤儿、困境儿童', '10.5', NULL, '困境儿童、监护缺失儿童：民政局发节日补助，妇联另有帮困'),
  (6, '03.2', '特困供养人员、孤儿、困境儿童', '10.4', NULL, '散居孤儿：民政局发实物补助金，妇联另有帮困'),
  (7, '03.2', '特困供养人员、孤儿、困境儿童', '10.5', NULL, '困境儿童、监护缺失儿童：民政局发实物补助金，妇联另有帮困'),
  (8, '10.4', NULL, '10.5', NULL, '同一孩子既按散居孤儿、又按监护缺失儿童帮困'),
  (9, '03.3', '新疆兵团返沪困难人员', '13.2', NULL, '新疆兵团人员：民政局有节日补助，老年基金会另有大病帮扶'),
  (10, '03.4', NULL, '*', NULL, '临时补助只给政策覆盖不到的家庭，这一家在别的项目已有名单')),
met (place, program_id, rate, other_id, other_rate, note, campaign_id) AS (
  SELECT k.place, p.id, k.rate, o.id, k.other_rate, k.note, p.campaign_id
    FROM known k JOIN program p ON p.code = k.code
    JOIN program o ON o.campaign_id = p.campaign_id AND (o.code = k.other_code OR (k.other_code = '*' AND o.id <> p.id))
   WHERE (k.rate IS NULL OR EXISTS (SELECT 1 FROM benefit_rate WHERE program_id = p.id AND label = k.rate))
     AND (k.other_rate IS NULL OR EXISTS (SELECT 1 FROM benefit_rate WHERE program_id = o.id AND label = k.other_rate)))
INSERT INTO pair_rule (id, first_program_id, second_program_id, first_rate_id, second_rate_id, policy, note)
SELECT m.campaign_id * 1000 + row_number () OVER (PARTITION BY m.campaign_id ORDER BY m.place, m.other_id),
       min (m.program_id, m.other_id), max (m.program_id, m.other_id),
       (SELECT id FROM benefit_rate WHERE program_id = min (m.program_id, m.other_id)
           AND label = iif (m.program_id < m.other_id, m.rate, m.other_rate)),
       (SELECT id FROM benefit_rate WHERE program_id = max (m.program_id, m.other_id)
           AND label = iif (m.program_id < m.other_id, m.other_rate, m.rate)),
       'warn', m.note
  FROM met m;
