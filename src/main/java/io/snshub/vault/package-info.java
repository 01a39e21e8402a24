/**
 * Seals secrets at rest.
 *
 * <p>Doors: none; {@link io.snshub.vault.Vault} is a bean. Tables: none. It may be imported by
 * every room above the words.
 *
 * <p>Design decisions: a sealed text names the key that sealed it, so that a wrong key is told from
 * a damaged text, and keys can be exchanged: the new one seals, the old ones still open until the
 * rooms that keep sealed texts have sealed them anew. The vault itself keeps nothing, so each of
 * those rooms does that for its own table, and refuses the start when a key is missing. The cipher
 * is Spring Security's AES-GCM with a fresh 96-bit nonce per text; there is no own cryptography
 * here. A generated key is kept beside the embedded database only; a cluster must be given one,
 * because two nodes that each make their own could not read each other's tokens.
 */
@NullMarked
package io.snshub.vault;

import org.jspecify.annotations.NullMarked;
