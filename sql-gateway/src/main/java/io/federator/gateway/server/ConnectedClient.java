package io.federator.gateway.server;

import io.federator.engine.session.Notice;
import io.federator.engine.session.SessionClient;
import io.federator.gateway.wire.BackendMessage;

/** A session's way to the client's socket. */
final class ConnectedClient implements SessionClient {
    private final ClientSocket socket;

    ConnectedClient(ClientSocket socket) {
        this.socket = socket;
    }

    @Override
    public void notice(Notice notice) {
        socket.writer().write(new BackendMessage.NoticeResponse(ErrorFields.notice(notice)));
    }

    @Override
    public void wake() {
        socket.inbox().wake();
    }

    @Override
    public void end() {
        wake();
        socket.writer().waitNoMore();
    }
}
