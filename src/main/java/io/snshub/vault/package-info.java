/**
 * Seals secrets at rest.
 *
 * <p>Doors: none; {@link io.snshub.vault.Vault} is a bean. Tables: none. It may be imported by
 * every room above the words.
 *
 * <p>Design decisions: a sealed text names the key that sealed it, so that a wrong key is told from
 * a damaged text, and a second key can be added without touching what is stored. The cipher is
 * Spring Security's AES-GCM with a fresh 96-bit nonce per text; there is no own cryptography here.
 * A generated key is kept beside the embedded database only; a cluster must be given one, because
 * two nodes that each make their own could not read each other's tokens.
 */
@NullMarked
package io.snshub.vault;

import org.jspecify.annotations.NullMarked;
