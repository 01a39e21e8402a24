/**
 * Takes posts by other ways than REST: files from an inbox, row by row, and records of the topic
 * {@code sns.posts.requests}; tells in a receipt what became of each.
 *
 * <p>Doors in: the directory {@code hub.ingesting.inbox-dir} ({@code take-file}), {@code
 * direct:list-imports}, {@code direct:show-import}, {@code direct:take-request} (a record, from the
 * bus). Doors out: {@code direct:accept-post}.
 *
 * <p>Owns the table {@code import_file}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>A file stays in the inbox until its receipt is complete, and only then moves to {@code
 *       done/}. A process that dies in between finds the file again and starts from the first row;
 *       rows that were accepted say so once more, because a row's origin ({@code
 *       file:<sha256>:<row>}) makes one post only. There is no position to save and none to lose.
 *   <li>Receipt, reason and counts are in place before the file moves, and the row is closed after
 *       it: whatever moment the process dies at, the next start ends the import under the same
 *       names ({@code import_file.ending}).
 *   <li>The file is read twice: once for its hash and to see whether it is UTF-8, once for its
 *       rows. Neither pass holds more than one row, and a row over 1 MiB is passed over unread.
 *   <li>Lines and CSV records are cut from bytes here and parsed one by one, because a parser that
 *       reads the whole file can't go on behind a row that is broken or endless. A JSON array has
 *       no such seams: where it breaks, the file ends in {@code failed/}, with the receipts of the
 *       rows before.
 *   <li>Rows of one file are handed in one after another: the database sets the pace. Several files
 *       run side by side ({@code hub.ingesting.files-at-once}).
 *   <li>A database that is away is waited for, without end; a row that the hub itself fails on is
 *       rejected in its receipt, and dropping the file again gives it another chance.
 *   <li>Camel's own marker files are off: after a crash one would keep its file from being taken.
 *       For the same reason nothing is remembered about names. One inbox belongs to one process;
 *       two on the same directory make no post twice, but two receipts.
 *   <li>A file in a directory that is no user's is shown to the administrator: somebody must see
 *       it.
 *   <li>A record is a post request as JSON, with two more fields if need be. {@code user_id} says
 *       whose post it will be (the administrator's without it) and is believed: whoever may write
 *       to the topic may post for everyone, so its rights belong to the brokers' ACL. Headers are
 *       not read.
 *   <li>A record's origin is its {@code request_id}, or without one its key and value. Topic,
 *       partition and offset are not part of it, because a replay or a topic made anew brings the
 *       same request under another offset. So two equal records make one post; whoever means two
 *       gives each its own {@code request_id}, or key. The same {@code request_id} with another
 *       value is rejected.
 *   <li>The receipt tells the same each time: {@code accepted} with the post's id also when the
 *       post was made before, so that whoever lost a receipt may send or replay again. A record
 *       that is rejected goes among the dead letters too, unchanged, with its problem document in
 *       the header {@code sns-problem}; sent again it gets another chance.
 *   <li>A database that is away or a full disk ({@code 507}) rejects nothing: the reader waits.
 * </ul>
 */
@NullMarked
package io.snshub.ingesting;

import org.jspecify.annotations.NullMarked;
