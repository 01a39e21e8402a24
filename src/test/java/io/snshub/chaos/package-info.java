/**
 * The proof that the hub keeps its word: a checker that judges a finished run, and the campaigns
 * that make runs worth judging.
 *
 * <p>{@code mvn -Pchaos verify -Dchaos.rounds=N} runs the campaigns; nothing here but the checker's
 * own tests, the broken build and a sample of crash points belongs to the ordinary build.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>The checker sees the sandbox's ledger and what the API tells a user, never the hub's
 *       database: what it proves is what a user can rely on.
 *   <li>A post is recognised by the first word of its text, which no other post has. YouTube may
 *       cut a title, Instagram may strip a character, but that word comes through everywhere.
 *   <li>Invariants keep the numbers of the study they come from. Not judged here: I10 (no threads
 *       yet), I11, I13 and I16 (rows and headers that neither the ledger nor the API shows), I14
 *       (the ledger keeps no headers).
 * </ul>
 */
@NullMarked
package io.snshub.chaos;

import org.jspecify.annotations.NullMarked;
