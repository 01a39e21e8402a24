package io.snshub.publishing;

import io.snshub.call.FieldError;
import io.snshub.call.Problems;
import io.snshub.platform.MediaShelf;
import io.snshub.platform.PlatformCatalog;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds a request against every rule, the hub's and each platform's, and tells all it breaks. */
@Component
class PostRules {
  private final PlatformCatalog catalog;
  private final AccountChoice accounts;
  private final MediaShelf shelf;
  private final Clock clock;

  PostRules(PlatformCatalog catalog, AccountChoice accounts, MediaShelf shelf, Clock clock) {
    this.catalog = catalog;
    this.accounts = accounts;
    this.shelf = shelf;
    this.clock = clock;
  }

  /**
   * Checks a request.
   *
   * @return what to store
   * @throws io.snshub.call.ProblemException 400 with every broken rule
   */
  PostPlan check(long userId, PostRequest request) {
    return check(userId, null, request);
  }

  /** Checks a request that may use these accounts only; all when null. */
  PostPlan check(long userId, @Nullable Set<Long> allowed, PostRequest request) {
    PostCheck check =
        new PostCheck(catalog, accounts.within(allowed), shelf, clock, userId, request);
    PostPlan plan = check.run();
    List<FieldError> errors = check.findings().all();
    if (!errors.isEmpty()) {
      throw Problems.validation(errors);
    }
    return plan;
  }

  /** Says what {@link #check} would say, platform by platform. Stores and reserves nothing. */
  PostVerdicts judge(long userId, @Nullable Set<Long> allowed, PostRequest request) {
    PostCheck check =
        new PostCheck(catalog, accounts.within(allowed), shelf, clock, userId, request);
    PostPlan plan = check.run();
    return PostVerdicts.of(check.platforms(), plan, check.findings());
  }
}
