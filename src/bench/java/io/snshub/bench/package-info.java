/**
 * The benchmark: {@code mvn -Pbench verify}. The hub runs as its own process with the JVM's own
 * settings, its sandbox inside; the load generator runs here. Figures that have a limit are
 * measured in turn with that limit, on the same machine within the same seconds, and stand beside
 * it.
 *
 * <p>Parts: a accept, b read, c publish, d due burst, e mixed, f growth, g start and rest, j single
 * steps. {@code -Dbench.parts=a,c -Dbench.databases=h2 -Dbench.scale=0.2 -Dbench.seconds=0.5} make
 * it shorter: fewer parts, one database, fewer posts, shorter load runs.
 *
 * <p>Nothing here knows a threshold. Each part has new databases and hubs of its own, so that none
 * inherits what another left behind; a part that fails is told as such, and the others go on.
 */
package io.snshub.bench;
