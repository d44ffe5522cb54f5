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

-- ── Papers ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- A scan or an approval that belongs to a program: the file stays where it is, and its hash says whether it is still the same.
CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  program_id INTEGER NOT NULL REFERENCES program,
  name       TEXT NOT NULL CHECK (length (name) > 0),  -- without its folder
  path       TEXT NOT NULL CHECK (length (path) > 0),
  sha256     TEXT NOT NULL CHECK (length (sha256) = 64),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  note       TEXT NOT NULL DEFAULT '',
  officer_id INTEGER NOT NULL REFERENCES officer,
  added_at   TEXT NOT NULL,
  UNIQUE (program_id, sha256)
) STRICT;

-- ── Files that come in ──────────────────────────────────────────────────────────────────────────────────────────
-- What an officer made of the columns of a sheet, for the next sheet with the same headings.
CREATE TABLE sheet_layout (
  id      INTEGER PRIMARY KEY,
  layout  TEXT NOT NULL UNIQUE CHECK (length (layout) = 64), -- SHA-256 of the folded headings
  mapping TEXT NOT NULL CHECK (length (mapping) > 0)         -- the field of each column, joined by commas
) STRICT;

-- How hard somebody's life is by another office's count: 残联 综合困难评分.
CREATE TABLE person_score (
  id         INTEGER PRIMARY KEY,
  person_id  INTEGER NOT NULL REFERENCES person,
  source     TEXT NOT NULL CHECK (length (trim (source)) > 0), -- whose count: 残联综合困难评分
  score      INTEGER NOT NULL,                                 -- in hundredths: 86.50 is 8650
  counted_on TEXT NOT NULL,                                    -- ISO: the day for which it was counted
  UNIQUE (person_id, source)
) STRICT;

-- ── What a rate asks for beyond a category and a least age ──────────────────────────────────────────────────────
-- All conditions of a rate must hold, beside one of its ways in rate_category and its min_age. What is not known of a person meets no
-- condition. "least" and "most" bound a number, "choices" is an array of which any will do:
--   age               most: years on the campaign's age_on (the least is the rate's min_age)
--   household_size    least, most: members who live and are here
--   household_kind    choices: words of household.kind
--   disability_kind   choices: 1 to 7
--   disability_level  least, most: 1 to 4, 1 is the most severe
--   town              choices: divisions in which the person lives
--   ethnic_group      choices: as person.ethnic_group; 少数民族 is any but 汉族
--   sex               choices: words of person.sex
CREATE TABLE rate_condition (
  id      INTEGER PRIMARY KEY,
  rate_id INTEGER NOT NULL REFERENCES benefit_rate,
  kind    TEXT NOT NULL CHECK (kind IN ('age', 'household_size', 'household_kind', 'disability_kind', 'disability_level', 'town',
                                        'ethnic_group', 'sex')),
  least   INTEGER CHECK (least > 0),
  most    INTEGER CHECK (most > 0 AND (least IS NULL OR most >= least)),
  choices TEXT NOT NULL DEFAULT '[]' CHECK (substr (choices, 1, 1) = '['),
  UNIQUE (rate_id, kind),
  CHECK ((kind IN ('age', 'household_size', 'disability_level')) = (choices = '[]')),
  CHECK ((choices = '[]') = (least IS NOT NULL OR most IS NOT NULL)),
  CHECK (kind <> 'age' OR least IS NULL)
) STRICT;

-- 1: listed by an officer's word although the rate was not fitted; the note says why. It is pointed out for as long as it is so.
ALTER TABLE entitlement ADD COLUMN without_fitting INTEGER NOT NULL DEFAULT 0 CHECK (without_fitting IN (0, 1));
CREATE INDEX entitlement_without_fitting ON entitlement (program_id) WHERE without_fitting = 1;

-- ── Rows of older versions ──────────────────────────────────────────────────────────────────────────────────────
-- A row that was written before its table got a column is stored without it, and SQLite's session extension then takes the column's old
-- value for NULL: a change of such a row could not be taken back. Writing each row once more stores all of its columns.
UPDATE workspace SET office = office;
UPDATE officer SET name = name;
UPDATE campaign SET title = title;
UPDATE benefit_rate SET approximate = approximate;
UPDATE household SET address = address;
UPDATE person SET note = note;
UPDATE person_category SET from_date = from_date;
UPDATE entitlement SET without_fitting = without_fitting;
