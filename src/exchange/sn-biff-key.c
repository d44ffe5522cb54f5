/* sn-biff-key.c: RC4 with keys made by MD5, as Excel 97 has it. It keeps nothing secret here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-biff-key.h"

#include <string.h>

#define BLOCK_BYTES 1024
#define HASH_BYTES 16
#define SECRET_BYTES 5
#define SALT_ROUNDS 16

#define KIND_RC4 1
#define VERSION_AT 2
#define SALT_AT 6
#define DESCRIPTION_BYTES (SALT_AT + 3 * HASH_BYTES)

static void
hash (const guint8 *bytes, gsize n_bytes, guint8 *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  gsize length = HASH_BYTES;

  g_checksum_update (checksum, bytes, (gssize) n_bytes);
  g_checksum_get_digest (checksum, digest, &length);
}

/* The password that Excel tries by itself, with the workbook's salt. */
static void
make_secret (SnBiffKey *key, const guint8 *salt)
{
  static const char password[] = "VelvetSweatshop";
  guint8 wide[2 * (sizeof password - 1)] = { 0 }, digest[HASH_BYTES];
  guint8 salted[SALT_ROUNDS * (SECRET_BYTES + HASH_BYTES)];

  for (gsize i = 0; i < sizeof password - 1; i++)
    wide[2 * i] = (guint8) password[i];
  hash (wide, sizeof wide, digest);
  for (guint8 *p = salted; p < salted + sizeof salted; p += SECRET_BYTES + HASH_BYTES)
    {
      memcpy (p, digest, SECRET_BYTES);
      memcpy (p + SECRET_BYTES, salt, HASH_BYTES);
    }
  hash (salted, sizeof salted, digest);
  memcpy (key->secret, digest, SECRET_BYTES);
}

static void
begin_block (SnBiffKey *key, guint32 block)
{
  guint32 little = GUINT32_TO_LE (block);
  guint8 input[SECRET_BYTES + sizeof little], digest[HASH_BYTES], j = 0;

  memcpy (input, key->secret, SECRET_BYTES);
  memcpy (input + SECRET_BYTES, &little, sizeof little);
  hash (input, sizeof input, digest);
  for (guint i = 0; i < 256; i++)
    key->state[i] = (guint8) i;
  for (guint i = 0; i < 256; i++)
    {
      guint8 kept = key->state[i];

      j = (guint8) (j + kept + digest[i % HASH_BYTES]);
      key->state[i] = key->state[j];
      key->state[j] = kept;
    }
  key->i = key->j = 0;
  key->block = block;
  key->used = 0;
}

static guint8
get_next (SnBiffKey *key)
{
  guint8 kept = key->state[++key->i];

  key->j = (guint8) (key->j + kept);
  key->state[key->i] = key->state[key->j];
  key->state[key->j] = kept;
  key->used++;
  return key->state[(guint8) (key->state[key->i] + kept)];
}

void
sn_biff_key_decrypt (SnBiffKey *key, guint64 position, guint8 *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++, position++)
    {
      guint within = (guint) (position % BLOCK_BYTES);

      if (key->block != position / BLOCK_BYTES || key->used > within)
        begin_block (key, (guint32) (position / BLOCK_BYTES));
      while (key->used < within)
        get_next (key);
      bytes[i] ^= get_next (key);
    }
}

gboolean
sn_biff_key_init (SnBiffKey *key, const guint8 *description, gsize length_bytes)
{
  guint8 proof[2 * HASH_BYTES], digest[HASH_BYTES];

  if (length_bytes < DESCRIPTION_BYTES || description[0] != KIND_RC4 || description[1] != 0 ||
      memcmp (description + VERSION_AT, "\1\0\1\0", 4) != 0)
    return FALSE;
  make_secret (key, description + SALT_AT);
  memcpy (proof, description + SALT_AT + HASH_BYTES, sizeof proof);
  begin_block (key, 0);
  sn_biff_key_decrypt (key, 0, proof, sizeof proof);
  hash (proof, HASH_BYTES, digest);
  return memcmp (digest, proof + HASH_BYTES, HASH_BYTES) == 0;
}
