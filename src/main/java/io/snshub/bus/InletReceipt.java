package io.snshub.bus;

import org.jspecify.annotations.Nullable;

/**
 * What became of an {@link InletRecord}.
 *
 * @param receipt to tell, as JSON in UTF-8
 * @param reason why the record is put among the dead letters; null when it isn't
 * @param problem the problem document that goes with it, as JSON
 */
public record InletReceipt(byte[] receipt, @Nullable String reason, @Nullable String problem) {}
