/**
 * The front door: who may come in, what a route gets to see, and how it is answered.
 *
 * <p>A room's REST route is its declaration and one step. The door reads the body into the declared
 * type, checks it and every parameter, and puts a {@link io.snshub.call.RequestContext} into the
 * variable {@code request}; it writes the record that comes out, or the {@link
 * io.snshub.call.Answer}, or the problem that was thrown:
 *
 * <pre>{@code
 * rest("/api/sns/webhooks").tag("Webhooks")
 *   .post().id("create-webhook").routeId("rest-create-webhook").description("Subscribe to events")
 *     .type(NewWebhook.class)
 *     .responseMessage().code(201).message("Created").responseModel(WebhookView.class).endResponseMessage()
 *     .to("direct:create-webhook");
 * from("direct:create-webhook").routeId("create-webhook").routeConfigurationId("edge")
 *   .bean(webhooks, "create(${body}, ${variable.request})");
 * }</pre>
 *
 * <p>Doors in: {@code /api/openapi.json}, {@code /api/openapi.yaml}, {@code /api/docs}.
 *
 * <p>Owns the table {@code idempotency_key}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Camel never sees the HTTP request. platform-http's own binding copies every header line and
 *       every query parameter into headers, where {@code ?CamelHttpUri=} or {@code kafka.*} steer
 *       producers, and copies headers back into the answer. Here a route gets header lines on a
 *       list and nothing else, and only header lines on another list go out. Nothing is left to
 *       wash.
 *   <li>A route runs on the servlet thread. The starter hands each request to another thread and
 *       dispatches it a second time, which costs a fifth of the throughput at 64 connections and
 *       nearly half at 1024. A route that really goes on elsewhere still frees its thread; that
 *       Camel calls a route asynchronous doesn't say so, it does with every error handler.
 *   <li>Nearly all requests are plain ones with a valid key, and take a {@code Shortcut} past
 *       Spring Security and Spring MVC. Of the 300 microseconds that a cached kilobyte took of a
 *       processor these were 270, while a bare Spring MVC endpoint takes 23: thirteen filters with
 *       an observation around each, patterns over every header line, two searches among all
 *       mappings, and an asynchronous dispatch. The shortcut repeats none of what they do; it takes
 *       only what they would let pass untouched, and leaves the rest to them, so that there is one
 *       place for each refusal. {@code TwoWaysTest} sends every kind of request both ways and
 *       compares the answers.
 *   <li>Event streams have threads of their own, bounded, so that listeners can't starve the API.
 *   <li>The REST DSL is the one truth: a parameter that is not declared is refused, so the OpenAPI
 *       document is complete because otherwise nothing works.
 *   <li>Routes are not inlined into their REST operation: a door such as {@code direct:accept-post}
 *       stays one for other callers.
 *   <li>An answer is kept for its idempotency key when it is a success; a refusal changed nothing
 *       and is worked out again.
 *   <li>What a POST changes and the answer kept for its key are one transaction ({@link
 *       io.snshub.call.FirstAnswers}): an answer that can't be kept undoes the work. Only work
 *       outside of the database keeps its answer afterwards.
 *   <li>The scope that an operation needs stands in one table, {@code OperationScopes}, not at the
 *       operation: who may do what can be read at one look, and what was forgotten is closed.
 *   <li>Rate limits are counted before the body is read and before the scope is asked for; a
 *       request without a valid key counts for its address, one with a key never does.
 *   <li>{@code handled(true)} makes {@code .transacted()} commit: a REST route does not use it,
 *       transactions belong to the bean ({@code TransactionTemplate}).
 *   <li>Cross-site request forgery is not a subject under {@code /api}: no cookie identifies
 *       anyone.
 * </ul>
 */
@NullMarked
package io.snshub.web;

import org.jspecify.annotations.NullMarked;
