-- 0004: who may do what, and amounts that follow from what is known of somebody.
--
-- The rules of 0001 hold. Columns that are added have a default, so that a change recorded by an earlier version can still be taken back.

-- ── Duties ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- 1: who works here does what he was named for. 0: everybody may do all, and four eyes hold as ever.
ALTER TABLE workspace ADD COLUMN duties_limited INTEGER NOT NULL DEFAULT 0 CHECK (duties_limited IN (0, 1));
ALTER TABLE officer ADD COLUMN may_prepare INTEGER NOT NULL DEFAULT 1 CHECK (may_prepare IN (0, 1)); -- 经办: lists, submits, makes batches
ALTER TABLE officer ADD COLUMN may_review INTEGER NOT NULL DEFAULT 1 CHECK (may_review IN (0, 1));   -- 复核: returns; approves what one may
                                                                                                     -- approve, the first of two else
ALTER TABLE officer ADD COLUMN may_approve INTEGER NOT NULL DEFAULT 1 CHECK (may_approve IN (0, 1)); -- 负责人: approves all, also batches

-- Whatever way it is attempted. An undo is judged by who takes it, in entitlement_approval_comes_back and below.
CREATE TRIGGER entitlement_approver_has_duty BEFORE UPDATE OF state, approved_by ON entitlement
WHEN NEW.state = 'approved' AND OLD.state <> 'approved' AND (SELECT undoing FROM writer) = 0
 AND (SELECT duties_limited FROM workspace) = 1
 AND NOT (SELECT may_approve OR (may_review AND NEW.first_approved_by IS NULL) FROM officer WHERE id = NEW.approved_by)
BEGIN SELECT RAISE (ABORT, 'who approves has not been named for it'); END;

CREATE TRIGGER entitlement_first_approver_has_duty BEFORE UPDATE OF first_approved_by ON entitlement
WHEN NEW.first_approved_by IS NOT NULL AND OLD.first_approved_by IS NULL AND (SELECT undoing FROM writer) = 0
 AND (SELECT duties_limited FROM workspace) = 1
 AND NOT (SELECT may_review OR may_approve FROM officer WHERE id = NEW.first_approved_by)
BEGIN SELECT RAISE (ABORT, 'who approves has not been named for it'); END;

CREATE TRIGGER entitlement_preparer_has_duty BEFORE UPDATE OF state, submitted_by ON entitlement
WHEN NEW.state = 'submitted' AND OLD.state = 'listed' AND (SELECT undoing FROM writer) = 0
 AND (SELECT duties_limited FROM workspace) = 1
 AND NOT (SELECT may_prepare FROM officer WHERE id = NEW.submitted_by)
BEGIN SELECT RAISE (ABORT, 'who prepares has not been named for it'); END;

CREATE TRIGGER entitlement_lister_has_duty BEFORE INSERT ON entitlement
WHEN (SELECT undoing FROM writer) = 0 AND (SELECT duties_limited FROM workspace) = 1
 AND NOT (SELECT may_prepare FROM officer WHERE id = NEW.listed_by)
BEGIN SELECT RAISE (ABORT, 'who prepares has not been named for it'); END;

CREATE TRIGGER payment_batch_preparer_has_duty BEFORE INSERT ON payment_batch
WHEN (SELECT undoing FROM writer) = 0 AND (SELECT duties_limited FROM workspace) = 1
 AND NOT (SELECT may_prepare FROM officer WHERE id = NEW.prepared_by)
BEGIN SELECT RAISE (ABORT, 'who prepares has not been named for it'); END;

CREATE TRIGGER payment_batch_approver_has_duty BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state = 'approved' AND OLD.state = 'draft' AND (SELECT undoing FROM writer) = 0
 AND (SELECT duties_limited FROM workspace) = 1
 AND NOT (SELECT may_approve FROM officer WHERE id = NEW.approved_by)
BEGIN SELECT RAISE (ABORT, 'who approves has not been named for it'); END;

-- The amount from which on two must approve may have been lowered since: then what one approved does not come back by an undo either.
CREATE TRIGGER entitlement_needs_two_again BEFORE UPDATE OF state ON entitlement
WHEN NEW.state = 'approved' AND OLD.state <> 'approved' AND NEW.first_approved_by IS NULL AND (SELECT undoing FROM writer) = 1
 AND NEW.amount_fen >= (SELECT c.second_approval_fen FROM program g JOIN campaign c ON c.id = g.campaign_id WHERE g.id = NEW.program_id)
BEGIN SELECT RAISE (ABORT, 'an amount this large needs a second approver'); END;

-- ── Amounts that follow ─────────────────────────────────────────────────────────────────────────────────────────
-- A rate's amount is fixed or a range (min_fen, max_fen). Where one of these is set, it says what is due to one recipient within it:
--   tiers      by what another office counted (person_score of score_source): 综合困难评分, 自负医疗费用; the highest tier reached counts
--   members    for households: min_fen covers so many members, each further one adds member_fen, up to max_fen
--   towns      what each town has set for itself, where the rate is discretionary
ALTER TABLE benefit_rate ADD COLUMN score_source TEXT NOT NULL DEFAULT '';      -- whose count the tiers go by; '' without tiers
ALTER TABLE benefit_rate ADD COLUMN member_fen INTEGER CHECK (member_fen > 0);  -- NULL: however many they are
ALTER TABLE benefit_rate ADD COLUMN members_covered INTEGER NOT NULL DEFAULT 1 CHECK (members_covered > 0);

CREATE TABLE rate_tier (
  id         INTEGER PRIMARY KEY,
  rate_id    INTEGER NOT NULL REFERENCES benefit_rate,
  from_score INTEGER NOT NULL,                         -- in hundredths, as person_score.score; this much or more
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  UNIQUE (rate_id, from_score)
) STRICT;

CREATE TABLE rate_town (
  id         INTEGER PRIMARY KEY,
  rate_id    INTEGER NOT NULL REFERENCES benefit_rate,
  town_id    INTEGER NOT NULL REFERENCES division,
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  UNIQUE (rate_id, town_id)
) STRICT;

-- What was handed in stands on these as it stands on the rate (benefit_rate_stands).
CREATE TRIGGER benefit_rate_way_stands BEFORE UPDATE OF score_source, member_fen, members_covered ON benefit_rate
WHEN (OLD.score_source, OLD.member_fen, OLD.members_covered) IS NOT (NEW.score_source, NEW.member_fen, NEW.members_covered)
 AND EXISTS (SELECT 1 FROM entitlement WHERE program_id = OLD.program_id AND rate_id = OLD.id AND state IN ('submitted', 'approved'))
BEGIN SELECT RAISE (ABORT, 'lines that were handed in stand on this rate'); END;

-- A condition may ask for another office's count: kind "score", with whose count it is, in hundredths.
CREATE TABLE rate_condition_4 (
  id      INTEGER PRIMARY KEY,
  rate_id INTEGER NOT NULL REFERENCES benefit_rate,
  kind    TEXT NOT NULL CHECK (kind IN ('age', 'household_size', 'household_kind', 'disability_kind', 'disability_level', 'town',
                                        'ethnic_group', 'sex', 'score')),
  least   INTEGER CHECK (least > 0),
  most    INTEGER CHECK (most > 0 AND (least IS NULL OR most >= least)),
  choices TEXT NOT NULL DEFAULT '[]' CHECK (substr (choices, 1, 1) = '['),
  source  TEXT NOT NULL DEFAULT '',                    -- of a score: whose count
  UNIQUE (rate_id, kind),
  CHECK ((kind IN ('age', 'household_size', 'disability_level', 'score')) = (choices = '[]')),
  CHECK ((choices = '[]') = (least IS NOT NULL OR most IS NOT NULL)),
  CHECK (kind <> 'age' OR least IS NULL),
  CHECK ((kind = 'score') = (length (trim (source)) > 0))
) STRICT;
INSERT INTO rate_condition_4 (id, rate_id, kind, least, most, choices) SELECT id, rate_id, kind, least, most, choices FROM rate_condition;
DROP TABLE rate_condition;
ALTER TABLE rate_condition_4 RENAME TO rate_condition;

-- ── Lines that are changed ──────────────────────────────────────────────────────────────────────────────────────
-- Who gave a listed line another rate or amount, each once: whoever did is one of its preparers.
ALTER TABLE entitlement ADD COLUMN changed_by TEXT NOT NULL DEFAULT '[]' CHECK (substr (changed_by, 1, 1) = '[');

CREATE TRIGGER entitlement_change_is_signed BEFORE UPDATE OF rate_id, amount_fen ON entitlement
WHEN OLD.state = 'listed' AND (OLD.rate_id, OLD.amount_fen) IS NOT (NEW.rate_id, NEW.amount_fen) AND (SELECT undoing FROM writer) = 0
 AND NEW.changed_by = '[]'
BEGIN SELECT RAISE (ABORT, 'who changes a line is named in it'); END;

CREATE TRIGGER entitlement_changers_stay BEFORE UPDATE OF changed_by ON entitlement
WHEN OLD.changed_by <> NEW.changed_by AND (SELECT undoing FROM writer) = 0
 AND EXISTS (SELECT value FROM json_each (OLD.changed_by) EXCEPT SELECT value FROM json_each (NEW.changed_by))
BEGIN SELECT RAISE (ABORT, 'who listed, submitted or approved a line may not be rewritten'); END;

-- This one holds also during an undo.
CREATE TRIGGER entitlement_changer_has_other_eyes BEFORE UPDATE OF approved_by, first_approved_by, changed_by ON entitlement
WHEN NEW.changed_by <> '[]'
 AND (NEW.approved_by IN (SELECT value FROM json_each (NEW.changed_by))
      OR NEW.first_approved_by IN (SELECT value FROM json_each (NEW.changed_by)))
BEGIN SELECT RAISE (ABORT, 'who prepared or approved a line may not be its other approver'); END;

CREATE TRIGGER entitlement_changer_brings_nothing_back BEFORE UPDATE OF state, first_approved_by ON entitlement
WHEN NEW.changed_by <> '[]' AND (SELECT officer_id FROM writer) IN (SELECT value FROM json_each (NEW.changed_by))
 AND ((NEW.state = 'approved' AND OLD.state <> 'approved') OR (NEW.first_approved_by IS NOT NULL AND OLD.first_approved_by IS NULL))
BEGIN SELECT RAISE (ABORT, 'who prepared may not bring an approval back'); END;

-- ── Rows of older versions ──────────────────────────────────────────────────────────────────────────────────────
-- As at the end of 0003: each row once more, so that all of its columns are stored.
UPDATE workspace SET office = office;
UPDATE officer SET name = name;
UPDATE benefit_rate SET approximate = approximate;
UPDATE entitlement SET without_fitting = without_fitting;
