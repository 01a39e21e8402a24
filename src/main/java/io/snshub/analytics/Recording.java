package io.snshub.analytics;

import io.snshub.saga.SagaRun;
import io.snshub.store.SharedCommits;
import org.springframework.stereotype.Component;

/** Remembers what is to be measured, many posts in one commit. */
@Component
class Recording {
  private final Entries entries;
  private final SharedCommits commits;

  Recording(Entries entries, SharedCommits commits) {
    this.entries = entries;
    this.commits = commits;
  }

  /** Remembers every published target of a run's post; durable when it returns. */
  public void record(SagaRun run) {
    commits.run(() -> entries.record(run.subjectId()));
  }
}
