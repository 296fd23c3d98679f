package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The match of order, despatch advice and receipt is served by the distribution as it is delivered. */
@ExtendWith(SharedHub.class)
class MatchIT {

    private final HubClient client;

    MatchIT(SharedHub.Shared shared) {
        this.client = shared.client();
    }

    @Test
    void orderThatNobodyToldIsNotFoundByItsName() throws Exception {
        HubClient.Answer answer = client.get("/match/no%2Fsuch%20order");

        assertEquals(404, answer.status(), answer.text());
        assertTrue(answer.text().contains("'no/such order'"), answer.text());
    }
}
