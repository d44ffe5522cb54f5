-- 0004: what a rate asks for beyond a category and a least age.
--
-- The rules of 0001 hold.

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
