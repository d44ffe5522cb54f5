/* test-money.c: reading amounts as offices write them, and writing them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-error.h"
#include "sn-money.h"
#include "sn-test.h"

#include <string.h>

#define LARGEST_FEN G_GINT64_CONSTANT (999999999999999)

/* ── In words ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
assert_read (const char *text, gboolean is_number, gint64 expected_fen, SnMoneyNote expected_note)
{
  g_autoptr (GError) error = NULL;
  gint64 fen = -1;
  SnMoneyNote note = 99;
  gboolean read = sn_money_parse (text, is_number, &fen, &note, &error);

  g_test_message ("“%s”", text);
  g_assert_no_error (error);
  g_assert_true (read);
  g_assert_cmpint (fen, ==, expected_fen);
  g_assert_cmpint (note, ==, expected_note);
}

static void
assert_refused (const char *text, gboolean is_number, const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 fen = 4711;
  gboolean read = sn_money_parse (text, is_number, &fen, NULL, &error);

  g_test_message ("“%s” was read as %" G_GINT64_FORMAT " fen", text, fen);
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_false (read);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_capital_vectors (void)
{
  g_autofree char *path = sn_test_data_path ("rmb-capitals.tsv");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_vectors = 0;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = NULL;
      g_autofree char *written = NULL;
      gint64 fen;

      if (**line == '\0' || **line == '#')
        continue;
      fields = g_strsplit (*line, "\t", -1);
      fen = g_ascii_strtoll (fields[0], NULL, 10);
      written = sn_money_format_capitals (fen);
      g_assert_cmpstr (written, ==, fields[1]);
      for (char **form = fields + 1; *form != NULL; form++)
        assert_read (*form, FALSE, fen, SN_MONEY_CAPITALS | SN_MONEY_REPAIRED);
      n_vectors++;
    }
  g_assert_cmpuint (n_vectors, ==, 52);
}

static void
test_capital_writing (void)
{
  static const struct
  {
    gint64      fen;
    const char *text;
  } vectors[] = {
    { 1, "壹分" },
    { 101, "壹元零壹分" },
    { 1010, "壹拾元零壹角" },
    { 1001, "壹拾元零壹分" },
    { 100000001, "壹佰万元零壹分" },
    { 100001000, "壹佰万零壹拾元整" },
    { 10000000000000, "壹仟亿元整" },
    { 100000000000000, "壹万亿元整" },
    { 100000000000100, "壹万亿零壹元整" },
    { 100010000000000, "壹万零壹亿元整" },
    { 100001000000000, "壹万亿零壹仟万元整" },
    { LARGEST_FEN, "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *written = sn_money_format_capitals (vectors[i].fen);

      g_assert_cmpstr (written, ==, vectors[i].text);
      assert_read (written, FALSE, vectors[i].fen, SN_MONEY_CAPITALS | SN_MONEY_REPAIRED);
    }
}

static void
test_capital_reading (void)
{
  static const struct
  {
    const char *text;
    gint64      fen;
  } vectors[] = {
    { "人民币壹仟贰佰元整", 120000 },
    { " 壹 仟 贰 佰 元 整 ", 120000 },
    { "壹仟贰佰圆正", 120000 },
    { "壹仟贰佰元", 120000 },
    { "壹仟贰佰整", 120000 },
    { "壹仟贰佰", 120000 },
    { "一千二百元", 120000 },
    { "两千元", 200000 },
    { "一萬貳仟圓整", 1200000 },
    { "拾伍元整", 1500 },
    { "一百十五元", 11500 },
    { "一千零十元", 101000 },
    { "壹仟零佰零拾伍元零角零分", 100500 }, /* a printed form, where every place has its digit */
    { "零万零仟叁佰零拾零元伍角零分", 30050 },
    { "叁佰贰拾伍元零肆分", 32504 },
    { "伍角", 50 },
    { "零伍角", 50 },
    { "伍角叁分", 53 },
    { "壹角零伍分", 15 },
    { "壹佰元零伍分", 10005 },
    { "壹亿伍万元", 10005000000 },
    { "拾万元", 10000000 },
    { "零元整", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_read (vectors[i].text, FALSE, vectors[i].fen, SN_MONEY_CAPITALS | SN_MONEY_REPAIRED);
}

static void
test_capital_refusals (void)
{
  static const char *const texts[] = {
    "元", "整", "人民币", "元整", "人民币元整", "壹贰元", "壹零元", "贰〇贰伍", "壹佰叁角", "壹元伍", "伍分叁角", "伍角叁角", "壹元伍角零",
    "壹拾贰佰元",   /* places that do not fall */
    "壹佰佰元", "壹佰仟元", "壹万零佰元", "佰元", "万元", "亿元", "壹万万元", "壹亿壹亿元",
    "一百二", "一百二元", "三万五", "壹仟伍万元", /* a digit whose place is not certain */
    "壹仟元贰佰元", "壹仟贰佰元整整", "壹仟贰佰元整。", "约壹仟元",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], FALSE, "is not an amount");
  assert_refused ("壹拾万亿元整", FALSE, "too large");
  assert_refused ("玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分", FALSE, "too large");
}

/* ── In digits ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_reading (void)
{
  static const struct
  {
    const char *text;
    gint64      fen;
    SnMoneyNote note;
  } vectors[] = {
    { "1200", 120000, SN_MONEY_AS_WRITTEN },
    { "1200.00", 120000, SN_MONEY_AS_WRITTEN },
    { "1200.5", 120050, SN_MONEY_AS_WRITTEN },
    { "1200.", 120000, SN_MONEY_AS_WRITTEN },
    { ".5", 50, SN_MONEY_AS_WRITTEN },
    { "0", 0, SN_MONEY_AS_WRITTEN },
    { "0.01", 1, SN_MONEY_AS_WRITTEN },
    { "-0.01", -1, SN_MONEY_AS_WRITTEN },
    { "-1200.50", -120050, SN_MONEY_AS_WRITTEN },
    { "+1200", 120000, SN_MONEY_AS_WRITTEN },
    { "1200.5000000", 120050, SN_MONEY_AS_WRITTEN },
    { "000000000000000000001200", 120000, SN_MONEY_AS_WRITTEN },
    { "1,200.00", 120000, SN_MONEY_REPAIRED },
    { "1,234,567.89", 123456789, SN_MONEY_REPAIRED },
    { "1，200．00", 120000, SN_MONEY_REPAIRED },
    { "￥1200", 120000, SN_MONEY_REPAIRED },
    { "¥1,200.00", 120000, SN_MONEY_REPAIRED },
    { "￥ 1,200.00", 120000, SN_MONEY_REPAIRED },
    { "-￥1,200.00", -120000, SN_MONEY_REPAIRED },
    { "￥-1,200.00", -120000, SN_MONEY_REPAIRED },
    { "RMB1200", 120000, SN_MONEY_REPAIRED },
    { "CNY 1200", 120000, SN_MONEY_REPAIRED },
    { "人民币1200元", 120000, SN_MONEY_REPAIRED },
    { "1200元", 120000, SN_MONEY_REPAIRED },
    { "1200 元", 120000, SN_MONEY_REPAIRED },
    { "1200元整", 120000, SN_MONEY_REPAIRED },
    { "1200块", 120000, SN_MONEY_REPAIRED },
    { "1200/人", 120000, SN_MONEY_REPAIRED },
    { "1200元/户", 120000, SN_MONEY_REPAIRED },
    { "1200元每人", 120000, SN_MONEY_REPAIRED },
    { "１２００", 120000, SN_MONEY_REPAIRED },
    { "１，２００．５０元", 120050, SN_MONEY_REPAIRED },
    { "'1200", 120000, SN_MONEY_REPAIRED },
    { " 1200\n", 120000, SN_MONEY_REPAIRED },
    { "\xe3\x80\x80" "1200" "\xc2\xa0", 120000, SN_MONEY_REPAIRED },
    { "\xe2\x80\xad" "1200" "\xe2\x80\xac", 120000, SN_MONEY_REPAIRED },
    { "0.12万", 120000, SN_MONEY_REPAIRED },
    { "0.12万元", 120000, SN_MONEY_REPAIRED },
    { "0.123456万元", 123456, SN_MONEY_REPAIRED },
    { "-3 万元", -3000000, SN_MONEY_REPAIRED },
    { "9999999999999.99", LARGEST_FEN, SN_MONEY_AS_WRITTEN },
    { "-9999999999999.99", -LARGEST_FEN, SN_MONEY_AS_WRITTEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_read (vectors[i].text, FALSE, vectors[i].fen, vectors[i].note);
  g_assert_true (sn_money_parse ("1", FALSE, &(gint64){ 0 }, NULL, NULL));
}

static void
test_refusals (void)
{
  static const char *const texts[] = {
    "", " ", "-", ".", "元", "￥", "abc", "无", "1200abc", "1.2.3", "--1200", "-￥-1200", "1200-", "12:00", "0x10", "1/2", "1200%",
    "NaN", "inf", "1e3", "1.2E+17", "＝1200", "1200元元", "万", "1200/年", "$1200", "(1200)",
    "1,20", "12,00", "1200,50", "1,2000", ",200", "1,,200", "1,200,", "1234,567", "1200.5,000", /* no thousands */
    "1200 1300", "750\n750", "1 200", /* two amounts */
    "'", "1'200", "12000000000000000000000000000000000000000000000000000000000000001",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], FALSE, "is not an amount");
  assert_refused ("1200.005", FALSE, "more than two decimals");
  assert_refused ("1200.001", TRUE, "more than two decimals");
  assert_refused ("￥12345.332元", FALSE, "more than two decimals");
  assert_refused ("0.1234567万元", FALSE, "more than two decimals");
}

static void
test_edges (void)
{
  static const char *const too_large[] = {
    "10000000000000.00", "9999999999999.99999999999", "-10000000000000", "92233720368547758.07", "92233720368547758.08",
    "-92233720368547758.08", "18446744073709551616", "184467440737095516.16", "1000000000万元",
    "999999999999999999999999999999999999999999999999999999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++)
    assert_refused (too_large[i], TRUE, "too large");
  assert_refused ("1E+30", TRUE, "too large");
  assert_refused ("1E+9999", TRUE, "too large");
  assert_refused ("1E+99999999999999999999", TRUE, "is not an amount");
}

static void
test_binary_noise (void)
{
  static const struct
  {
    const char *text;
    gint64      fen;
    SnMoneyNote note;
  } vectors[] = {
    { "199.99999999999997", 20000, SN_MONEY_ROUNDED },
    { "200.00000000000003", 20000, SN_MONEY_ROUNDED },
    { "1234.5600000000001", 123456, SN_MONEY_ROUNDED },
    { "0.28999999999999998", 29, SN_MONEY_ROUNDED },
    { "7.0000000000000007E-2", 7, SN_MONEY_ROUNDED },
    { "-199.99999999999997", -20000, SN_MONEY_ROUNDED },
    { "-0.56999999999999995", -57, SN_MONEY_ROUNDED },
    { "1.0000000000000001E-15", 0, SN_MONEY_ROUNDED },
    { "999.99999999999999", 100000, SN_MONEY_ROUNDED },
    { "12345678901.120001", 1234567890112, SN_MONEY_ROUNDED }, /* the sixteenth digit of a large number */
    { "1.2E+3", 120000, SN_MONEY_AS_WRITTEN },
    { "1.2e3", 120000, SN_MONEY_AS_WRITTEN },
    { "12E-1", 120, SN_MONEY_AS_WRITTEN },
    { "1.23000000001", 123, SN_MONEY_ROUNDED },
  };
  static const char *const true_decimals[] = {
    "12345.332", "0.005", "199.995", "1.2300000001", "1.2299999999", "33.333333333333336", "66.666666666666671",
    "1.23456789012345", "0.0099",
    "12345678901.121",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_read (vectors[i].text, TRUE, vectors[i].fen, vectors[i].note);
  for (gsize i = 0; i < G_N_ELEMENTS (true_decimals); i++)
    assert_refused (true_decimals[i], TRUE, "more than two decimals");
  /* Noise in a text is no noise: somebody wrote it. */
  assert_refused ("199.99999999999997", FALSE, "more than two decimals");
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_writing (void)
{
  static const struct
  {
    gint64      fen;
    const char *text;
    const char *plain;
    const char *wan;
  } vectors[] = {
    { 0, "0.00", "0.00", "0.00" },
    { 1, "0.01", "0.01", "0.00" },
    { -1, "-0.01", "-0.01", "0.00" },
    { 99, "0.99", "0.99", "0.00" },
    { 4999, "49.99", "49.99", "0.00" },
    { 5000, "50.00", "50.00", "0.01" },
    { -4999, "-49.99", "-49.99", "0.00" },
    { -5000, "-50.00", "-50.00", "-0.01" },
    { 14999, "149.99", "149.99", "0.01" },
    { 15000, "150.00", "150.00", "0.02" },
    { 99999, "999.99", "999.99", "0.10" },
    { 100000, "1,000.00", "1000.00", "0.10" },
    { 120000, "1,200.00", "1200.00", "0.12" },
    { -120050, "-1,200.50", "-1200.50", "-0.12" },
    { 99999999, "999,999.99", "999999.99", "100.00" },
    { 100000000, "1,000,000.00", "1000000.00", "100.00" },
    { 120345000, "1,203,450.00", "1203450.00", "120.35" },
    { -120345000, "-1,203,450.00", "-1203450.00", "-120.35" },
    { 120344999, "1,203,449.99", "1203449.99", "120.34" },
    { 8469910000000, "84,699,100,000.00", "84699100000.00", "8,469,910.00" },
    { G_MAXINT64, "92,233,720,368,547,758.07", "92233720368547758.07", "9,223,372,036,854.78" },
    { G_MININT64, "-92,233,720,368,547,758.08", "-92233720368547758.08", "-9,223,372,036,854.78" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *text = sn_money_format (vectors[i].fen);
      g_autofree char *plain = sn_money_format_plain (vectors[i].fen);
      g_autofree char *wan = sn_money_format_wan (vectors[i].fen);

      g_assert_cmpstr (text, ==, vectors[i].text);
      g_assert_cmpstr (plain, ==, vectors[i].plain);
      g_assert_cmpstr (wan, ==, vectors[i].wan);
    }
}

/* What is written is read as the same amount, in each of the three forms; amounts of every length. */
static void
test_round_trip (void)
{
  for (int i = 0; i < 20000; i++)
    {
      gint64 limit = 1;
      gint64 fen;
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;
      g_autofree char *capitals = NULL;
      gint64 read[3] = { -1, -1, -1 };

      for (int n = g_test_rand_int_range (1, 16); n > 0; n--)
        limit *= 10;
      /* Zeros in the middle are where 大写 goes wrong: take some digits out. */
      fen = (gint64) (g_test_rand_double () * (double) limit);
      for (gint64 place = 1; place < limit; place *= 10)
        if (g_test_rand_bit ())
          fen -= fen / place % 10 * place;
      fen = MIN (fen, LARGEST_FEN);
      text = sn_money_format (fen);
      plain = sn_money_format_plain (fen);
      capitals = sn_money_format_capitals (fen);
      g_assert_true (sn_money_parse (text, FALSE, &read[0], NULL, NULL));
      g_assert_true (sn_money_parse (plain, TRUE, &read[1], NULL, NULL));
      if (!sn_money_parse (capitals, FALSE, &read[2], NULL, NULL))
        g_error ("%s is not read", capitals);
      for (gsize j = 0; j < G_N_ELEMENTS (read); j++)
        g_assert_cmpint (read[j], ==, fen);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/capital-vectors", test_capital_vectors);
  g_test_add_func ("/money/capital-writing", test_capital_writing);
  g_test_add_func ("/money/capital-reading", test_capital_reading);
  g_test_add_func ("/money/capital-refusals", test_capital_refusals);
  g_test_add_func ("/money/reading", test_reading);
  g_test_add_func ("/money/refusals", test_refusals);
  g_test_add_func ("/money/edges", test_edges);
  g_test_add_func ("/money/binary-noise", test_binary_noise);
  g_test_add_func ("/money/writing", test_writing);
  g_test_add_func ("/money/round-trip", test_round_trip);
  return g_test_run ();
}
