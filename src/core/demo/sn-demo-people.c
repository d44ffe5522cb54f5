/* sn-demo-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-demo-people.h"

#include <string.h>

/* The commonest surnames with their share of the population in hundredths of a percent (the police's report on names of
 * 2020 gives the order; shares are rounded), then rarer ones of the Shanghai plain, compound and minority ones. */
static const struct
{
  const char *surname;
  guint       weight;
} surnames[] = {
  { "王", 725 }, { "李", 719 }, { "张", 683 }, { "刘", 538 }, { "陈", 453 }, { "杨", 308 }, { "黄", 223 }, { "赵", 229 },
  { "吴", 205 }, { "周", 212 }, { "徐", 167 }, { "孙", 154 }, { "马", 129 }, { "朱", 126 }, { "胡", 131 }, { "郭", 115 },
  { "何", 117 }, { "林", 118 }, { "罗", 95 },  { "高", 106 }, { "郑", 93 },  { "梁", 85 },  { "谢", 77 },  { "宋", 81 },
  { "唐", 69 },  { "许", 73 },  { "邓", 62 },  { "冯", 64 },  { "韩", 68 },  { "曹", 62 },  { "曾", 58 },  { "彭", 55 },
  { "萧", 53 },  { "蔡", 53 },  { "潘", 50 },  { "田", 50 },  { "董", 52 },  { "袁", 51 },  { "于", 49 },  { "余", 49 },
  { "叶", 48 },  { "蒋", 46 },  { "杜", 46 },  { "苏", 46 },  { "魏", 46 },  { "程", 45 },  { "吕", 45 },  { "丁", 43 },
  { "沈", 160 }, { "任", 42 },  { "姚", 60 },  { "卢", 41 },  { "傅", 41 },  { "钟", 40 },  { "姜", 39 },  { "崔", 38 },
  { "谭", 38 },  { "廖", 37 },  { "范", 36 },  { "汪", 36 },  { "陆", 140 }, { "金", 80 },  { "石", 34 },  { "戴", 34 },
  { "贾", 33 },  { "韦", 32 },  { "夏", 32 },  { "邱", 31 },  { "方", 31 },  { "侯", 30 },  { "邹", 30 },  { "熊", 29 },
  { "孟", 28 },  { "秦", 27 },  { "白", 27 },  { "江", 26 },  { "阎", 26 },  { "薛", 25 },  { "尹", 25 },  { "段", 24 },
  { "雷", 24 },  { "黎", 22 },  { "史", 22 },  { "龙", 21 },  { "陶", 40 },  { "贺", 20 },  { "顾", 120 }, { "毛", 19 },
  { "郝", 19 },  { "龚", 30 },  { "邵", 30 },  { "万", 18 },  { "钱", 70 },  { "严", 30 },  { "覃", 12 },  { "武", 15 },
  { "戚", 12 },  { "俞", 40 },  { "庄", 20 },  { "盛", 20 },  { "诸", 20 },  { "单", 8 },   { "仇", 6 },   { "解", 6 },
  { "区", 2 },   { "查", 6 },   { "盖", 2 },   { "翟", 8 },   { "乐", 4 },   { "朴", 3 },   { "缪", 6 },   { "迮", 2 },
  { "宓", 3 },   { "阚", 4 },   { "宁", 6 },   { "欧阳", 5 }, { "上官", 2 }, { "司马", 1 }, { "诸葛", 2 }, { "尉迟", 1 },
  { "令狐", 1 },
};

/* Given names are put together of these; the early ones of a list come more often. */
static const char *const male_characters[] = {
  "明", "国", "华", "建", "文", "志", "伟", "军", "强", "平", "杰", "林", "勇", "海", "峰", "德", "永", "辉", "祥", "生",
  "金", "荣", "根", "龙", "宝", "忠", "良", "新", "庆", "涛", "斌", "超", "宇", "浩", "晨", "俊", "鹏", "康", "仁", "义",
};
static const char *const female_characters[] = {
  "英", "秀", "芳", "丽", "珍", "兰", "美", "玉", "红", "梅", "霞", "燕", "琴", "萍", "敏", "娟", "静", "华", "芬", "妹",
  "凤", "云", "月", "洁", "婷", "雪", "莉", "慧", "佳", "怡", "欣", "琳", "雯", "娥", "巧", "桂", "香", "翠", "勤", "囡",
};
static const char *const minority_names[] = { "阿依古丽·买买提", "阿卜杜热合曼·买买提", "扎西次仁", "古丽娜尔·艾力", "巴特尔" };

/* Where numbers were issued: the county of Qingpu until 1999, the district since, neighbours, other provinces. */
static const struct
{
  const char *prefix;
  guint       weight;
  int         from_birth_year;
  int         to_birth_year;
} prefixes[] = {
  { "310229", 640, 1900, 1999 }, { "310118", 560, 1999, 2100 }, { "310227", 30, 1900, 1998 }, { "310104", 25, 1900, 2100 },
  { "310105", 20, 1900, 2100 },  { "650103", 12, 1950, 1985 },  { "652301", 10, 1950, 1985 }, { "320583", 30, 1900, 2100 },
  { "330421", 20, 1900, 2100 },  { "341225", 40, 1900, 2100 },  { "410823", 25, 1900, 2100 }, { "362330", 20, 1900, 2100 },
  { "510722", 12, 1900, 2100 },
};

static const char *const banks[] = {
  "上海农商银行青浦支行", "中国工商银行青浦支行", "中国农业银行青浦支行", "中国建设银行青浦支行", "交通银行青浦支行",
  "中国邮政储蓄银行青浦支行", "上海银行青浦支行",
};

/* Parts of the stream, so that one more roll in one place does not move all others. */
enum { DICE_HOUSEHOLD_SIZE = 1, DICE_HOUSEHOLD, DICE_PERSON, DICE_PERSON_NUMBER };

SnDice
sn_dice_for (guint64 seed, guint64 what, guint64 which)
{
  SnDice dice = { seed * 0x9e3779b97f4a7c15u + what * 0xd1b54a32d192ed03u + which * 0x8cb92ba72f3d8dd7u };

  sn_dice_roll (&dice);
  return dice;
}

guint64
sn_dice_roll (SnDice *dice)
{
  guint64 z = dice->state += 0x9e3779b97f4a7c15u;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

guint
sn_dice_below (SnDice *dice, guint sides)
{
  return (guint) (sn_dice_roll (dice) % sides);
}

SnDemoPopulation *
sn_demo_population_new (guint64 seed, gint64 n_persons, const GDate *today)
{
  static const guint8 sizes[] = { 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5 }; /* 2.2 people a household, as the census has it */
  SnDemoPopulation *population = g_new0 (SnDemoPopulation, 1);
  SnDice dice = sn_dice_for (seed, DICE_HOUSEHOLD_SIZE, 0);
  guint32 person = 0;

  population->seed = seed;
  population->today = *today;
  population->household_of = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n_persons);
  population->first_of = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (person < n_persons)
    {
      guint32 household = population->first_of->len;
      guint size = sizes[sn_dice_below (&dice, G_N_ELEMENTS (sizes))];

      g_array_append_val (population->first_of, person);
      for (guint i = 0; i < size && person < n_persons; i++, person++)
        g_array_append_val (population->household_of, household);
    }
  g_array_append_val (population->first_of, person);
  return population;
}

void
sn_demo_population_free (SnDemoPopulation *population)
{
  if (population == NULL)
    return;
  g_array_unref (population->household_of);
  g_array_unref (population->first_of);
  g_free (population);
}

const char *
sn_demo_bank_name (guint bank)
{
  return banks[bank % G_N_ELEMENTS (banks)];
}

static guint
sum_weights (void)
{
  static gsize total = 0;

  if (g_once_init_enter (&total))
    {
      gsize sum = 0;

      for (gsize i = 0; i < G_N_ELEMENTS (surnames); i++)
        sum += surnames[i].weight;
      g_once_init_leave (&total, sum);
    }
  return (guint) total;
}

static const char *
draw_surname (SnDice *dice)
{
  guint roll = sn_dice_below (dice, sum_weights ());

  for (gsize i = 0; i < G_N_ELEMENTS (surnames); i++)
    {
      if (roll < surnames[i].weight)
        return surnames[i].surname;
      roll -= surnames[i].weight;
    }
  return surnames[0].surname;
}

static void
append_given_name (char *name, gsize size, SnSex sex, SnDice *dice)
{
  const char *const *characters = sex == SN_SEX_MALE ? male_characters : female_characters;
  guint n = G_N_ELEMENTS (male_characters);
  guint n_characters = sn_dice_below (dice, 100) < 78 ? 2 : 1;

  G_STATIC_ASSERT (G_N_ELEMENTS (male_characters) == G_N_ELEMENTS (female_characters));
  for (guint i = 0; i < n_characters; i++)
    {
      guint one = sn_dice_below (dice, n), other = sn_dice_below (dice, n);

      /* The smaller of two rolls: the early characters come more often. */
      g_strlcat (name, characters[MIN (one, other)], size);
    }
}

static void
make_name (const SnDemoPopulation *population, guint32 household, SnDemoPerson *made, SnDice *dice)
{
  SnDice household_dice = sn_dice_for (population->seed, DICE_HOUSEHOLD, household);
  const char *family_name = draw_surname (&household_dice);

  if (sn_dice_below (dice, 2000) == 0)
    {
      g_strlcpy (made->name, minority_names[sn_dice_below (dice, G_N_ELEMENTS (minority_names))], sizeof made->name);
      return;
    }
  g_strlcpy (made->name, made->role == SN_DEMO_SPOUSE || made->role == SN_DEMO_PARENT ? draw_surname (dice) : family_name,
             sizeof made->name);
  append_given_name (made->name, sizeof made->name, made->sex, dice);
}

static SnDemoRole
get_role (guint position, SnDice *household_dice)
{
  static const SnDemoRole roles[] = { SN_DEMO_HEAD, SN_DEMO_SPOUSE, SN_DEMO_CHILD, SN_DEMO_CHILD, SN_DEMO_PARENT };

  /* Every third household of two is a parent with a child. */
  if (position == 1 && sn_dice_below (household_dice, 3) == 0)
    return SN_DEMO_CHILD;
  return roles[MIN (position, G_N_ELEMENTS (roles) - 1)];
}

static int
draw_age_years (SnDemoRole role, guint head_age, SnDice *dice)
{
  int age = (int) head_age;

  /* MIN and MAX write their arguments twice: a roll among them would be two rolls. */
  switch (role)
    {
    case SN_DEMO_SPOUSE:
      age += (int) sn_dice_below (dice, 9) - 4;
      return MAX (age, 22);
    case SN_DEMO_CHILD:
      age -= 22 + (int) sn_dice_below (dice, 14);
      return MAX (age, 0);
    case SN_DEMO_PARENT:
      age += 20 + (int) sn_dice_below (dice, 10);
      return MIN (age, 102);
    case SN_DEMO_HEAD:
    default:
      return age;
    }
}

static void
make_birth (const SnDemoPopulation *population, int age_years, SnDemoPerson *made, SnDice *dice)
{
  made->birth = population->today;
  g_date_subtract_years (&made->birth, (GDateYear) age_years);
  g_date_subtract_days (&made->birth, sn_dice_below (dice, 365));
}

static const char *
draw_prefix (int birth_year, SnDice *dice)
{
  guint total = 0, roll;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (birth_year >= prefixes[i].from_birth_year && birth_year < prefixes[i].to_birth_year)
      total += prefixes[i].weight;
  roll = sn_dice_below (dice, total);
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (birth_year < prefixes[i].from_birth_year || birth_year >= prefixes[i].to_birth_year)
        continue;
      if (roll < prefixes[i].weight)
        return prefixes[i].prefix;
      roll -= prefixes[i].weight;
    }
  return "310118";
}

static void
make_number (SnDemoPerson *made, SnDice *dice)
{
  guint sequence = sn_dice_below (dice, 500) * 2 + (made->sex == SN_SEX_MALE ? 1 : 0);
  char digits[18];

  g_snprintf (digits, sizeof digits, "%s%04d%02d%02d%03u", draw_prefix (g_date_get_year (&made->birth), dice),
              g_date_get_year (&made->birth), g_date_get_month (&made->birth), g_date_get_day (&made->birth), sequence);
  g_snprintf (made->number, sizeof made->number, "%s%c", digits, sn_resident_id_check_character (digits));
}

char *
sn_demo_draw_account (SnDice *dice)
{
  char *account = g_strdup_printf ("620000%012" G_GUINT64_FORMAT "?", sn_dice_roll (dice) % G_GUINT64_CONSTANT (1000000000000));
  guint sum = 0;

  for (int i = 0; i < 18; i++)
    {
      guint digit = (guint) (account[i] - '0') * (i % 2 == 1 ? 2 : 1);

      sum += digit / 10 + digit % 10;
    }
  account[18] = (char) ('0' + (10 - sum % 10) % 10);
  return account;
}

void
sn_demo_make_person (const SnDemoPopulation *population, guint32 person, guint attempt, SnDemoPerson *made)
{
  guint32 household = g_array_index (population->household_of, guint32, person);
  guint position = person - g_array_index (population->first_of, guint32, household);
  SnDice household_dice = sn_dice_for (population->seed, DICE_HOUSEHOLD, household);
  SnDice dice = sn_dice_for (population->seed, DICE_PERSON, person);
  SnDice number_dice = sn_dice_for (population->seed, DICE_PERSON_NUMBER + attempt, person);
  g_autofree char *account = NULL;
  guint head_age;

  memset (made, 0, sizeof *made);
  draw_surname (&household_dice);
  /* A relief registry is older than the district: half of the heads are past sixty. */
  head_age = 24 + sn_dice_below (&household_dice, 45) + sn_dice_below (&household_dice, 28);
  made->role = get_role (position, &household_dice);
  made->sex = position == 0 ? (sn_dice_below (&household_dice, 100) < 62 ? SN_SEX_MALE : SN_SEX_FEMALE)
                            : (sn_dice_below (&dice, 100) < (made->role == SN_DEMO_SPOUSE ? 30 : 50) ? SN_SEX_MALE : SN_SEX_FEMALE);
  make_name (population, household, made, &dice);
  make_birth (population, draw_age_years (made->role, head_age, &dice), made, &dice);
  make_number (made, &number_dice);
  account = sn_demo_draw_account (&dice);
  g_strlcpy (made->account, account, sizeof made->account);
  made->bank = sn_dice_below (&dice, G_N_ELEMENTS (banks));
  g_snprintf (made->phone, sizeof made->phone, "100%08" G_GUINT64_FORMAT, sn_dice_roll (&dice) % 100000000u);
}

guint
sn_demo_village_of (const SnDemoPopulation *population, guint32 household, guint n_villages)
{
  SnDice dice = sn_dice_for (population->seed, DICE_HOUSEHOLD + 100, household);

  return sn_dice_below (&dice, n_villages);
}

void
sn_demo_make_address (const SnDemoPopulation *population, guint32 household, const char *place, char *buffer, gsize size)
{
  SnDice dice = sn_dice_for (population->seed, DICE_HOUSEHOLD + 200, household);

  g_snprintf (buffer, size, "%s%u号", place, 1 + sn_dice_below (&dice, 620));
}
