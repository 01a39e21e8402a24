package io.snshub.bus;

/**
 * Hears which posts a transaction of this process has changed, right after its commit and before
 * whoever asked for the change is answered. A bean of this type is enough.
 */
public interface PostListener {

  /**
   * A post may look different from now on. Called on the writer's thread, also when nobody knows
   * whether the commit took place; must be quick and must not fail.
   */
  void changed(long userId, long postId);
}
