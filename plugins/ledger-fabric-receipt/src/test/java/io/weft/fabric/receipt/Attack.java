package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.Endorsement;

/**
 * What somebody tries who holds the hub, its identity on the channel, and in some cases one of the organizations.
 *
 * @param name    of the attack, also the name of its vector
 * @param refusal what the verifier's message must hold
 */
record Attack(String name, String refusal, Maker maker) {

    @FunctionalInterface
    interface Maker {

        byte[] make(SampleChannel channel) throws Exception;
    }

    @FunctionalInterface
    private interface Change {

        void apply(SampleReceipt sample);
    }

    static final List<Attack> ALL = List.of(
            // The transaction never counted.
            new Attack("invalid-by-race", "was written in block 8, this is block 7", channel -> {
                // Two hubs anchor one checkpoint; the other one's transaction was let in, in the next block.
                SampleReceipt loser = new SampleReceipt(channel);
                SampleCall winner = loser.anchor(channel.client);
                return loser.receipt(loser.anchor.envelope(),
                        loser.read(winner, 8, 0).payload()).toBytes();
            }),
            new Attack("invalid-in-the-winners-block", "attested read: endorsement of Org1MSP: signature does not verify", channel -> {
                // In one block with the winner, and the read's position forged: nobody endorsed that.
                SampleReceipt loser = new SampleReceipt(channel);
                SampleCall winner = loser.anchor(channel.client);
                SampleCall read = loser.read(winner, SampleReceipt.NUMBER, 0);
                SampleCall forged = loser.read(loser.anchor, SampleReceipt.NUMBER, 1);
                forged.endorsers = List.of();
                return loser.receipt(List.of(winner.envelope(), loser.anchor.envelope()),
                        forged.payload(read.endorsements())).toBytes();
            }),
            changed("endorsed-by-one", "transaction 1: is not endorsed by [Org2MSP]",
                    sample -> sample.anchor.endorsers = List.of(sample.channel.peer1)),
            changed("endorsed-twice-by-one", "transaction 1: is not endorsed by [Org2MSP]", sample -> sample.anchor.endorsers =
                    List.of(sample.channel.peer1, sample.channel.authority1.member("peer"))),
            changed("read-endorsed-by-one", "is endorsed by [Org1MSP], not by [Org1MSP, Org2MSP]",
                    sample -> sample.read.endorsers = List.of(sample.channel.peer1)),
            changed("read-endorsed-twice-by-one", "is endorsed by [Org1MSP, Org1MSP]", sample -> sample.read.endorsers =
                    List.of(sample.channel.peer1, sample.channel.peer1)),
            changed("refused-by-the-contract", "the contract answered 500, not 200", sample -> sample.read.status = 500),

            // The read is of something else.
            changed("read-of-another-size", "asks for [weft.example/site-a, 6], not for [weft.example/site-a, 7]",
                    sample -> sample.read.arguments = List.of("anchored", "weft.example/site-a", "6")),
            changed("read-of-another-origin", "asks for [weft.example/site-b, 7]",
                    sample -> sample.read.arguments = List.of("anchored", "weft.example/site-b", "7")),
            changed("read-by-another-function", "calls byId, not anchored",
                    sample -> sample.read.arguments = List.of("byId", "weft.example/site-a", "7")),
            new Attack("read-of-another-block", "was written in block 6, this is block 7", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return sample.receipt(sample.anchor.envelope(), sample.read(sample.anchor, 6, 1).payload())
                        .toBytes();
            }),
            new Attack("read-of-another-transaction", "transaction 0: is of contract 'other'", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return sample.receipt(sample.anchor.envelope(),
                        sample.read(sample.anchor, SampleReceipt.NUMBER, 0).payload()).toBytes();
            }),
            new Attack("read-beyond-the-block", "names transaction 2, block 7 has 2", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return sample.receipt(sample.anchor.envelope(),
                        sample.read(sample.anchor, SampleReceipt.NUMBER, 2).payload()).toBytes();
            }),
            changed("read-without-a-version", "did not find the entry",
                    sample -> sample.read.entries.getReadsBuilder(0).clearVersion()),
            changed("read-that-writes", "writes, so that it is no read",
                    sample -> sample.read.entries.addWrites(KVWrite.newBuilder().setKey("k"))),
            changed("read-with-a-range-query", "attested read: has range queries or metadata", sample ->
                    sample.read.entries.addRangeQueriesInfo(RangeQueryInfo.newBuilder().setStartKey("a").setEndKey("z"))),
            changed("read-with-a-map-in-its-proposal", "attested read: has a map in its proposal",
                    sample -> sample.read.decorations.put("k", ByteString.copyFromUtf8("v"))),
            new Attack("read-of-another-record", "writes another record than the attested one", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                sample.read.answer = replace(sample.anchor.answer, "{\"7\":7}", "{\"6\":7}");
                return sample.bytes();
            }),
            changed("record-of-another-root", "the record's root is", sample -> sample.read.answer = replace(sample.anchor.answer,
                    sample.channel.checkpoint.root(), "0".repeat(64))),
            changed("record-of-another-transaction", "the record was written by", sample -> sample.read.answer =
                    replace(sample.anchor.answer, sample.anchor.transaction(), "0".repeat(64))),

            // Another place.
            changed("anchor-on-another-channel", "transaction 1: is of channel 'rehearsal', not 'evidence'",
                    sample -> sample.anchor.channel = "rehearsal"),
            changed("read-on-another-channel", "attested read: is of channel 'rehearsal', not 'evidence'",
                    sample -> sample.read.channel = "rehearsal"),
            changed("anchor-by-another-contract", "transaction 1: is of contract 'lookalike', not 'evidence'",
                    sample -> sample.anchor.contract = "lookalike"),
            changed("read-by-another-contract", "attested read: is of contract 'lookalike', not 'evidence'",
                    sample -> sample.read.contract = "lookalike"),
            changed("anchor-by-another-function", "calls approveKey, not anchor",
                    sample -> sample.anchor.arguments = List.of("approveKey")),
            changed("anchor-deleted", "transaction 1: does not write", sample ->
                    sample.anchor.entries.getWritesBuilder(0).setIsDelete(true).clearValue()),

            // Other people.
            changed("endorser-is-a-client", "the certificate of Org2MSP has the roles [client], not [peer]", sample ->
                    sample.anchor.endorsers = List.of(sample.channel.peer1, sample.channel.authority2.member("client"))),
            changed("endorser-has-no-role", "has the roles [], not [peer]", sample ->
                    sample.anchor.endorsers = List.of(sample.channel.peer1, sample.channel.authority2.member("Peer"))),
            changed("endorser-has-two-roles", "has the roles [client, peer], not [peer]", sample -> sample.anchor.endorsers =
                    List.of(sample.channel.peer1, sample.channel.authority2.member("peer,OU=client"))),
            changed("reader-is-a-client", "attested read: endorsement of Org2MSP: the certificate of Org2MSP has the roles [client]",
                    sample -> sample.read.endorsers =
                            List.of(sample.channel.peer1, sample.channel.authority2.member("client"))),
            changed("endorser-is-an-authority", "is an authority's, not a member's", sample -> sample.anchor.endorsers =
                    List.of(sample.channel.peer1, sample.channel.authority2.authorityAsMember())),
            changed("endorser-of-another-root", "does not follow from what is pinned for Org2MSP", sample ->
                    sample.anchor.endorsers = List.of(sample.channel.peer1, new SampleAuthority("Org2MSP", sample.channel.time).member("peer"))),
            changed("endorser-of-the-other-organizations-root", "does not follow from what is pinned for Org2MSP",
                    sample -> sample.anchor.endorsers = List.of(sample.channel.peer1,
                            renamed(sample.channel.authority1.member("peer"), "Org2MSP"))),
            changed("reader-of-another-root", "does not follow from what is pinned for Org2MSP", sample -> sample.read.endorsers =
                    List.of(sample.channel.peer1, new SampleAuthority("Org2MSP", sample.channel.time).member("peer"))),
            changed("endorser-expired-before", "does not follow from what is pinned for Org2MSP at", sample ->
                    sample.anchor.endorsers = List.of(sample.channel.peer1, sample.channel.authority2.member("peer",
                            sample.channel.time.minus(Duration.ofDays(9)), sample.channel.time.minus(Duration.ofDays(1))))),
            changed("endorser-not-valid-yet", "does not follow from what is pinned for Org2MSP at", sample ->
                    sample.anchor.endorsers = List.of(sample.channel.peer1, sample.channel.authority2.member("peer",
                            sample.channel.time.plus(Duration.ofDays(1)), sample.channel.time.plus(Duration.ofDays(9))))),
            creator("creator-is-a-peer", "transaction 1: creator: the certificate of Org1MSP has the roles [peer], not [client]",
                    channel -> channel.peer1),
            creator("creator-of-another-root", "transaction 1: creator: the certificate does not follow",
                    channel -> new SampleAuthority("Org1MSP", channel.time).member("client")),
            creator("creator-is-not-pinned", "transaction 1: creator: organization 'Org3MSP' is not pinned",
                    channel -> new SampleAuthority("Org3MSP", channel.time).member("client")),
            changed("block-signed-by-a-peer", "orderer's signature: is of 'Org1MSP', not 'OrdererMSP'",
                    sample -> sample.orderer = sample.channel.peer1),
            changed("block-signed-by-an-orderers-client", "the certificate of OrdererMSP has the roles [client], not [orderer]",
                    sample -> sample.orderer = sample.channel.ordererAuthority.member("client")),
            changed("block-signed-by-another-orderer", "does not follow from what is pinned for OrdererMSP", sample ->
                    sample.orderer = new SampleAuthority("OrdererMSP", sample.channel.time).member("orderer")),

            // Signatures that are not what they seem.
            new Attack("anchor-with-swapped-endorsements", "transaction 1: endorsement of Org1MSP: signature does not verify",
                    channel -> {
                        SampleReceipt sample = new SampleReceipt(channel);
                        return sample.receipt(sample.anchor.envelope(sample.anchor.payload(swapped(sample.anchor.endorsements()))),
                                sample.read.payload()).toBytes();
                    }),
            new Attack("read-with-swapped-endorsements", "attested read: endorsement of Org1MSP: signature does not verify",
                    channel -> {
                        SampleReceipt sample = new SampleReceipt(channel);
                        return sample.receipt(sample.anchor.envelope(),
                                sample.read.payload(swapped(sample.read.endorsements()))).toBytes();
                    }),
            new Attack("read-in-another-order", "is endorsed by [Org2MSP, Org1MSP], not by [Org1MSP, Org2MSP] in this order",
                    channel -> {
                        SampleReceipt sample = new SampleReceipt(channel);
                        sample.read.endorsers = List.of(channel.peer2, channel.peer1);
                        Receipt receipt = sample.receipt();
                        return with(receipt, sample.read.payload().toByteArray()).toBytes();
                    }),
            new Attack("creator-high-s", "transaction 1: creator: signature has the larger s", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                Envelope envelope = Envelope.parseFrom(sample.anchor.envelope());
                return sample.receipt(envelope.toBuilder().setSignature(SampleMember.otherS(envelope.getSignature())).build()
                        .toByteString(), sample.read.payload()).toBytes();
            }),
            new Attack("endorser-high-s", "transaction 1: endorsement of Org2MSP: signature has the larger s", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return sample.receipt(sample.anchor.envelope(sample.anchor.payload(highS(sample.anchor.endorsements()))),
                        sample.read.payload()).toBytes();
            }),
            new Attack("reader-high-s", "attested read: endorsement of Org2MSP: signature has the larger s", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return sample.receipt(sample.anchor.envelope(), sample.read.payload(highS(sample.read.endorsements()))).toBytes();
            }),
            new Attack("orderer-high-s", "orderer's signature: signature has the larger s", channel -> {
                Receipt receipt = new SampleReceipt(channel).receipt();
                Metadata.Builder signatures = Metadata.parseFrom(receipt.signatures()).toBuilder();
                signatures.getSignaturesBuilder(0).setSignature(SampleMember.otherS(signatures.getSignatures(0).getSignature()));
                return signed(receipt, signatures.build().toByteArray()).toBytes();
            }),
            new Attack("block-without-a-signature", "orderer's signature is missing", channel -> {
                Receipt receipt = new SampleReceipt(channel).receipt();
                return signed(receipt, Metadata.parseFrom(receipt.signatures()).toBuilder().clearSignatures().build().toByteArray())
                        .toBytes();
            }),
            new Attack("block-signed-by-number", "names its signer by number", channel -> {
                Receipt receipt = new SampleReceipt(channel).receipt();
                Metadata.Builder signatures = Metadata.parseFrom(receipt.signatures()).toBuilder();
                signatures.getSignaturesBuilder(0).setIdentifierHeader(ByteString.copyFrom(new byte[] {8, 1}));
                return signed(receipt, signatures.build().toByteArray()).toBytes();
            }),
            new Attack("block-of-another-number", "orderer's signature: signature does not verify", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                Receipt receipt = sample.receipt(sample.anchor.envelope(),
                        sample.read(sample.anchor, 8, 1).payload());
                return new Receipt(8, receipt.previousHash(), receipt.dataHash(), receipt.envelopes(), receipt.signatures(),
                        receipt.read()).toBytes();
            }),
            new Attack("transaction-id-made-up", "transaction id is not the hash of nonce and creator", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return sample.receipt(sample.anchor.envelope(sample.anchor.payload("0".repeat(64))), sample.read.payload())
                        .toBytes();
            }),
            new Attack("answer-to-another-proposal", "the answer is to another proposal", channel -> {
                // The endorsed answer of one read under the header of another.
                SampleReceipt sample = new SampleReceipt(channel);
                SampleCall other = sample.read(sample.anchor, SampleReceipt.NUMBER, 1);
                return with(sample.receipt(), Proto.joined(sample.read.payload(), other.payload())).toBytes();
            }),

            // Other bytes for the same content.
            new Attack("trailing-byte", "1 bytes too many", channel -> {
                byte[] bytes = new SampleReceipt(channel).bytes();
                return Arrays.copyOf(bytes, bytes.length + 1);
            }),
            new Attack("envelope-field-twice", "transaction 1: is not canonical", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                Envelope envelope = Envelope.parseFrom(sample.anchor.envelope());
                return sample.receipt(Proto.field(2, envelope.getSignature()).concat(sample.anchor.envelope(
                        envelope.getPayload())), sample.read.payload()).toBytes();
            }),
            new Attack("envelope-with-an-unknown-field", "transaction 0: is not canonical", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return sample.receipt(List.of(sample.anchor.envelope().concat(Proto.field(15, ByteString.copyFromUtf8("x"))),
                        sample.anchor.envelope()), sample.read.payload()).toBytes();
            }),
            new Attack("signatures-field-twice", "signatures: is not canonical", channel -> {
                Receipt receipt = new SampleReceipt(channel).receipt();
                ByteString value = Metadata.parseFrom(receipt.signatures()).getValue();
                return signed(receipt, Proto.field(1, value).concat(ByteString.copyFrom(receipt.signatures())).toByteArray())
                        .toBytes();
            }),
            new Attack("read-field-twice", "attested read: payload: is not canonical", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return with(sample.receipt(), Proto.field(2, ByteString.EMPTY).concat(sample.read.payload()).toByteArray()).toBytes();
            }),
            new Attack("read-with-an-unknown-field", "attested read: payload: is not canonical", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return with(sample.receipt(), sample.read.payload().concat(Proto.field(3, ByteString.copyFromUtf8("x")))
                        .toByteArray()).toBytes();
            }),
            new Attack("read-action-with-an-unknown-field", "attested read: action payload: is not canonical", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return with(sample.receipt(), Proto.inAction(sample.read.payload(),
                        action -> action.concat(Proto.field(9, ByteString.copyFromUtf8("x"))))).toBytes();
            }),
            new Attack("read-endorsement-with-an-unknown-field", "attested read: action payload: is not canonical", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return with(sample.receipt(), Proto.inEndorsement(sample.read.payload())).toBytes();
            }),
            new Attack("read-with-a-longer-number", "attested read: payload: is not canonical", channel -> {
                SampleReceipt sample = new SampleReceipt(channel);
                return with(sample.receipt(), Proto.longerLength(sample.read.payload())).toBytes();
            }),
            new Attack("two-transactions-as-one", "transaction 0: is not canonical", channel -> {
                // The data hash has no border between transactions.
                Receipt receipt = new SampleReceipt(channel).receipt();
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                receipt.envelopes().forEach(both::writeBytes);
                return with(receipt, List.of(both.toByteArray())).toBytes();
            }),
            new Attack("one-transaction-as-two", "transaction 0: has no payload or no signature", channel -> {
                Receipt receipt = new SampleReceipt(channel).receipt();
                byte[] first = receipt.envelopes().get(0);
                int border = first.length - 2 - Envelope.parseFrom(first).getSignature().size();
                return with(receipt, List.of(Arrays.copyOf(first, border), Arrays.copyOfRange(first, border, first.length),
                        receipt.envelopes().get(1))).toBytes();
            }));

    private static Attack changed(String name, String refusal, Change change) {
        return new Attack(name, refusal, channel -> {
            SampleReceipt sample = new SampleReceipt(channel);
            change.apply(sample);
            return sample.bytes();
        });
    }

    private static Attack creator(String name, String refusal, Function<SampleChannel, SampleMember> creator) {
        return new Attack(name, refusal, channel -> new SampleReceipt(channel, creator.apply(channel)).bytes());
    }

    private static ByteString replace(ByteString text, String part, String other) {
        return ByteString.copyFromUtf8(text.toStringUtf8().replace(part, other));
    }

    private static SampleMember renamed(SampleMember member, String mspId) {
        return new SampleMember(mspId, member.certificate(), member.key());
    }

    private static List<Endorsement> swapped(List<Endorsement> two) {
        return List.of(two.get(0).toBuilder().setSignature(two.get(1).getSignature()).build(),
                two.get(1).toBuilder().setSignature(two.get(0).getSignature()).build());
    }

    private static List<Endorsement> highS(List<Endorsement> two) {
        return List.of(two.get(0),
                two.get(1).toBuilder().setSignature(SampleMember.otherS(two.get(1).getSignature())).build());
    }

    private static Receipt with(Receipt receipt, byte[] read) {
        return new Receipt(receipt.number(), receipt.previousHash(), receipt.dataHash(), receipt.envelopes(),
                receipt.signatures(), read);
    }

    private static Receipt with(Receipt receipt, List<byte[]> envelopes) {
        return new Receipt(receipt.number(), receipt.previousHash(), receipt.dataHash(), envelopes, receipt.signatures(),
                receipt.read());
    }

    private static Receipt signed(Receipt receipt, byte[] signatures) {
        return new Receipt(receipt.number(), receipt.previousHash(), receipt.dataHash(), receipt.envelopes(), signatures,
                receipt.read());
    }
}
