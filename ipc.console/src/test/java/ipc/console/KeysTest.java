package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void shouldNoticeWhatWasTyped() throws IOException, InterruptedException {
        try (Keys keys = new Keys.OfStream(new ByteArrayInputStream(new byte[] {'q'}))) {
            assertThat(keys.await(1)).isTrue();
            assertThat(keys.await(1)).isFalse();
        }
    }
}
