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

-- Who takes a change back, or names officers, for its length; NULL otherwise. An undo is judged by who takes it (…_undone_with_duty, below),
-- every other step by whose name goes into the row.
ALTER TABLE writer ADD COLUMN acting_id INTEGER REFERENCES officer;

-- The first officer, who made the workspace, names all others for duties and for the right to see numbers in full, and sets and lifts the
-- limits. Nobody gives himself anything: the first officer, who may lay a duty down, is named anew by one who approves, and keeps the right to
-- see numbers. Who names stands in "writer" for as long as it takes, as who takes a change back does: nothing is left there that would
-- sign the next naming too.
CREATE VIEW first_officer AS                            -- who made the workspace: who became known first in this office
  SELECT coalesce (min (o.id) FILTER (WHERE o.id BETWEEN w.office << 40 AND (w.office << 40) + 1099511627775), min (o.id)) AS id
    FROM officer o, workspace w;

-- These hold also during an undo.
CREATE TRIGGER officer_duty_is_given BEFORE UPDATE OF may_prepare, may_review, may_approve, may_reveal ON officer
WHEN (NEW.may_prepare > OLD.may_prepare OR NEW.may_review > OLD.may_review OR NEW.may_approve > OLD.may_approve
      OR NEW.may_reveal > OLD.may_reveal)
 AND NOT coalesce ((SELECT CASE WHEN OLD.id <> f.id THEN o.id = f.id ELSE o.id <> f.id AND o.may_approve END
                      FROM first_officer f, writer w JOIN officer o ON o.id = w.acting_id), 0)
BEGIN SELECT RAISE (ABORT, 'officers are named by the first, and he by one who approves'); END;

CREATE TRIGGER officer_duty_is_taken BEFORE UPDATE OF may_prepare, may_review, may_approve, may_reveal ON officer
WHEN (NEW.may_prepare < OLD.may_prepare OR NEW.may_review < OLD.may_review OR NEW.may_approve < OLD.may_approve
      OR NEW.may_reveal < OLD.may_reveal)
 AND (SELECT acting_id FROM writer) IS NOT (SELECT id FROM first_officer)
BEGIN SELECT RAISE (ABORT, 'officers are named by the first, and he by one who approves'); END;

CREATE TRIGGER officer_first_may_reveal BEFORE UPDATE OF may_reveal ON officer
WHEN NEW.may_reveal = 0 AND OLD.may_reveal = 1 AND OLD.id = (SELECT id FROM first_officer)
BEGIN SELECT RAISE (ABORT, 'the first officer may always see numbers in full'); END;

-- Who comes new waits to be named; an undo that brings somebody back with a duty is the first officer's.
CREATE TRIGGER officer_waits BEFORE INSERT ON officer
WHEN (SELECT (duties_limited AND (NEW.may_prepare OR NEW.may_review OR NEW.may_approve)) OR (reveal_limited AND NEW.may_reveal) FROM workspace)
 AND NOT coalesce ((SELECT undoing AND acting_id = (SELECT id FROM first_officer) FROM writer), 0)
BEGIN SELECT RAISE (ABORT, 'officers are named by the first, and he by one who approves'); END;

-- Nobody comes before the first.
CREATE TRIGGER officer_first_stays BEFORE INSERT ON officer
WHEN NEW.id BETWEEN (SELECT office << 40 FROM workspace) AND (SELECT id FROM first_officer)
BEGIN SELECT RAISE (ABORT, 'the first officer stays the first'); END;

CREATE TRIGGER officer_id_stays BEFORE UPDATE ON officer -- "OF id" would not hear of "SET rowid"
WHEN OLD.id <> NEW.id
BEGIN SELECT RAISE (ABORT, 'the first officer stays the first'); END;

CREATE TRIGGER officer_first_is_kept BEFORE DELETE ON officer
WHEN OLD.id = (SELECT id FROM first_officer)
BEGIN SELECT RAISE (ABORT, 'the first officer stays the first'); END;

CREATE TRIGGER workspace_office_stays BEFORE UPDATE OF office ON workspace
WHEN OLD.office <> NEW.office
BEGIN SELECT RAISE (ABORT, 'the first officer stays the first'); END;

-- A row that replaces another takes it away without a word.
CREATE TRIGGER workspace_stays_one BEFORE INSERT ON workspace
WHEN EXISTS (SELECT 1 FROM workspace)
BEGIN SELECT RAISE (ABORT, 'the first officer stays the first'); END;

CREATE TRIGGER workspace_is_kept BEFORE DELETE ON workspace
BEGIN SELECT RAISE (ABORT, 'the first officer stays the first'); END;

CREATE TRIGGER workspace_limit_is_set BEFORE UPDATE OF duties_limited, reveal_limited ON workspace
WHEN (OLD.duties_limited, OLD.reveal_limited) IS NOT (NEW.duties_limited, NEW.reveal_limited)
 AND (SELECT acting_id FROM writer) IS NOT (SELECT id FROM first_officer)
BEGIN SELECT RAISE (ABORT, 'officers are named by the first, and he by one who approves'); END;

-- Whatever way it is attempted.
CREATE TRIGGER entitlement_approver_has_duty BEFORE UPDATE OF state, approved_by ON entitlement
WHEN NEW.state = 'approved' AND OLD.state <> 'approved' AND (SELECT duties_limited FROM workspace) = 1
 AND (SELECT undoing FROM writer) = 0
 AND NOT (SELECT may_approve OR (may_review AND NEW.first_approved_by IS NULL) FROM officer WHERE id = NEW.approved_by)
BEGIN SELECT RAISE (ABORT, 'who approves has not been named for it'); END;

CREATE TRIGGER entitlement_first_approver_has_duty BEFORE UPDATE OF first_approved_by ON entitlement
WHEN NEW.first_approved_by IS NOT NULL AND OLD.first_approved_by IS NULL AND (SELECT duties_limited FROM workspace) = 1
 AND (SELECT undoing FROM writer) = 0
 AND NOT (SELECT may_review OR may_approve FROM officer WHERE id = NEW.first_approved_by)
BEGIN SELECT RAISE (ABORT, 'who approves has not been named for it'); END;

CREATE TRIGGER entitlement_preparer_has_duty BEFORE UPDATE OF state, submitted_by ON entitlement
WHEN NEW.state = 'submitted' AND OLD.state = 'listed' AND (SELECT duties_limited FROM workspace) = 1
 AND (SELECT undoing FROM writer) = 0
 AND NOT (SELECT may_prepare FROM officer WHERE id = NEW.submitted_by)
BEGIN SELECT RAISE (ABORT, 'who prepares has not been named for it'); END;

-- Asked of every row of an import, and of its undo (the row comes back): what is mostly not so first, and one trigger for both.
CREATE TRIGGER entitlement_lister_has_duty BEFORE INSERT ON entitlement
WHEN (SELECT duties_limited FROM workspace) = 1
 AND NOT coalesce ((SELECT o.may_prepare FROM officer o, writer w WHERE o.id = iif (w.undoing, w.acting_id, NEW.listed_by)), 0)
BEGIN
  SELECT CASE (SELECT undoing FROM writer) WHEN 0 THEN RAISE (ABORT, 'who prepares has not been named for it')
                                           ELSE RAISE (ABORT, 'who takes this back has not been named for it') END;
END;

CREATE TRIGGER payment_batch_preparer_has_duty BEFORE INSERT ON payment_batch
WHEN (SELECT duties_limited FROM workspace) = 1
 AND NOT coalesce ((SELECT may_prepare FROM officer WHERE id = (SELECT iif (undoing, acting_id, NEW.prepared_by) FROM writer)), 0)
BEGIN SELECT RAISE (ABORT, 'who prepares has not been named for it'); END;

CREATE TRIGGER payment_batch_approver_has_duty BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state = 'approved' AND OLD.state = 'draft' AND (SELECT duties_limited FROM workspace) = 1
 AND (SELECT undoing FROM writer) = 0
 AND NOT (SELECT may_approve FROM officer WHERE id = NEW.approved_by)
BEGIN SELECT RAISE (ABORT, 'who approves has not been named for it'); END;

CREATE TRIGGER payment_batch_issuer_has_duty BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state = 'issued' AND OLD.state = 'approved' AND (SELECT duties_limited FROM workspace) = 1
 AND (SELECT undoing FROM writer) = 0
 AND NOT (SELECT may_prepare FROM officer WHERE id = NEW.issued_by)
BEGIN SELECT RAISE (ABORT, 'who prepares has not been named for it'); END;

CREATE TRIGGER roster_step_has_duty BEFORE INSERT ON roster_step
WHEN (SELECT duties_limited FROM workspace) = 1 AND (SELECT undoing FROM writer) = 0
 AND NOT (SELECT CASE NEW.step WHEN 'submit' THEN may_prepare ELSE may_review OR may_approve END FROM officer WHERE id = NEW.officer_id)
BEGIN SELECT RAISE (ABORT, 'who takes a step of a roster has not been named for it'); END;

CREATE TRIGGER decision_has_duty BEFORE INSERT ON decision
WHEN (SELECT duties_limited FROM workspace) = 1 AND (SELECT undoing FROM writer) = 0
 AND NOT (SELECT may_prepare OR may_review OR may_approve FROM officer WHERE id = NEW.officer_id)
BEGIN SELECT RAISE (ABORT, 'who decides has not been named for it'); END;

-- Taking back: what brings an approval back, or takes one away, asks for the duty of who gives one; what brings lines and batches or takes
-- them away, for that of who prepares. What else a change may touch is asked for table by table, by sn-undo.c.
CREATE TRIGGER entitlement_undone_with_duty BEFORE UPDATE OF state, first_approved_by, rate_id, amount_fen ON entitlement
WHEN (SELECT duties_limited FROM workspace) = 1 AND (SELECT undoing FROM writer) = 1
 AND NOT coalesce (
   (SELECT CASE
      WHEN (OLD.rate_id, OLD.amount_fen) IS NOT (NEW.rate_id, NEW.amount_fen) THEN may_prepare
      WHEN NEW.state = 'approved' AND OLD.state <> 'approved' THEN may_approve OR (may_review AND NEW.first_approved_by IS NULL)
      WHEN NEW.state = 'submitted' AND (OLD.state = 'approved' OR OLD.first_approved_by IS NOT NEW.first_approved_by)
        THEN may_review OR may_approve
      WHEN OLD.state = 'submitted' AND NEW.state = 'listed' THEN may_prepare
      ELSE may_prepare OR may_review OR may_approve END
    FROM officer WHERE id = (SELECT acting_id FROM writer)), 0)
BEGIN SELECT RAISE (ABORT, 'who takes this back has not been named for it'); END;

CREATE TRIGGER entitlement_listing_undone_with_duty BEFORE DELETE ON entitlement
WHEN (SELECT duties_limited FROM workspace) = 1 AND (SELECT undoing FROM writer) = 1
 AND NOT coalesce ((SELECT may_prepare FROM officer WHERE id = (SELECT acting_id FROM writer)), 0)
BEGIN SELECT RAISE (ABORT, 'who takes this back has not been named for it'); END;

CREATE TRIGGER payment_batch_making_undone_with_duty BEFORE DELETE ON payment_batch
WHEN (SELECT duties_limited FROM workspace) = 1 AND (SELECT undoing FROM writer) = 1
 AND NOT coalesce ((SELECT may_prepare FROM officer WHERE id = (SELECT acting_id FROM writer)), 0)
BEGIN SELECT RAISE (ABORT, 'who takes this back has not been named for it'); END;

CREATE TRIGGER payment_batch_undone_with_duty BEFORE UPDATE OF state ON payment_batch
WHEN OLD.state <> NEW.state AND (SELECT duties_limited FROM workspace) = 1 AND (SELECT undoing FROM writer) = 1
 AND NOT coalesce (
   (SELECT CASE WHEN NEW.state IN ('issued', 'reconciled', 'closed') OR OLD.state IN ('issued', 'reconciled', 'closed') THEN may_prepare
                WHEN NEW.state = 'approved' OR (OLD.state = 'approved' AND NEW.state = 'draft') THEN may_approve
                ELSE may_prepare OR may_review OR may_approve END
    FROM officer WHERE id = (SELECT acting_id FROM writer)), 0)
BEGIN SELECT RAISE (ABORT, 'who takes this back has not been named for it'); END;

-- Who went on a visit, and what was bought first, is no longer taken back once it was handed over.
CREATE TRIGGER payment_batch_details_stand BEFORE UPDATE OF visitors, visit_date, procurement_id ON payment_batch
WHEN (SELECT undoing FROM writer) = 1 AND OLD.state = NEW.state AND OLD.state IN ('issued', 'reconciled', 'closed')
 AND (OLD.visitors, OLD.visit_date, OLD.procurement_id) IS NOT (NEW.visitors, NEW.visit_date, NEW.procurement_id)
BEGIN SELECT RAISE (ABORT, 'an approved batch may not be rewritten'); END;

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

-- The same of tiers; what a town has set is the business of that town's lines alone.
CREATE TRIGGER rate_tier_comes BEFORE INSERT ON rate_tier
WHEN EXISTS (SELECT 1 FROM benefit_rate r JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id
              WHERE r.id = NEW.rate_id AND e.state IN ('submitted', 'approved'))
BEGIN SELECT RAISE (ABORT, 'lines that were handed in stand on this rate'); END;

CREATE TRIGGER rate_tier_changes BEFORE UPDATE ON rate_tier
WHEN (OLD.rate_id, OLD.from_score, OLD.amount_fen) IS NOT (NEW.rate_id, NEW.from_score, NEW.amount_fen)
 AND EXISTS (SELECT 1 FROM benefit_rate r JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id
              WHERE r.id IN (OLD.rate_id, NEW.rate_id) AND e.state IN ('submitted', 'approved'))
BEGIN SELECT RAISE (ABORT, 'lines that were handed in stand on this rate'); END;

CREATE TRIGGER rate_tier_goes BEFORE DELETE ON rate_tier
WHEN EXISTS (SELECT 1 FROM benefit_rate r JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id
              WHERE r.id = OLD.rate_id AND e.state IN ('submitted', 'approved'))
BEGIN SELECT RAISE (ABORT, 'lines that were handed in stand on this rate'); END;

CREATE TRIGGER rate_town_comes BEFORE INSERT ON rate_town
WHEN EXISTS (SELECT 1 FROM benefit_rate r JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id
              WHERE r.id = NEW.rate_id AND e.town_id = NEW.town_id AND e.state IN ('submitted', 'approved'))
BEGIN SELECT RAISE (ABORT, 'lines that were handed in stand on this rate'); END;

CREATE TRIGGER rate_town_changes BEFORE UPDATE ON rate_town
WHEN (OLD.rate_id, OLD.town_id, OLD.amount_fen) IS NOT (NEW.rate_id, NEW.town_id, NEW.amount_fen)
 AND EXISTS (SELECT 1 FROM benefit_rate r JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id
              WHERE r.id IN (OLD.rate_id, NEW.rate_id) AND e.town_id IN (OLD.town_id, NEW.town_id) AND e.state IN ('submitted', 'approved'))
BEGIN SELECT RAISE (ABORT, 'lines that were handed in stand on this rate'); END;

CREATE TRIGGER rate_town_goes BEFORE DELETE ON rate_town
WHEN EXISTS (SELECT 1 FROM benefit_rate r JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id
              WHERE r.id = OLD.rate_id AND e.town_id = OLD.town_id AND e.state IN ('submitted', 'approved'))
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
-- Who gave a listed line another rate or amount, each time anew, so that an earlier change is not taken back from under a later one: whoever did
-- is one of its preparers.
ALTER TABLE entitlement ADD COLUMN changed_by TEXT NOT NULL DEFAULT '[]' CHECK (substr (changed_by, 1, 1) = '[');

CREATE TRIGGER entitlement_change_is_signed BEFORE UPDATE OF rate_id, amount_fen ON entitlement
WHEN OLD.state = 'listed' AND (OLD.rate_id, OLD.amount_fen) IS NOT (NEW.rate_id, NEW.amount_fen) AND (SELECT undoing FROM writer) = 0
 AND (NEW.changed_by = '[]' OR NEW.amount_fen = 0)
BEGIN SELECT RAISE (ABORT, 'who changes a line is named in it, and gives it an amount'); END;

-- This one holds also during an undo: what was handed in and approved is what stands there.
CREATE TRIGGER entitlement_line_stands BEFORE UPDATE OF rate_id, amount_fen, changed_by ON entitlement
WHEN OLD.state <> 'listed' AND (OLD.rate_id, OLD.amount_fen, OLD.changed_by) IS NOT (NEW.rate_id, NEW.amount_fen, NEW.changed_by)
BEGIN SELECT RAISE (ABORT, 'a submitted entitlement may not be rewritten'); END;

-- Whoever takes somebody's change of a line back has given it the amount that it has then.
CREATE TRIGGER entitlement_undoer_is_named AFTER UPDATE OF rate_id, amount_fen ON entitlement
WHEN (SELECT undoing FROM writer) = 1 AND (OLD.rate_id, OLD.amount_fen) IS NOT (NEW.rate_id, NEW.amount_fen)
 AND NEW.listed_by <> (SELECT acting_id FROM writer)
BEGIN
  -- SQLite takes no function that writes JSON in a schema.
  UPDATE entitlement SET changed_by = iif (changed_by = '[]', '[', substr (changed_by, 1, length (changed_by) - 1) || ',')
                                      || (SELECT acting_id FROM writer) || ']' WHERE id = NEW.id;
END;

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
