package io.weft.launcher;

import java.io.IOException;

/** The hub's own word on whether it is up. */
public final class Health {

    private Health() {
    }

    /** False while it cannot be reached, too. */
    public static boolean isUp(HubClient client) {
        try {
            HubClient.Answer answer = client.get("/health");
            return answer.status() == 200 && "UP".equals(answer.json().get("status"));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
