package io.snshub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Makes the data directory, for its owner only, before anything is put into it: it will hold texts
 * of posts, hashes of keys and sealed tokens. One that exists keeps the rights it has.
 */
record DataDirectory(Environment environment) implements BeanFactoryPostProcessor {

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    Path data = Path.of(environment.getProperty("hub.data-dir", "./data")).toAbsolutePath();
    try {
      if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("hub.data-dir: can't make " + data, e);
    }
  }
}
