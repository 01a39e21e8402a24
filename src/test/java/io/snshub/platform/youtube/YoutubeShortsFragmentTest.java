package io.snshub.platform.youtube;

import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;

/** A Short goes the way of every video; its doors, its words and its address are its own. */
class YoutubeShortsFragmentTest extends YoutubeFragmentTest {
  @Override
  protected String name() {
    return "youtube_shorts";
  }

  @Override
  protected PlatformProfile profile() {
    return new YoutubeShortsPlatform(PlatformSettings.defaults()).profile();
  }

  @Override
  protected String permalink(String id) {
    return "https://www.youtube.com/shorts/" + id;
  }
}
