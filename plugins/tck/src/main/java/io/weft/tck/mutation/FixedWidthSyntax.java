package io.weft.tck.mutation;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lines of fields at fixed places, such as flat IDocs. A new value is as long as the one before, and its ends are no blanks. */
public final class FixedWidthSyntax implements Syntax {

    private final Charset charset;
    private final List<Rewriting> rewritings;

    /** @param rewritings forms that mean the same in this format */
    public FixedWidthSyntax(Charset charset, List<Rewriting> rewritings) {
        this.charset = charset;
        this.rewritings = List.copyOf(rewritings);
    }

    @Override
    public Charset charset() {
        return charset;
    }

    @Override
    public List<Siblings> siblings(String message) {
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int from = 0;
        for (int at = message.indexOf('\n'); at >= 0; at = message.indexOf('\n', from)) {
            starts.add(from);
            ends.add(at);
            from = at + 1;
        }
        starts.add(from);
        ends.add(message.length());
        return List.of(new Siblings("line", starts, ends, "\n"));
    }

    @Override
    public Optional<String> written(Object value, Object before) {
        boolean fits = value instanceof String text && before instanceof String old && text.length() == old.length()
                && text.equals(text.strip()) && charset.newEncoder().canEncode(text)
                && text.getBytes(charset).length == old.getBytes(charset).length
                && text.chars().allMatch(character -> character >= ' ' && character != 0x7F);
        return fits ? Optional.of((String) value) : Optional.empty();
    }

    @Override
    public List<Rewriting> rewritings() {
        return rewritings;
    }

    @Override
    public byte[] bomb(String message, Random random) {
        int size = 1 + random.nextInt(200_000);
        int half = message.length() / 2;
        String bomb = switch (random.nextInt(3)) {
            case 0 -> message.substring(0, half) + " ".repeat(size) + message.substring(half);
            case 1 -> message + "\n".repeat(size);
            default -> message.substring(0, half) + message.substring(half).repeat(1 + size / Math.max(1, half));
        };
        return bomb.getBytes(charset);
    }
}
