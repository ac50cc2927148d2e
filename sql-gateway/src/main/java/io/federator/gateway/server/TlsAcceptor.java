package io.federator.gateway.server;

import io.federator.config.Tls;
import io.federator.gateway.auth.ChannelBinding;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Encrypts connections with the gateway's certificate. Any thread. */
final class TlsAcceptor {
    /** What clients that begin with TLS at once must ask for (ALPN). */
    static final String PROTOCOL = "postgresql";

    private final SslContext context;
    private final ChannelBinding binding;

    private TlsAcceptor(SslContext context, ChannelBinding binding) {
        this.context = context;
        this.binding = binding;
    }

    /** @throws CompletionException when a file cannot be used */
    static TlsAcceptor of(Tls tls) {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            tls.certificate().toFile(), tls.key().toFile())
                    .protocols(tls.minVersion().equals("TLSv1.3") ? List.of("TLSv1.3") : List.of("TLSv1.3", "TLSv1.2"))
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.FATAL_ALERT,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            PROTOCOL));
            if (tls.clientAuthority().isPresent()) {
                builder.trustManager(tls.clientAuthority().get().toFile()).clientAuth(ClientAuth.OPTIONAL);
            }
            return new TlsAcceptor(builder.build(), binding(tls));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new CompletionException(e);
        }
    }

    private static ChannelBinding binding(Tls tls) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(tls.certificate())) {
            return ChannelBinding.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .iterator()
                    .next());
        }
    }

    /** The handler of one connection. */
    SslHandler handler(ByteBufAllocator allocator) {
        return context.newHandler(allocator);
    }

    ChannelBinding binding() {
        return binding;
    }

    /** The common name in the certificate that the client has shown, if it has shown one; as in PostgreSQL the first of several. */
    static Optional<String> commonName(SslHandler handler) {
        try {
            X509Certificate certificate =
                    (X509Certificate) handler.engine().getSession().getPeerCertificates()[0];
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(Object::toString)
                            .findFirst();
        } catch (SSLPeerUnverifiedException | InvalidNameException e) {
            return Optional.empty();
        }
    }
}
