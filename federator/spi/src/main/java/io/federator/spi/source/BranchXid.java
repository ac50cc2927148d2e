package io.federator.spi.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.transaction.xa.Xid;

/**
 * The name of one source's branch of a transaction of Federator. Both parts are plain words, so that a database's own list of
 * prepared transactions can be read, and that they need no quoting in any SQL.
 *
 * @param transaction the same in all branches; letters, digits, dots, dashes and underscores, 64 at most
 * @param branch the {@link #key} of the source
 */
public record BranchXid(String transaction, String branch) implements Xid {
    /** Says that a branch is Federator's; "Fed1" in ASCII. */
    public static final int FORMAT = 0x46656431;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int KEY_BYTES = 5;

    public BranchXid {
        if (!WORD.matcher(transaction).matches() || !WORD.matcher(branch).matches()) {
            throw new IllegalArgumentException("not a branch of Federator: " + transaction + ", " + branch);
        }
    }

    /** The branch that {@code xid} names; empty when it is not one of Federator's. */
    public static Optional<BranchXid> of(Xid xid) {
        if (xid instanceof BranchXid known) {
            return Optional.of(known);
        }
        return xid.getFormatId() == FORMAT
                ? of(text(xid.getGlobalTransactionId()), text(xid.getBranchQualifier()))
                : Optional.empty();
    }

    /** The same of its two parts. */
    public static Optional<BranchXid> of(String transaction, String branch) {
        return WORD.matcher(transaction).matches() && WORD.matcher(branch).matches()
                ? Optional.of(new BranchXid(transaction, branch))
                : Optional.empty();
    }

    /** A short word that stands for a source in names of transactions; every gateway derives the same from the same name. */
    public static String key(String source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] part) {
        return new String(part, StandardCharsets.ISO_8859_1);
    }

    @Override
    public int getFormatId() {
        return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return transaction.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return branch.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return transaction + "/" + branch;
    }
}
