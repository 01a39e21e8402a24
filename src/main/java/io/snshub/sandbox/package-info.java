/**
 * The fake world: a server that speaks the platforms' real wire protocols, remembers every mutating
 * call in a ledger, and can be told to fail.
 *
 * <p>A platform's part of it is a {@code PlatformSandbox} bean in that platform's folder.
 *
 * <p>Design decisions: it runs on Vert.x, not on Camel. A held or slow answer costs a timer and a
 * socket, and a connection can be closed at any byte, which a servlet or a route can't promise.
 */
@NullMarked
package io.snshub.sandbox;

import org.jspecify.annotations.NullMarked;
