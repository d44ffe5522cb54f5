/* test-text.c: text from keyboards, chat windows and spreadsheets, set right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-text.h"

/* Invisible: U+200B, U+FEFF, U+202A, U+202E, U+2060, U+2069 */
#define ZERO_WIDTH "\xe2\x80\x8b"
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define EMBEDDING "\xe2\x80\xaa"
#define OVERRIDE "\xe2\x80\xae"
#define JOINER "\xe2\x81\xa0"
#define ISOLATE_END "\xe2\x81\xa9"
/* Blanks: U+00A0, U+3000, U+2003 */
#define NO_BREAK "\xc2\xa0"
#define WIDE "\xe3\x80\x80"
#define EM "\xe2\x80\x83"

static const struct
{
  const char *text;
  const char *clean;
  const char *squeezed;
  const char *trimmed;
} vectors[] = {
  { "", "", "", "" },
  { " ", "", "", "" },
  { "abc", "abc", "abc", "abc" },
  { "张三", "张三", "张三", "张三" },
  { "  a  b ", "a b", "ab", "a  b" },
  { "\t姓\n名\r\n", "姓 名", "姓名", "姓\n名" },
  { WIDE "张" WIDE WIDE "三" NO_BREAK, "张 三", "张三", "张" WIDE WIDE "三" },
  { "a" EM "b", "a b", "ab", "a" EM "b" },
  { NO_BREAK WIDE " \t\r\n", "", "", "" },
  { BYTE_ORDER_MARK "序号", "序号", "序号", "序号" },
  { ZERO_WIDTH "3101" ZERO_WIDTH "18" ZERO_WIDTH, "310118", "310118", "3101" ZERO_WIDTH "18" },
  { EMBEDDING "12" OVERRIDE, "12", "12", "12" },
  { JOINER "1" JOINER "2" ISOLATE_END, "12", "12", "1" JOINER "2" },
  { " " ZERO_WIDTH " a " BYTE_ORDER_MARK " ", "a", "a", "a" },
  { "a " ZERO_WIDTH " b", "a b", "ab", "a " ZERO_WIDTH " b" },
  { "ＡＢｚ０１９", "ABz019", "ABz019", "ＡＢｚ０１９" },
  { "！（１，２００．００）～", "!(1,200.00)~", "!(1,200.00)~", "！（１，２００．００）～" },
  { "金额（元）", "金额(元)", "金额(元)", "金额（元）" },
  { "￥。、《》·", "￥。、《》·", "￥。、《》·", "￥。、《》·" }, /* none of these has a half-width form of ASCII */
  { "買 é 𠮷", "買 é 𠮷", "買é𠮷", "買 é 𠮷" },
};

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *clean = sn_text_clean (vectors[i].text);
      g_autofree char *squeezed = sn_text_squeeze (vectors[i].text);
      g_autofree char *trimmed = sn_text_trim (vectors[i].text);

      g_assert_cmpstr (clean, ==, vectors[i].clean);
      g_assert_cmpstr (squeezed, ==, vectors[i].squeezed);
      g_assert_cmpstr (trimmed, ==, vectors[i].trimmed);
    }
}

/* All that the header names, one by one; and setting right what is right changes nothing. */
static void
test_each_character (void)
{
  for (gunichar c = 0x20; c <= 0xffff; c++)
    {
      char text[16] = "a";
      g_autofree char *clean = NULL;
      g_autofree char *again = NULL;
      g_autofree char *expected = NULL;
      gboolean dropped = c == 0x200b || c == 0xfeff || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069);

      if (c >= 0xd800 && c < 0xe000)
        continue;
      text[1 + g_unichar_to_utf8 (c, text + 1)] = '\0';
      g_strlcat (text, "b", sizeof text);
      clean = sn_text_clean (text);
      again = sn_text_clean (clean);
      g_assert_cmpstr (again, ==, clean);
      if (dropped)
        g_assert_cmpstr (clean, ==, "ab");
      else if (c == 0xa0 || c == 0x3000)
        g_assert_cmpstr (clean, ==, "a b");
      else if (c >= 0xff01 && c <= 0xff5e)
        {
          expected = g_strdup_printf ("a%cb", (char) (c - 0xfee0));
          g_assert_cmpstr (clean, ==, expected);
        }
      else if (c >= 0x3400 && c <= 0x9fff)
        g_assert_cmpstr (clean, ==, text);
    }
}

static void
test_digits (void)
{
  g_assert_cmpint (sn_text_count_digits (""), ==, 0);
  g_assert_cmpint (sn_text_count_digits ("310229********227X"), ==, 18);
  g_assert_cmpint (sn_text_count_digits ("7项，11,800.00"), ==, 14);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/vectors", test_vectors);
  g_test_add_func ("/text/each-character", test_each_character);
  g_test_add_func ("/text/digits", test_digits);
  return g_test_run ();
}
