-- 0001: the first shape of a workspace.
--
-- Rules of this file
--   * Money is integer fen, dates are ISO text (yyyy-mm-dd), instants are UTC ISO text (yyyy-mm-ddThh:mm:ssZ).
--   * Row ids stay below 2^53. A person's id is a hash of the identity document and lies in [2^52, 2^53); every other
--     id carries the office's number in the bits from 40 up, so that the files of two offices can be merged.
--   * Tables whose changes are journalled have a primary key. "change", "change_part", "figure" and "reach" are kept
--     by the workspace itself and are not journalled.
--   * A state moves only along the edges written in the triggers. An undo walks an edge backwards: it says so in
--     "writer" for the length of its own transaction. What must hold at every moment (a payment needs an approved
--     entitlement, who prepared may not approve) is a CHECK or a trigger without that exception.
--   * Where a table has many rows, words are checked with OR: for IN with more than two SQLite builds a table of the words
--     anew for every row, at 2 µs each.

CREATE TABLE writer (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  undoing INTEGER NOT NULL DEFAULT 0 CHECK (undoing IN (0, 1))
) STRICT;
INSERT INTO writer (id) VALUES (1);

CREATE TABLE workspace (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  office     INTEGER NOT NULL CHECK (office BETWEEN 1 AND 4095),
  created_at TEXT NOT NULL,
  catalogue  TEXT
) STRICT;

CREATE TABLE officer (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
  department_id INTEGER REFERENCES department,
  known_at      TEXT NOT NULL
) STRICT;

-- ── The journal ─────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE change (
  id            INTEGER PRIMARY KEY,
  officer_id    INTEGER NOT NULL REFERENCES officer,
  made_at       TEXT NOT NULL,
  action        TEXT NOT NULL,                         -- a key of the table in sn-change-summary.c
  arguments     TEXT NOT NULL DEFAULT '[]' CHECK (substr (arguments, 1, 1) = '['),
  undoes        INTEGER REFERENCES change,
  previous_hash BLOB NOT NULL,
  hash          BLOB NOT NULL UNIQUE
) STRICT;
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change_part (
  change_id INTEGER NOT NULL,                          -- the change comes after its parts; no REFERENCES, for an undo of
                                                       -- many parts refuses while a key is open. verify looks for orphans
  position  INTEGER NOT NULL,
  rows      INTEGER NOT NULL,
  changeset BLOB NOT NULL,                             -- zlib over an SQLite changeset
  PRIMARY KEY (change_id, position)
) STRICT, WITHOUT ROWID;

-- ── Places, departments, campaigns ──────────────────────────────────────────────────────────────────────────────
CREATE TABLE division (
  id         INTEGER PRIMARY KEY,                      -- 310118; town 310118001; village 310118001001
  parent_id  INTEGER REFERENCES division,
  level      TEXT NOT NULL CHECK (level IN ('district', 'town', 'village')),
  name       TEXT NOT NULL,
  short_name TEXT NOT NULL,
  kind       TEXT NOT NULL,
  position   INTEGER NOT NULL
) STRICT;
CREATE INDEX division_parent ON division (parent_id);

CREATE TABLE department (
  id         INTEGER PRIMARY KEY,                      -- 1..14, the notice's order
  code       TEXT NOT NULL UNIQUE CHECK (code GLOB '[0-9][0-9]'),
  name       TEXT NOT NULL,
  short_name TEXT NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('programs', 'funding'))
) STRICT;

CREATE TABLE category (
  id          INTEGER PRIMARY KEY,
  code        TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL DEFAULT '',
  synonyms    TEXT NOT NULL DEFAULT '[]' CHECK (substr (synonyms, 1, 1) = '['),
  position    INTEGER NOT NULL
) STRICT;

CREATE TABLE campaign (
  id              INTEGER PRIMARY KEY,
  title           TEXT NOT NULL,
  notice_number   TEXT NOT NULL DEFAULT '',
  issuer          TEXT NOT NULL DEFAULT '',
  theme           TEXT NOT NULL DEFAULT '',
  issued_on       TEXT,
  spring_festival TEXT NOT NULL,
  as_of           TEXT NOT NULL,                       -- a category must be held on this day
  age_on          TEXT NOT NULL,                       -- ages are counted on this day
  delivery_due    TEXT NOT NULL,
  report_due      TEXT NOT NULL,
  copied_from     INTEGER REFERENCES campaign,
  CHECK (delivery_due < spring_festival AND report_due > delivery_due)
) STRICT;

CREATE TABLE program (
  id            INTEGER PRIMARY KEY,
  campaign_id   INTEGER NOT NULL REFERENCES campaign,
  department_id INTEGER NOT NULL REFERENCES department,
  number        INTEGER NOT NULL CHECK (number > 0),
  code          TEXT NOT NULL,                         -- DD.P
  title         TEXT NOT NULL,
  clause        TEXT NOT NULL,                         -- where the notice says so, e.g. 二（二）1
  description   TEXT NOT NULL,
  UNIQUE (campaign_id, code)
) STRICT;
CREATE INDEX program_department ON program (department_id);

CREATE TABLE benefit_rate (
  id            INTEGER PRIMARY KEY,
  program_id    INTEGER NOT NULL REFERENCES program,
  position      INTEGER NOT NULL,                      -- the first rate that fits wins
  label         TEXT NOT NULL,
  eligible      TEXT NOT NULL,                         -- who it is for, in words
  unit          TEXT NOT NULL CHECK (unit IN ('person', 'household')),
  form          TEXT NOT NULL CHECK (form IN ('cash', 'goods', 'visit')),
  min_fen       INTEGER CHECK (min_fen > 0),
  max_fen       INTEGER CHECK (max_fen >= min_fen),
  discretionary INTEGER NOT NULL DEFAULT 0 CHECK (discretionary IN (0, 1)),
  approximate   INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
  min_age       INTEGER CHECK (min_age BETWEEN 1 AND 120),
  as_of         TEXT,                                  -- overrides the campaign's, where the clause names one
  UNIQUE (program_id, label),
  UNIQUE (id, program_id),
  CHECK (discretionary = (min_fen IS NULL)),
  CHECK ((min_fen IS NULL) = (max_fen IS NULL))
) STRICT;
CREATE INDEX benefit_rate_program ON benefit_rate (program_id);

-- Each row is one way to qualify: the person holds the category (and "also", where it is set).
CREATE TABLE rate_category (
  rate_id     INTEGER NOT NULL REFERENCES benefit_rate,
  category_id INTEGER NOT NULL REFERENCES category,
  also_id     INTEGER NOT NULL DEFAULT 0,              -- a category the household must hold as well; 0 for none
  PRIMARY KEY (rate_id, category_id, also_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE funding_source (
  id   INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('budget', 'lottery', 'levy', 'party', 'foundation', 'own'))
) STRICT;

CREATE TABLE funding_line (
  id            INTEGER PRIMARY KEY,
  program_id    INTEGER NOT NULL REFERENCES program,
  source_id     INTEGER NOT NULL REFERENCES funding_source,
  position      INTEGER NOT NULL,
  budget_holder TEXT NOT NULL DEFAULT '',
  note          TEXT NOT NULL DEFAULT '',
  ceiling_fen   INTEGER CHECK (ceiling_fen >= 0),
  UNIQUE (program_id, source_id)
) STRICT;
CREATE INDEX funding_line_source ON funding_line (source_id);

-- ── The registry ────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE household (
  id              INTEGER PRIMARY KEY,
  register_number TEXT,                                -- 户号 or 低保证号 as the office writes it; free text
  head_id         INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  town_id         INTEGER REFERENCES division,
  village_id      INTEGER REFERENCES division,
  address         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX household_head ON household (head_id);
CREATE UNIQUE INDEX household_register_number ON household (register_number) WHERE register_number IS NOT NULL;

CREATE TABLE person (
  id               INTEGER PRIMARY KEY,
  name             TEXT NOT NULL CHECK (length (name) > 0),
  name_pinyin      TEXT NOT NULL,                      -- sn_name_pinyin(): "zeng guo fan", first reading of each character
  pinyin_key       BLOB NOT NULL,                      -- sn_name_pinyin_key(): memcmp order by surname reading
  stroke_key       BLOB NOT NULL,                      -- sn_name_stroke_key(): memcmp order by strokes of the surname
  document_type    TEXT NOT NULL CHECK (document_type = 'resident' OR document_type = 'permit' OR document_type = 'passport'
                                        OR document_type = 'other'),
  document_number  TEXT NOT NULL CHECK (length (document_number) > 0),
  birth_date       TEXT,
  sex              TEXT NOT NULL DEFAULT 'unknown' CHECK (sex = 'male' OR sex = 'female' OR sex = 'unknown'),
  phone            TEXT NOT NULL DEFAULT '',
  household_id     INTEGER NOT NULL REFERENCES household DEFERRABLE INITIALLY DEFERRED,
  relation         TEXT NOT NULL DEFAULT '',           -- to the head of the household, GB/T 4761 in words
  town_id          INTEGER REFERENCES division,
  village_id       INTEGER REFERENCES division,
  address          TEXT NOT NULL DEFAULT '',
  bank_name        TEXT NOT NULL DEFAULT '',
  account_number   TEXT NOT NULL DEFAULT '',
  account_holder   TEXT NOT NULL DEFAULT '',           -- empty: the person
  note             TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX person_document ON person (document_number, document_type);
CREATE INDEX person_pinyin ON person (pinyin_key);
CREATE INDEX person_stroke ON person (stroke_key);
CREATE INDEX person_household ON person (household_id);

CREATE TABLE person_category (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person,
  category_id INTEGER NOT NULL REFERENCES category,
  from_date   TEXT NOT NULL,
  to_date     TEXT CHECK (to_date >= from_date)
) STRICT;
CREATE INDEX person_category_person ON person_category (person_id, category_id);
CREATE INDEX person_category_category ON person_category (category_id, person_id);

-- ── Rosters ─────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE source_file (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('roster', 'answer')),
  name        TEXT NOT NULL,                           -- the file's own name, without its folder
  sha256      TEXT NOT NULL,
  sheet       TEXT NOT NULL DEFAULT '',
  rows        INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  batch_id    INTEGER REFERENCES payment_batch,        -- the batch that an answer is about
  CHECK ((kind = 'answer') = (batch_id IS NOT NULL))
) STRICT;
CREATE INDEX source_file_batch ON source_file (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE entitlement (
  id             INTEGER PRIMARY KEY,
  program_id     INTEGER NOT NULL REFERENCES program,
  rate_id        INTEGER NOT NULL,
  unit           TEXT NOT NULL CHECK (unit IN ('person', 'household')),
  person_id      INTEGER NOT NULL REFERENCES person,   -- who is named on the roster
  household_id   INTEGER REFERENCES household,         -- set exactly when the unit is the household
  town_id        INTEGER REFERENCES division,
  amount_fen     INTEGER NOT NULL CHECK (amount_fen >= 0),
  state          TEXT NOT NULL DEFAULT 'listed' CHECK (state = 'listed' OR state = 'submitted' OR state = 'approved'
                                                       OR state = 'held' OR state = 'withdrawn'),
  reason         TEXT NOT NULL DEFAULT '',             -- why it is held or withdrawn
  listed_by      INTEGER NOT NULL REFERENCES officer,
  submitted_by   INTEGER REFERENCES officer,
  approved_by    INTEGER REFERENCES officer,
  source_file_id INTEGER REFERENCES source_file,
  source_row     INTEGER,
  note           TEXT NOT NULL DEFAULT '',
  -- The snapshot: copied from the registry at submission, so that paper stays true.
  payee_name     TEXT,
  payee_document TEXT,
  payee_category TEXT,
  bank_name      TEXT,
  account_number TEXT,
  account_holder TEXT,
  FOREIGN KEY (rate_id, program_id) REFERENCES benefit_rate (id, program_id),
  CHECK ((unit = 'household') = (household_id IS NOT NULL)),
  CHECK (state NOT IN ('held', 'withdrawn') OR length (trim (reason)) > 0),
  CHECK (state NOT IN ('submitted', 'approved') OR (submitted_by IS NOT NULL AND payee_name IS NOT NULL)),
  CHECK ((state = 'approved') = (approved_by IS NOT NULL)),
  CHECK (approved_by IS NULL OR (approved_by <> submitted_by AND approved_by <> listed_by))
) STRICT;
CREATE INDEX entitlement_program ON entitlement (program_id, town_id, state);
CREATE INDEX entitlement_person ON entitlement (person_id);
CREATE INDEX entitlement_household ON entitlement (household_id) WHERE household_id IS NOT NULL;

CREATE TRIGGER entitlement_starts_listed BEFORE INSERT ON entitlement
WHEN NEW.state <> 'listed' AND (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'an entitlement starts as listed'); END;

CREATE TRIGGER entitlement_moves BEFORE UPDATE OF state ON entitlement
WHEN OLD.state <> NEW.state AND (SELECT undoing FROM writer) = 0
 AND OLD.state || '>' || NEW.state NOT IN (
   'listed>submitted', 'submitted>approved', 'submitted>listed',
   'listed>held', 'submitted>held', 'approved>held', 'held>listed',
   'listed>withdrawn', 'submitted>withdrawn', 'approved>withdrawn', 'held>withdrawn')
BEGIN SELECT RAISE (ABORT, 'an entitlement may not skip a state'); END;

CREATE TRIGGER entitlement_fixed_once_submitted
BEFORE UPDATE OF program_id, rate_id, unit, person_id, household_id, town_id, amount_fen ON entitlement
WHEN OLD.state <> 'listed' AND (SELECT undoing FROM writer) = 0
 AND (OLD.program_id, OLD.rate_id, OLD.unit, OLD.person_id, OLD.household_id, OLD.town_id, OLD.amount_fen)
     IS NOT (NEW.program_id, NEW.rate_id, NEW.unit, NEW.person_id, NEW.household_id, NEW.town_id, NEW.amount_fen)
BEGIN SELECT RAISE (ABORT, 'a submitted entitlement may not be rewritten'); END;

CREATE TRIGGER entitlement_never_deleted BEFORE DELETE ON entitlement
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'an entitlement is withdrawn with a reason, never deleted'); END;

-- Who handed in, passed or returned a roster, or one town's part of it.
CREATE TABLE roster_step (
  id           INTEGER PRIMARY KEY,
  program_id   INTEGER NOT NULL REFERENCES program,
  town_id      INTEGER REFERENCES division,
  step         TEXT NOT NULL CHECK (step IN ('submit', 'approve', 'return')),
  officer_id   INTEGER NOT NULL REFERENCES officer,
  made_at      TEXT NOT NULL,
  reason       TEXT NOT NULL DEFAULT '',
  entitlements INTEGER NOT NULL CHECK (entitlements > 0),
  amount_fen   INTEGER NOT NULL,
  CHECK (step <> 'return' OR length (trim (reason)) > 0)
) STRICT;
CREATE INDEX roster_step_program ON roster_step (program_id);

-- An officer's word on a finding. The findings themselves are computed, never stored.
CREATE TABLE decision (
  id           INTEGER PRIMARY KEY,
  finding_id   INTEGER NOT NULL,
  rule         TEXT NOT NULL,
  program_id   INTEGER NOT NULL REFERENCES program,
  decision     TEXT NOT NULL CHECK (decision IN ('allow', 'hold', 'withdraw')),
  reason       TEXT NOT NULL CHECK (length (trim (reason)) > 0),
  entitlements TEXT NOT NULL CHECK (substr (entitlements, 1, 1) = '['),
  officer_id   INTEGER NOT NULL REFERENCES officer,
  made_at      TEXT NOT NULL
) STRICT;
CREATE INDEX decision_finding ON decision (finding_id);
CREATE INDEX decision_program ON decision (program_id);

-- ── Disbursement ────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE payment_batch (
  id               INTEGER PRIMARY KEY,
  program_id       INTEGER NOT NULL REFERENCES program,
  number           INTEGER NOT NULL,                   -- 1, 2, … within the program
  channel          TEXT NOT NULL CHECK (channel IN ('bank', 'visit', 'goods')),
  state            TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved', 'issued', 'reconciled', 'closed', 'void')),
  control_count    INTEGER NOT NULL DEFAULT 0,         -- how many lines, and their sum, as fixed when the batch was made
  control_sum_fen  INTEGER NOT NULL DEFAULT 0,
  settled_in       INTEGER NOT NULL DEFAULT 0,         -- the change that settled lines last: it makes an undo take the last first
  prepared_by      INTEGER NOT NULL REFERENCES officer,
  prepared_at      TEXT NOT NULL,
  approved_by      INTEGER REFERENCES officer,
  approved_at      TEXT,
  issued_by        INTEGER REFERENCES officer,
  issued_at        TEXT,
  file_sha256      TEXT,                               -- of the bank's file, read back after writing
  visitors         TEXT NOT NULL DEFAULT '',           -- VISIT: who went
  visit_date       TEXT,
  procurement_id   INTEGER REFERENCES procurement,     -- GOODS: the purchase that must come first
  void_reason      TEXT NOT NULL DEFAULT '',
  UNIQUE (program_id, number),
  CHECK (approved_by IS NULL OR approved_by <> prepared_by),
  CHECK (state IN ('draft', 'void') OR approved_by IS NOT NULL),
  CHECK (state NOT IN ('issued', 'reconciled', 'closed') OR issued_by IS NOT NULL),
  CHECK (state <> 'void' OR length (trim (void_reason)) > 0),
  -- The notice, 三（一）: leaders' visits are the one exception to the bank; goods are bought by procurement first.
  CHECK (channel <> 'visit' OR state IN ('draft', 'void') OR (length (trim (visitors)) > 0 AND visit_date IS NOT NULL)),
  CHECK (channel <> 'goods' OR state IN ('draft', 'void') OR procurement_id IS NOT NULL)
) STRICT;
CREATE INDEX payment_batch_procurement ON payment_batch (procurement_id);

CREATE TRIGGER payment_batch_starts_draft BEFORE INSERT ON payment_batch
WHEN NEW.state <> 'draft' AND (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a batch starts as a draft'); END;

CREATE TRIGGER payment_batch_moves BEFORE UPDATE OF state ON payment_batch
WHEN OLD.state <> NEW.state AND (SELECT undoing FROM writer) = 0
 AND OLD.state || '>' || NEW.state NOT IN (
   'draft>approved', 'approved>issued', 'issued>reconciled', 'reconciled>closed', 'draft>void', 'approved>void')
BEGIN SELECT RAISE (ABORT, 'a batch may not skip a state'); END;

CREATE TRIGGER payment_batch_reconciles BEFORE UPDATE OF state ON payment_batch
WHEN NEW.state = 'reconciled' AND OLD.state = 'issued' AND (SELECT undoing FROM writer) = 0
 AND EXISTS (SELECT 1 FROM payment WHERE batch_id = OLD.id AND state IN ('pending', 'issued'))
BEGIN SELECT RAISE (ABORT, 'a batch is reconciled once every line is answered'); END;

CREATE TRIGGER payment_batch_fixed BEFORE UPDATE OF program_id, number, channel, prepared_by, prepared_at ON payment_batch
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'who prepared a batch, and what for, may not be rewritten'); END;

CREATE TRIGGER payment_batch_fixed_once_approved
BEFORE UPDATE OF control_count, control_sum_fen, approved_by, approved_at, issued_by, issued_at, visitors, visit_date,
                 procurement_id ON payment_batch
WHEN (SELECT undoing FROM writer) = 0
 AND ((OLD.state <> 'draft' AND (OLD.control_count, OLD.control_sum_fen, OLD.approved_by, OLD.approved_at)
                            IS NOT (NEW.control_count, NEW.control_sum_fen, NEW.approved_by, NEW.approved_at))
      OR (OLD.state NOT IN ('draft', 'approved')
          AND (OLD.issued_by, OLD.issued_at, OLD.visitors, OLD.visit_date, OLD.procurement_id)
              IS NOT (NEW.issued_by, NEW.issued_at, NEW.visitors, NEW.visit_date, NEW.procurement_id)))
BEGIN SELECT RAISE (ABORT, 'an approved batch may not be rewritten'); END;

CREATE TRIGGER payment_batch_never_deleted BEFORE DELETE ON payment_batch
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a batch is voided with a reason, never deleted'); END;

CREATE TABLE procurement (
  id         INTEGER PRIMARY KEY,
  reference  TEXT NOT NULL UNIQUE CHECK (length (trim (reference)) > 0),
  supplier   TEXT NOT NULL DEFAULT '',
  amount_fen INTEGER CHECK (amount_fen >= 0),
  note       TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE payment (
  id             INTEGER PRIMARY KEY,
  batch_id       INTEGER NOT NULL REFERENCES payment_batch,
  line           INTEGER NOT NULL CHECK (line > 0),    -- the 序号 that the bank sees
  entitlement_id INTEGER NOT NULL REFERENCES entitlement,
  amount_fen     INTEGER NOT NULL CHECK (amount_fen > 0),
  state          TEXT NOT NULL DEFAULT 'pending' CHECK (state = 'pending' OR state = 'issued' OR state = 'paid'
                                                        OR state = 'failed' OR state = 'returned' OR state = 'void'),
  payee_name     TEXT NOT NULL,
  payee_document TEXT NOT NULL,
  bank_name      TEXT NOT NULL DEFAULT '',
  account_number TEXT NOT NULL DEFAULT '',
  account_holder TEXT NOT NULL DEFAULT '',
  failure_code   TEXT NOT NULL DEFAULT '',             -- ISO 20022 status reason, e.g. AC01
  failure_reason TEXT NOT NULL DEFAULT '',             -- the bank's own words
  settled_on     TEXT,
  retry_of       INTEGER REFERENCES payment,
  retried        INTEGER NOT NULL DEFAULT 0 CHECK (retried IN (0, 1)),  -- 1: a later payment took its place
  UNIQUE (batch_id, line),
  CHECK ((state <> 'failed' AND state <> 'returned') OR length (trim (failure_reason)) > 0),
  CHECK (retried = 0 OR state = 'failed' OR state = 'returned' OR state = 'void')
) STRICT;
-- One entitlement is paid once: of its payments at most one is on its way or paid.
CREATE UNIQUE INDEX payment_live ON payment (entitlement_id) WHERE state IN ('pending', 'issued', 'paid');
CREATE INDEX payment_entitlement ON payment (entitlement_id);
CREATE UNIQUE INDEX payment_retry ON payment (retry_of) WHERE retry_of IS NOT NULL AND state <> 'void';
-- For the foreign key: without it each payment that an undo deletes is looked for among all of them.
CREATE INDEX payment_retry_of ON payment (retry_of) WHERE retry_of IS NOT NULL;

CREATE TRIGGER payment_starts_pending BEFORE INSERT ON payment
WHEN NEW.state <> 'pending' AND (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a payment starts as pending'); END;

CREATE TRIGGER payment_needs_approval BEFORE INSERT ON payment
WHEN (SELECT undoing FROM writer) = 0
 AND NOT EXISTS (SELECT 1 FROM entitlement e JOIN payment_batch b ON b.id = NEW.batch_id
                 WHERE e.id = NEW.entitlement_id AND e.state = 'approved' AND e.amount_fen = NEW.amount_fen
                   AND b.program_id = e.program_id AND b.state = 'draft')
BEGIN SELECT RAISE (ABORT, 'a payment needs an approved entitlement of the same amount and program, and a draft batch'); END;

-- The notice, 三（一）: money goes through a bank; only what is brought along on a visit, or bought, is handed over.
CREATE TRIGGER payment_takes_its_channel BEFORE INSERT ON payment
WHEN NOT EXISTS (SELECT 1 FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id JOIN payment_batch b ON b.id = NEW.batch_id
                 WHERE e.id = NEW.entitlement_id
                   AND (r.form, b.channel) IN (VALUES ('cash', 'bank'), ('visit', 'visit'), ('goods', 'goods')))
 AND (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'cash goes through the bank, visits and goods by their own batches'); END;

-- A new try names the one that came back, and nothing is tried anew beside one that came back.
CREATE TRIGGER payment_names_its_predecessor BEFORE INSERT ON payment
WHEN (SELECT undoing FROM writer) = 0
 AND (NEW.retried <> 0
      OR EXISTS (SELECT 1 FROM payment WHERE entitlement_id = NEW.entitlement_id AND state IN ('failed', 'returned')
                 AND retried = 0 AND id IS NOT NEW.retry_of)
      OR (NEW.retry_of IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.retry_of AND entitlement_id = NEW.entitlement_id
                          AND state IN ('failed', 'returned') AND retried = 0)))
BEGIN SELECT RAISE (ABORT, 'a new try names the payment that came back'); END;

CREATE TRIGGER payment_retried BEFORE UPDATE OF retried ON payment
WHEN OLD.retried <> NEW.retried AND (SELECT undoing FROM writer) = 0
 AND NEW.retried <> EXISTS (SELECT 1 FROM payment WHERE retry_of = OLD.id AND state <> 'void')
BEGIN SELECT RAISE (ABORT, 'a payment was tried again when another names it, and only then'); END;

CREATE TRIGGER payment_moves BEFORE UPDATE OF state ON payment
WHEN OLD.state <> NEW.state AND (SELECT undoing FROM writer) = 0
 AND OLD.state || '>' || NEW.state NOT IN (
   'pending>issued', 'pending>void', 'issued>paid', 'issued>failed', 'issued>returned', 'paid>returned')
BEGIN SELECT RAISE (ABORT, 'a payment may not skip a state'); END;

CREATE TRIGGER payment_follows_batch BEFORE UPDATE OF state ON payment
WHEN OLD.state <> NEW.state AND (SELECT undoing FROM writer) = 0 AND NEW.state <> 'void'
 AND (SELECT state FROM payment_batch WHERE id = NEW.batch_id) NOT IN ('issued', 'reconciled', 'closed')
BEGIN SELECT RAISE (ABORT, 'a payment leaves only with its batch'); END;

CREATE TRIGGER payment_fixed
BEFORE UPDATE OF batch_id, line, entitlement_id, amount_fen, retry_of, payee_name, payee_document, bank_name, account_number,
                 account_holder ON payment
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a payment line may not be rewritten'); END;

CREATE TRIGGER payment_answer_fixed BEFORE UPDATE OF failure_code, failure_reason, settled_on ON payment
WHEN OLD.state = NEW.state AND (SELECT undoing FROM writer) = 0
 AND (OLD.failure_code, OLD.failure_reason, OLD.settled_on) IS NOT (NEW.failure_code, NEW.failure_reason, NEW.settled_on)
BEGIN SELECT RAISE (ABORT, 'an answer may not be rewritten'); END;

CREATE TRIGGER payment_never_deleted BEFORE DELETE ON payment
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a payment is never deleted'); END;

-- These three hold also during an undo: a payment that lives and the approval under it cannot be parted from either side.
CREATE TRIGGER entitlement_backs_payment BEFORE UPDATE OF state, amount_fen ON entitlement
WHEN OLD.state = 'approved' AND (NEW.state <> 'approved' OR NEW.amount_fen <> OLD.amount_fen)
 AND EXISTS (SELECT 1 FROM payment WHERE entitlement_id = OLD.id AND state IN ('pending', 'issued', 'paid'))
BEGIN SELECT RAISE (ABORT, 'a payment stands on this approval'); END;

CREATE TRIGGER payment_comes_backed BEFORE INSERT ON payment
WHEN NEW.state IN ('pending', 'issued', 'paid')
 AND EXISTS (SELECT 1 FROM entitlement WHERE id = NEW.entitlement_id AND (state <> 'approved' OR amount_fen <> NEW.amount_fen))
BEGIN SELECT RAISE (ABORT, 'no approval stands under this payment any more'); END;

CREATE TRIGGER payment_stays_backed BEFORE UPDATE OF state ON payment
WHEN NEW.state IN ('pending', 'issued', 'paid') AND OLD.state NOT IN ('pending', 'issued', 'paid')
 AND EXISTS (SELECT 1 FROM entitlement WHERE id = NEW.entitlement_id AND (state <> 'approved' OR amount_fen <> NEW.amount_fen))
BEGIN SELECT RAISE (ABORT, 'no approval stands under this payment any more'); END;

CREATE TABLE receipt (
  id         INTEGER PRIMARY KEY,
  payment_id INTEGER NOT NULL UNIQUE REFERENCES payment,
  signed_by  TEXT NOT NULL CHECK (length (trim (signed_by)) > 0),
  relation   TEXT NOT NULL DEFAULT '',                 -- 代领: how the collector stands to the payee
  signed_on  TEXT NOT NULL
) STRICT;

CREATE TRIGGER receipt_needs_payment BEFORE INSERT ON receipt
WHEN (SELECT undoing FROM writer) = 0 AND (SELECT state FROM payment WHERE id = NEW.payment_id) IS NOT 'paid'
BEGIN SELECT RAISE (ABORT, 'a signature stands for something handed over'); END;

CREATE TRIGGER receipt_fixed BEFORE UPDATE ON receipt
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a signature may not be rewritten'); END;

CREATE TRIGGER receipt_never_deleted BEFORE DELETE ON receipt
WHEN (SELECT undoing FROM writer) = 0
BEGIN SELECT RAISE (ABORT, 'a signature is never deleted'); END;

-- ── Figures: kept in the same transaction, proved by verify ──────────────────────────────────────────────────────
CREATE TABLE figure (
  rate_id    INTEGER NOT NULL,
  town_id    INTEGER NOT NULL,                         -- 0: no town given
  stage      TEXT NOT NULL,                            -- entitlement.listed … payment.paid …
  lines      INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (rate_id, town_id, stage)
) STRICT, WITHOUT ROWID;

-- How many different people and households the planned (listed, submitted, approved) entitlements reach.
CREATE TABLE reach (
  campaign_id INTEGER NOT NULL,
  grouping    TEXT NOT NULL CHECK (grouping IN ('all', 'department', 'program', 'rate', 'town', 'funding')),
  key         TEXT NOT NULL,
  persons     INTEGER NOT NULL,
  households  INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, grouping, key)
) STRICT, WITHOUT ROWID;
