-- 0003: the whole person, households that change, and one person under one row.
--
-- The rules of 0001 hold. Columns that are added have a default, so that a change recorded by an earlier version can still be taken back.

-- ── The person ──────────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE person ADD COLUMN former_names TEXT NOT NULL DEFAULT '';        -- joined by 、
ALTER TABLE person ADD COLUMN ethnic_group TEXT NOT NULL DEFAULT '';        -- GB/T 3304 in words: 汉族
ALTER TABLE person ADD COLUMN registered_address TEXT NOT NULL DEFAULT '';  -- 户籍地址; "address" is where the person lives
ALTER TABLE person ADD COLUMN document_reason TEXT NOT NULL DEFAULT '';     -- why a number whose check digit is wrong stands
ALTER TABLE person ADD COLUMN disability_certificate TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN disability_kind INTEGER CHECK (disability_kind BETWEEN 1 AND 7);   -- GB/T 26341, as the certificate has it
ALTER TABLE person ADD COLUMN disability_level INTEGER CHECK (disability_level BETWEEN 1 AND 4); -- 1 is the most severe
ALTER TABLE person ADD COLUMN account_relation TEXT NOT NULL DEFAULT '';    -- how the account's holder stands to the person
ALTER TABLE person ADD COLUMN guardian_id INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED; -- one of the registry, or in words:
ALTER TABLE person ADD COLUMN guardian_name TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN guardian_relation TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN guardian_phone TEXT NOT NULL DEFAULT '';
CREATE INDEX person_guardian ON person (guardian_id) WHERE guardian_id IS NOT NULL;

-- Accounts beside the one in use, which stands with the person.
CREATE TABLE other_account (
  id               INTEGER PRIMARY KEY,
  person_id        INTEGER NOT NULL REFERENCES person,
  bank_name        TEXT NOT NULL DEFAULT '',
  account_number   TEXT NOT NULL CHECK (length (account_number) > 0),
  account_holder   TEXT NOT NULL DEFAULT '',           -- empty: the person
  account_relation TEXT NOT NULL DEFAULT '',
  UNIQUE (person_id, account_number)
) STRICT;

-- Other numbers by which somebody is known: an earlier document, or that of an entry that was merged into this one.
CREATE TABLE other_document (
  id              INTEGER PRIMARY KEY,
  person_id       INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  document_type   TEXT NOT NULL,
  document_number TEXT NOT NULL CHECK (length (document_number) > 0),
  UNIQUE (document_number, document_type)
) STRICT;
CREATE INDEX other_document_person ON other_document (person_id);

-- Where somebody's category is known from: a town's roster, the month's 低保 list.
ALTER TABLE person_category ADD COLUMN source TEXT NOT NULL DEFAULT '';

-- ── The household ───────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE household ADD COLUMN kind TEXT NOT NULL DEFAULT 'family' CHECK (kind IN ('family', 'collective', 'institution'));
ALTER TABLE household ADD COLUMN certificate_kind TEXT NOT NULL DEFAULT '';   -- 低保证, 特困证 … in the office's words
ALTER TABLE household ADD COLUMN certificate_number TEXT NOT NULL DEFAULT '';
ALTER TABLE household ADD COLUMN payee_id INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED;      -- NULL: the head
ALTER TABLE household ADD COLUMN merged_into INTEGER REFERENCES household CHECK (merged_into <> id);    -- it has no members any more
CREATE INDEX household_payee ON household (payee_id) WHERE payee_id IS NOT NULL;
CREATE INDEX household_merged_into ON household (merged_into) WHERE merged_into IS NOT NULL;

-- ── One person, one row ─────────────────────────────────────────────────────────────────────────────────────────
-- Two rows that look like one person, and an officer's word that they are not.
CREATE TABLE person_apart (
  id         INTEGER PRIMARY KEY,
  first_id   INTEGER NOT NULL REFERENCES person,
  second_id  INTEGER NOT NULL REFERENCES person,
  reason     TEXT NOT NULL DEFAULT '',
  officer_id INTEGER NOT NULL REFERENCES officer,
  made_at    TEXT NOT NULL,
  UNIQUE (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT;
CREATE INDEX person_apart_second ON person_apart (second_id);

-- A line that was handed in stays with its person and household, but for one way: the person turned out to be another row's, which
-- "other_document" then says, or the household was merged, which "merged_into" says. What was copied at submission stays as it was.
DROP TRIGGER entitlement_fixed_once_submitted;
CREATE TRIGGER entitlement_fixed_once_submitted
BEFORE UPDATE OF program_id, rate_id, unit, town_id, amount_fen ON entitlement
WHEN OLD.state <> 'listed' AND (SELECT undoing FROM writer) = 0
 AND (OLD.program_id, OLD.rate_id, OLD.unit, OLD.town_id, OLD.amount_fen)
     IS NOT (NEW.program_id, NEW.rate_id, NEW.unit, NEW.town_id, NEW.amount_fen)
BEGIN SELECT RAISE (ABORT, 'a submitted entitlement may not be rewritten'); END;

CREATE TRIGGER entitlement_person_fixed_once_submitted BEFORE UPDATE OF person_id ON entitlement
WHEN OLD.state <> 'listed' AND (SELECT undoing FROM writer) = 0 AND OLD.person_id <> NEW.person_id
 AND NOT EXISTS (SELECT 1 FROM person o JOIN other_document d
                     ON d.document_number = o.document_number AND d.document_type = o.document_type AND d.person_id = NEW.person_id
                  WHERE o.id = OLD.person_id)
BEGIN SELECT RAISE (ABORT, 'a submitted entitlement may not be rewritten'); END;

CREATE TRIGGER entitlement_household_fixed_once_submitted BEFORE UPDATE OF household_id ON entitlement
WHEN OLD.state <> 'listed' AND (SELECT undoing FROM writer) = 0 AND OLD.household_id IS NOT NEW.household_id
 AND NOT EXISTS (SELECT 1 FROM household WHERE id = OLD.household_id AND merged_into = NEW.household_id)
BEGIN SELECT RAISE (ABORT, 'a submitted entitlement may not be rewritten'); END;

-- ── The browser ─────────────────────────────────────────────────────────────────────────────────────────────────
-- A question that an officer gave a name. It may hold a name or a number that was searched for: so it stands here, not in settings.
CREATE TABLE recipient_view (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE CHECK (length (trim (name)) > 0),
  query TEXT NOT NULL CHECK (substr (query, 1, 1) = '{')
) STRICT;

-- ── Who may look ────────────────────────────────────────────────────────────────────────────────────────────────
-- 1: a number in full is shown only to officers who may reveal it.
ALTER TABLE workspace ADD COLUMN reveal_limited INTEGER NOT NULL DEFAULT 0 CHECK (reveal_limited IN (0, 1));
ALTER TABLE officer ADD COLUMN may_reveal INTEGER NOT NULL DEFAULT 1 CHECK (may_reveal IN (0, 1));

-- ── The catalogue ───────────────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE program ADD COLUMN quota INTEGER CHECK (quota > 0);             -- 部分: at most so many lines are approved

-- ── Reviewing ───────────────────────────────────────────────────────────────────────────────────────────────────
-- What a line came to when it was handed in and sent back last: whoever reviews it again sees what was made of it since.
ALTER TABLE entitlement ADD COLUMN returned_fen INTEGER;
