/**
 * The delivery engine under a clock, a scheduler and a world that one seed decides: the engine's
 * own classes on a real database, run on one thread, with every process, pause, crash, lost answer
 * and late effect in the schedule's hand.
 *
 * <p>{@link io.snshub.simulation.Simulation} runs one schedule, {@link
 * io.snshub.simulation.RouteModel} stands for the Camel routes, {@link io.snshub.simulation.World}
 * for the platforms, {@link io.snshub.simulation.Checker} knows what must hold.
 */
@NullMarked
package io.snshub.simulation;

import org.jspecify.annotations.NullMarked;
