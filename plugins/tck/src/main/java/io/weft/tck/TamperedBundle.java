package io.weft.tck;

import io.weft.ledger.proof.BatchProof;
import io.weft.ledger.proof.BatchProof.ShownReading;
import io.weft.ledger.proof.EventProof;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.ProofBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A proof bundle in which one bit of one item was flipped.
 *
 * @param item   what was altered; one failure of the verifier must contain this text
 * @param bundle the altered bundle
 */
public record TamperedBundle(String item, byte[] bundle) {

    /**
     * One altered bundle for each event, each raw payload that is not empty and each reading, made as they are asked for.
     *
     * @param seed chooses the bits; the same seed chooses the same
     * @throws MalformedProofException if the bytes are not a bundle
     */
    public static Stream<TamperedBundle> each(byte[] bytes, long seed) throws MalformedProofException {
        ProofBundle bundle = ProofBundle.read(bytes);
        SplittableRandom random = new SplittableRandom(seed);
        UnaryOperator<byte[]> flip = item -> flipped(item, random.nextInt(item.length * Byte.SIZE));
        return Stream.of(events(bundle, flip), payloads(bundle, flip), readings(bundle, flip)).flatMap(some -> some);
    }

    private static Stream<TamperedBundle> events(ProofBundle bundle, UnaryOperator<byte[]> flip) {
        return IntStream.range(0, bundle.events().size()).mapToObj(i -> {
            EventProof event = bundle.events().get(i);
            EventProof altered = new EventProof(event.payload(), event.evidence(), flip.apply(event.body()), event.index(),
                    event.path());
            return of("(leaf " + event.index() + "): body does not match leaf", new ProofBundle(bundle.checkpoint(),
                    bundle.payloads(), with(bundle.events(), i, altered), bundle.batches()));
        });
    }

    private static Stream<TamperedBundle> payloads(ProofBundle bundle, UnaryOperator<byte[]> flip) {
        return IntStream.range(0, bundle.payloads().size()).filter(i -> bundle.payloads().get(i).length > 0)
                .mapToObj(i -> of("raw payload of message ", new ProofBundle(bundle.checkpoint(),
                        with(bundle.payloads(), i, flip.apply(bundle.payloads().get(i))), bundle.events(),
                        bundle.batches())));
    }

    private static Stream<TamperedBundle> readings(ProofBundle bundle, UnaryOperator<byte[]> flip) {
        return IntStream.range(0, bundle.batches().size()).boxed().flatMap(i -> {
            BatchProof batch = bundle.batches().get(i);
            return IntStream.range(0, batch.readings().size()).mapToObj(j -> {
                ShownReading reading = batch.readings().get(j);
                ShownReading altered = new ShownReading(reading.ordinal(), reading.leafHash(),
                        flip.apply(reading.reading()));
                BatchProof proof = new BatchProof(batch.evidence(), batch.index(), batch.path(),
                        with(batch.readings(), j, altered), batch.hidden());
                return of(reading.ordinal() + " of batch ", new ProofBundle(bundle.checkpoint(), bundle.payloads(),
                        bundle.events(), with(bundle.batches(), i, proof)));
            });
        });
    }

    private static TamperedBundle of(String item, ProofBundle bundle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            bundle.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return new TamperedBundle(item, out.toByteArray());
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return flipped;
    }

    private static <T> List<T> with(List<T> list, int index, T item) {
        List<T> altered = new ArrayList<>(list);
        altered.set(index, item);
        return altered;
    }
}
