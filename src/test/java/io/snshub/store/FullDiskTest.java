package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** H2 on a disk that fills up, behind the pool as the hub sets it up. */
class FullDiskTest {
  private static final int WRITERS = 6;
  private static volatile boolean full;

  @TempDir private Path folder;
  private HikariDataSource pool;
  private JdbcClient jdbc;

  /** Files that can't grow while the disk is full. Public for H2, which makes it by reflection. */
  public static final class Disk extends FilePathWrapper {
    @Override
    public String getScheme() {
      return "filling";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return new Channel(getBase().open(mode));
    }
  }

  private static final class Channel extends FileBaseDefault {
    private final FileChannel file;

    Channel(FileChannel file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
      return file.read(to, position);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      if (full && position + from.remaining() > file.size()) {
        throw new IOException("No space left on device");
      }
      return file.write(from, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }

  @BeforeEach
  void open() {
    FilePath.register(new Disk());
    full = false;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:h2:filling:" + folder.resolve("hub") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    config.setUsername("sa");
    config.setPassword("");
    config.setMaximumPoolSize(WRITERS);
    config.setConnectionTimeout(4_000);
    config.setExceptionOverrideClassName(LostConnections.class.getName());
    pool = new HikariDataSource(config);
    jdbc = JdbcClient.create(pool);
    jdbc.sql("create table note (id bigint primary key, text varchar)").update();
  }

  @AfterEach
  void close() {
    full = false;
    pool.close();
  }

  private void write(int id) {
    jdbc.sql("insert into note values (?, ?)").params(id, "x".repeat(3_000) + id).update();
  }

  private boolean writes(int id) {
    try {
      write(id);
      return true;
    } catch (DataAccessException e) {
      return false;
    }
  }

  @Test
  void acknowledged_rows_survive_and_the_pool_recovers_by_itself_when_there_is_room_again()
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    CountDownLatch refused = new CountDownLatch(200);
    Callable<Void> author =
        () -> {
          while (refused.getCount() > 0) {
            int id = next.incrementAndGet();
            full = id > 300;
            if (writes(id)) {
              acknowledged.add(id);
            } else {
              refused.countDown();
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (Future<Void> one :
          threads.invokeAll(IntStream.range(0, WRITERS).mapToObj(i -> author).toList())) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }

    full = false;
    // each dead connection is found by whom it fails, once
    for (int i = 0; i < WRITERS; i++) {
      writes(1_000_000 + i);
    }
    write(2_000_000);

    List<Integer> kept =
        jdbc.sql("select id from note where id < 1000000").query(Integer.class).list();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(300 - WRITERS);
    assertThat(kept).containsAll(acknowledged);
  }

  @Test
  void the_failure_tells_that_the_disk_is_full() {
    full = true;
    DataAccessException failure = null;
    for (int id = 1; failure == null; id++) {
      try {
        write(id);
      } catch (DataAccessException e) {
        failure = e;
      }
    }

    assertThat(NoSpaceLeftException.causes(failure)).isTrue();
  }
}
