package dev.riffle.workbench.connect.kafka;

import java.util.List;

/**
 * Some messages of a topic.
 *
 * @param partitions how many the topic has
 * @param messages the newest, the newest first
 */
public record TopicSample(int partitions, List<Message> messages) {

    public TopicSample {
        messages = List.copyOf(messages);
    }
}
