package io.weft.rest;

import io.weft.http.HttpReply;
import io.weft.identity.ThreadKey;
import io.weft.thread.Candidate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to an identifier that may mean several lots: 300, with what each is to whom and where its thread is. */
final class CandidatesJson {

    private CandidatesJson() {
    }

    static HttpReply reply(List<Candidate> candidates) {
        return HttpReply.json(300, Map.of("candidates", candidates.stream().map(CandidatesJson::entry).toList()));
    }

    private static Map<String, Object> entry(Candidate candidate) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("lot", candidate.lot().canonical());
        entry.put("identifier", candidate.identifier());
        entry.put("kind", candidate.kind());
        candidate.issuer().ifPresent(issuer -> entry.put("issuer", issuer));
        candidate.from().ifPresent(from -> entry.put("from", from.toString()));
        candidate.to().ifPresent(to -> entry.put("to", to.toString()));
        entry.put("thread", path(candidate.lot()));
        return entry;
    }

    static String path(ThreadKey lot) {
        return "/threads/" + lot.gtin() + "/"
                + URLEncoder.encode(lot.lot(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
