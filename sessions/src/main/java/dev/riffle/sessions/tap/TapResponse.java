package dev.riffle.sessions.tap;

import java.util.ArrayList;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;

/**
 * Parts of frames.
 *
 * @param epoch of the operator's instance that made them; 0 where there are none
 * @param first number of the first part
 * @param parts with consecutive numbers
 */
public record TapResponse(long epoch, long first, ArrayList<byte[]> parts) implements CoordinationResponse {

    static final TapResponse NOTHING = new TapResponse(0, 0, new ArrayList<>());
}
