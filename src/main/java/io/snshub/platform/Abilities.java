package io.snshub.platform;

import java.time.Duration;
import java.util.Set;

/**
 * What can be done with a post that is up.
 *
 * @param deletable it can be taken down by API
 * @param editable it can be changed by API
 * @param readable it can be looked for when the answer was lost
 * @param listLag longest time that a fresh one may be missing from the platform's own lists
 * @param metrics what the platform counts of it
 */
public record Abilities(
    boolean deletable, boolean editable, boolean readable, Duration listLag, Set<Metric> metrics) {}
