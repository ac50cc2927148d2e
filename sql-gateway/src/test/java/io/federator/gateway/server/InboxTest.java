package io.federator.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.gateway.server.Inbox.Next;
import io.federator.gateway.wire.FrontendMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InboxTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final Inbox inbox = new Inbox(opened::incrementAndGet);

    /** The socket is still busy with what has arrived at once when the session takes the first of it. */
    @Test
    void opensTheSocketAgainWhateverCameMeanwhile() throws InterruptedException {
        int put = 0;
        while (inbox.put(List.of(new Inbox.Waiting(new FrontendMessage.Sync(), 5)))) {
            put++;
        }
        take(3);
        assertThat(inbox.put(List.of(new Inbox.Waiting(new FrontendMessage.Sync(), 5))))
                .isFalse();
        take(put + 1 - 3 + 1);

        assertThat(opened).hasValue(1);
        assertThat(inbox.put(List.of(new Inbox.Waiting(new FrontendMessage.Sync(), 5))))
                .isTrue();
    }

    private void take(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(inbox.take(Duration.ofNanos(1), false)).isInstanceOf(Next.Message.class);
        }
    }
}
