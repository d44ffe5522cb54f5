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

-- ── A rate that waits for a word ────────────────────────────────────────────────────────────────────────────────
-- These two hold also during an undo: what is handed in and the word under it cannot be parted from either side.
CREATE TRIGGER entitlement_rate_confirmed BEFORE UPDATE OF state ON entitlement
WHEN (NEW.state = 'submitted' OR NEW.state = 'approved') AND OLD.state <> 'submitted' AND OLD.state <> 'approved'
 AND (SELECT confirmed FROM benefit_rate WHERE id = NEW.rate_id) = 0
BEGIN SELECT RAISE (ABORT, 'a rate waits for confirmation'); END;

CREATE TRIGGER benefit_rate_stands BEFORE UPDATE OF unit, form, min_fen, max_fen, discretionary, confirmed ON benefit_rate
WHEN ((OLD.unit, OLD.form, OLD.min_fen, OLD.max_fen, OLD.discretionary)
      IS NOT (NEW.unit, NEW.form, NEW.min_fen, NEW.max_fen, NEW.discretionary) OR NEW.confirmed < OLD.confirmed)
 AND EXISTS (SELECT 1 FROM entitlement WHERE program_id = OLD.program_id AND rate_id = OLD.id AND state IN ('submitted', 'approved'))
BEGIN SELECT RAISE (ABORT, 'lines that were handed in stand on this rate'); END;

-- ── Two approvers ───────────────────────────────────────────────────────────────────────────────────────────────
CREATE TRIGGER entitlement_starts_unapproved BEFORE INSERT ON entitlement
WHEN NEW.first_approved_by IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'nobody has approved an entitlement before it is submitted'); END;

CREATE TRIGGER entitlement_needs_two BEFORE UPDATE OF state ON entitlement
WHEN NEW.state = 'approved' AND OLD.state <> 'approved' AND NEW.first_approved_by IS NULL AND (SELECT undoing FROM writer) = 0
 AND NEW.amount_fen >= (SELECT c.second_approval_fen FROM program g JOIN campaign c ON c.id = g.campaign_id WHERE g.id = NEW.program_id)
BEGIN SELECT RAISE (ABORT, 'an amount this large needs a second approver'); END;

CREATE TRIGGER entitlement_first_approval_moves BEFORE UPDATE OF first_approved_by ON entitlement
WHEN OLD.first_approved_by IS NOT NEW.first_approved_by AND (SELECT undoing FROM writer) = 0
 AND CASE WHEN NEW.first_approved_by IS NULL THEN OLD.state = NEW.state
          ELSE OLD.first_approved_by IS NOT NULL OR OLD.state <> 'submitted' OR NEW.state <> 'submitted' END
BEGIN SELECT RAISE (ABORT, 'a first approval is given to a submitted line, and goes when the line moves'); END;

-- These three hold also during an undo.
CREATE TRIGGER entitlement_second_on_first BEFORE UPDATE OF first_approved_by ON entitlement
WHEN OLD.state = 'approved' AND NEW.state = 'approved' AND OLD.first_approved_by IS NOT NEW.first_approved_by
BEGIN SELECT RAISE (ABORT, 'the second approval stands on the first'); END;

CREATE TRIGGER entitlement_first_approval_stands BEFORE UPDATE OF state, first_approved_by ON entitlement
WHEN NEW.first_approved_by IS NOT NULL AND NEW.state <> 'submitted' AND NEW.state <> 'approved'
BEGIN SELECT RAISE (ABORT, 'a first approval stands on a submitted line'); END;

CREATE TRIGGER entitlement_four_eyes BEFORE UPDATE OF listed_by, submitted_by, approved_by, first_approved_by ON entitlement
WHEN NEW.first_approved_by IS NOT NULL AND NEW.first_approved_by IN (NEW.listed_by, NEW.submitted_by, NEW.approved_by)
BEGIN SELECT RAISE (ABORT, 'who prepared or approved a line may not be its other approver'); END;

-- Set while somebody takes back what somebody else did: so that nobody who prepared brings back an approval that another took away.
ALTER TABLE writer ADD COLUMN officer_id INTEGER REFERENCES officer;

CREATE TRIGGER entitlement_approval_comes_back BEFORE UPDATE OF state, first_approved_by ON entitlement
WHEN (SELECT officer_id FROM writer) IS NOT NULL
 AND ((NEW.state = 'approved' AND OLD.state <> 'approved'
       AND (SELECT officer_id FROM writer) IN (NEW.listed_by, NEW.submitted_by, NEW.first_approved_by))
      OR (NEW.first_approved_by IS NOT NULL AND OLD.first_approved_by IS NULL
          AND (SELECT officer_id FROM writer) IN (NEW.listed_by, NEW.submitted_by)))
BEGIN SELECT RAISE (ABORT, 'who prepared may not bring an approval back'); END;

CREATE TRIGGER payment_batch_approval_comes_back BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state = 'approved' AND (OLD.state = 'draft' OR OLD.state = 'void') AND (SELECT officer_id FROM writer) = NEW.prepared_by
BEGIN SELECT RAISE (ABORT, 'who prepared may not bring an approval back'); END;

-- ── What 0001 left open ─────────────────────────────────────────────────────────────────────────────────────────
-- Four eyes are worth as much as the names behind them.
CREATE TRIGGER entitlement_names_stay BEFORE UPDATE OF listed_by, submitted_by, approved_by ON entitlement
WHEN (SELECT undoing FROM writer) = 0
 AND (OLD.listed_by <> NEW.listed_by
      OR (OLD.approved_by IS NOT NEW.approved_by AND OLD.state = NEW.state)
      OR (OLD.submitted_by IS NOT NEW.submitted_by
          AND (OLD.state = NEW.state OR (OLD.state <> 'listed' AND NEW.state <> 'listed'))))
BEGIN SELECT RAISE (ABORT, 'who listed, submitted or approved a line may not be rewritten'); END;

-- Between approval and payment nobody puts another name or account in.
CREATE TRIGGER entitlement_snapshot_stays
BEFORE UPDATE OF payee_name, payee_document, payee_category, bank_name, account_number, account_holder ON entitlement
WHEN (SELECT undoing FROM writer) = 0 AND (OLD.state = NEW.state OR (OLD.state <> 'listed' AND NEW.state <> 'listed'))
 AND (OLD.payee_name, OLD.payee_document, OLD.payee_category, OLD.bank_name, OLD.account_number, OLD.account_holder)
     IS NOT (NEW.payee_name, NEW.payee_document, NEW.payee_category, NEW.bank_name, NEW.account_number, NEW.account_holder)
BEGIN SELECT RAISE (ABORT, 'what was submitted of a payee may not be rewritten'); END;

CREATE TRIGGER payment_voids_with_batch BEFORE UPDATE OF state ON payment
WHEN NEW.state = 'void' AND OLD.state <> 'void' AND (SELECT undoing FROM writer) = 0
 AND (SELECT state FROM payment_batch WHERE id = NEW.batch_id) <> 'void'
BEGIN SELECT RAISE (ABORT, 'a payment is given up only with its batch'); END;

CREATE TRIGGER roster_step_fixed BEFORE UPDATE ON roster_step
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a step of a roster may not be rewritten'); END;

CREATE TRIGGER roster_step_never_deleted BEFORE DELETE ON roster_step
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a step of a roster is never deleted'); END;

CREATE TRIGGER decision_fixed BEFORE UPDATE ON decision
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a decision may not be rewritten'); END;

CREATE TRIGGER decision_never_deleted BEFORE DELETE ON decision
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a decision is never deleted'); END;
